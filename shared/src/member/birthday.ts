import { creditsOf } from '../contract/settle'
import { DAY_MS, type EpochMs, later } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { type Birthday, celebrate } from '../level/evaluate'
import { type Loyalty, type LoyaltyRules, owing } from './loyalty'
import type { Member, SaidBirthday } from './member'

export type BirthdayChangeRefusal =
  /** The member has already changed it within a year. `againMs`: earliest next change. */
  { readonly code: 'profile/birthday-changed'; readonly againMs: EpochMs }

const CHANGES_APART_MS = 365 * DAY_MS

/**
 * A birthday can be stated, corrected once, and then changed once a year, so that it cannot be
 * moved to the best moment for its gift. Removing it is always allowed (personal information law,
 * article 15); stating another one after that is a change like any other.
 */
export function sayBirthday(
  said: SaidBirthday | null,
  on: Birthday | null,
  nowMs: EpochMs,
): Result<SaidBirthday | null, BirthdayChangeRefusal> {
  if (said === null) return ok(on && { on, changedAtMs: null })
  if (on === null || isSameDay(said.on, on)) return ok({ ...said, on })
  const againMs = said.changedAtMs && later(said.changedAtMs, CHANGES_APART_MS)
  if (againMs !== null && nowMs < againMs) {
    return refuse({ code: 'profile/birthday-changed', againMs })
  }
  return ok({ on, changedAtMs: nowMs })
}

const isSameDay = (a: Birthday | null, b: Birthday): boolean =>
  a?.month === b.month && a.day === b.day

/**
 * 生日礼: owed once a calendar year when the member opens the app within its days, whatever the
 * birthday is by then. The identical object on every other day.
 */
export function birthdayLoyalty(
  { contracts, loyalty, profile }: Member,
  { levels }: LoyaltyRules,
  nowMs: EpochMs,
): Loyalty {
  const birthday = profile?.birthday?.on
  if (!birthday || !levels) return loyalty
  const { growth, owed } = loyalty
  const credits = creditsOf(contracts)
  const celebrated = celebrate(growth, birthday, { credits, policy: levels, nowMs })
  if (!celebrated.ok) return loyalty
  const { gifts, growth: after } = celebrated.value
  return { ...loyalty, growth: after, owed: owing(owed, gifts, nowMs) }
}
