import { creditsOf } from '../contract/settle'
import { DAY_MS, type EpochMs, later } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { type Birthday, celebrate } from '../level/evaluate'
import { type Loyalty, type LoyaltyRules, owing } from './loyalty'
import type { Member } from './member'

/** What a member has said of his birthday; that he takes it back is not forgotten. */
export interface SaidBirthday {
  readonly on: Birthday | null
  /** When he last said otherwise than at first; null as long as he has not. */
  readonly changedAtMs: EpochMs | null
}

export type BirthdayChangeRefusal =
  /** He has put it right once within a year. `againMs`: from then on he may again. */
  { readonly code: 'profile/birthday-changed'; readonly againMs: EpochMs }

const CHANGES_APART_MS = 365 * DAY_MS

/**
 * A birthday is said, put right at once if it was mistyped, and then once a year at most: it does not
 * move to wherever its gift is worth most. Taking it back is always allowed (personal information
 * law, article 15), and saying another one after that is a change like any other.
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
 * 生日礼 for whoever looks in within its days: owed once a calendar year, whatever birthday he has by
 * then. The very same loyalty on every other day.
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
