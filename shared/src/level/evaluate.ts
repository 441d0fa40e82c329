import {
  businessDay,
  DAY_MS,
  type EpochMs,
  epochMs,
  later,
  startOfBusinessDay,
} from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { type Growth, type GrowthCredit, levelAt } from './growth'
import type { CouponTemplateId, Level, LevelId, LevelPolicy } from './level'

/** Result of a decision: the next growth, and the gifts to issue with it. */
export interface LevelDecision {
  readonly growth: Growth
  readonly gifts: readonly LevelGift[]
}

/** Named by what it is for, so that issuing it twice is seen to be the same. */
export interface LevelGift {
  readonly reason:
    | { readonly kind: 'welcome'; readonly levelId: LevelId }
    | { readonly kind: 'birthday'; readonly year: number }
  readonly couponTemplateIds: readonly CouponTemplateId[]
}

/** The verb had been done before. */
export const unchanged = (growth: Growth): LevelDecision => ({ growth, gifts: [] })

export interface Evaluate {
  readonly credits: readonly GrowthCredit[]
  readonly policy: LevelPolicy
  readonly nowMs: EpochMs
}

/**
 * Done with every order and refund, and when a member looks in after a contract has ended. No clock has
 * to do it: the level itself follows from the growth at any instant (`levelAt`), and is taken away by
 * nobody. Every level that is reached welcomes once, those that were skipped on the way up included.
 */
export function evaluate(growth: Growth, { credits, nowMs, policy }: Evaluate): LevelDecision {
  const level = levelAt(growth, credits, policy, nowMs)
  if (level === null) return unchanged(growth)
  const reached = policy.levels
    .slice(0, policy.levels.indexOf(level) + 1)
    .filter(({ id }) => !growth.welcomed.includes(id))
  return {
    growth: {
      ...growth,
      welcomed: [...growth.welcomed, ...reached.map(({ id }) => id)],
      lately: [...growth.lately, ...reached.map(({ id }) => ({ levelId: id, atMs: nowMs }))],
    },
    gifts: reached.map(welcome).filter(({ couponTemplateIds }) => couponTemplateIds.length > 0),
  }
}

const welcome = ({ id, welcomeCouponTemplateIds }: Level): LevelGift => ({
  reason: { kind: 'welcome', levelId: id },
  couponTemplateIds: welcomeCouponTemplateIds,
})

/** Month and day; the year is not collected. */
export interface Birthday {
  readonly month: number
  readonly day: number
}

export type BirthdayRefusal =
  /** This year's gift was given already, whatever birthday is stated now. */
  | { readonly code: 'birthday/given-this-year' }
  | { readonly code: 'birthday/not-now' }
  /** The member's level has no birthday gift. */
  | { readonly code: 'birthday/no-gift' }

/** 生日礼, available from the birthday on for some days of the same calendar year. */
export function celebrate(
  growth: Growth,
  birthday: Birthday,
  { credits, nowMs, policy }: Evaluate,
): Result<LevelDecision, BirthdayRefusal> {
  const year = Number(businessDay(nowMs).slice(0, 4))
  if (growth.birthdayYear === year) return refuse({ code: 'birthday/given-this-year' })
  const fromMs = birthdayIn(year, birthday)
  const isNow = fromMs <= nowMs && nowMs < later(fromMs, policy.birthdayDays * DAY_MS)
  if (!isNow) return refuse({ code: 'birthday/not-now' })
  const level = levelAt(growth, credits, policy, nowMs)
  const couponTemplateIds = level?.birthdayCouponTemplateIds ?? []
  if (!level || couponTemplateIds.length === 0) return refuse({ code: 'birthday/no-gift' })
  const celebrated = { levelId: level.id, atMs: nowMs }
  const gift: LevelGift = { reason: { kind: 'birthday', year }, couponTemplateIds }
  return ok({ growth: { ...growth, birthdayYear: year, celebrated }, gifts: [gift] })
}

/** A birthday on 29 February is celebrated on the 28th in other years. */
function birthdayIn(year: number, { day, month }: Birthday): EpochMs {
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate()
  return startOfBusinessDay(epochMs(Date.UTC(year, month - 1, Math.min(day, lastDay))))
}
