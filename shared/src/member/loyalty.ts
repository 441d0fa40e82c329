import { type Id, idLetters } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import { ok, type Result } from '../kernel/result'
import { type TooManyAnnounced, versionAt, versionsAfter } from '../rule/version'
import type { LevelGift } from '../level/evaluate'
import { type Growth, NO_GROWTH } from '../level/growth'
import type { LevelId, LevelPolicy } from '../level/level'
import { NO_POINTS_YET, type PointsAccount } from '../points/account'
import type { PointsPolicy } from '../points/policy'
import { NO_STATEMENT, type PointsStatement } from './points-statement'

/** A member's rewards for refuelling: points, growth, and their gifts. */
export interface Loyalty {
  readonly points: PointsAccount
  readonly statement: PointsStatement
  readonly growth: Growth
  readonly owed: readonly OwedGift[]
}

/** Coupons owed to a member that are not in the pocket yet. The key makes the gift idempotent. */
export interface OwedGift {
  readonly key: string
  readonly couponTemplateIds: readonly Id<'coupon-template'>[]
  /** When they were given: how long they live counts from then. Absent where nobody wrote it down. */
  readonly givenAtMs?: EpochMs | undefined
}

/** The rules in force at an instant; null where an operator has none then. */
export interface LoyaltyRules {
  readonly points: PointsPolicy | null
  readonly levels: LevelPolicy | null
}

/** Those in force, and those that were announced for later. */
export interface LoyaltyRuleVersions {
  readonly points: readonly PointsPolicy[]
  readonly levels: readonly LevelPolicy[]
}

export const loyaltyRulesAt = (
  { levels, points }: LoyaltyRuleVersions,
  atMs: EpochMs,
): LoyaltyRules => ({ points: versionAt(points, atMs), levels: versionAt(levels, atMs) })

/** Adds rules of an operator: each from its own `fromMs` on; null removes it from now on. */
export function withLoyaltyRules(
  before: LoyaltyRuleVersions,
  saved: LoyaltyRules,
  nowMs: EpochMs,
): Result<LoyaltyRuleVersions, TooManyAnnounced> {
  const points = versionsAfter(before.points, saved.points, nowMs)
  if (!points.ok) return points
  const levels = versionsAfter(before.levels, saved.levels, nowMs)
  return levels.ok ? ok({ points: points.value, levels: levels.value }) : levels
}

export const NO_LOYALTY: Loyalty = {
  points: NO_POINTS_YET,
  statement: NO_STATEMENT,
  growth: NO_GROWTH,
  owed: [],
}

export const NO_LOYALTY_RULES: LoyaltyRules = { points: null, levels: null }

/** Adds the gifts of a level, each keyed by its reason. */
export const owing = (
  owed: readonly OwedGift[],
  gifts: readonly LevelGift[],
  givenAtMs: EpochMs,
): readonly OwedGift[] => [
  ...owed,
  ...gifts.map(({ couponTemplateIds, reason }) => ({
    key: keyOf(reason),
    couponTemplateIds,
    givenAtMs,
  })),
]

export const welcomeKey = (id: LevelId): string => `welcome-${idLetters(id)}`
export const birthdayKey = (year: number): string => `birthday-${year}`

const keyOf = (reason: LevelGift['reason']): string =>
  reason.kind === 'welcome' ? welcomeKey(reason.levelId) : birthdayKey(reason.year)
