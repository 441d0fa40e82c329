import { type Id, idLetters } from '../kernel/id'
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
}

/** Rules in force; null if the operator has none. */
export interface LoyaltyRules {
  readonly points: PointsPolicy | null
  readonly levels: LevelPolicy | null
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
): readonly OwedGift[] => [
  ...owed,
  ...gifts.map(({ couponTemplateIds, reason }) => ({ key: keyOf(reason), couponTemplateIds })),
]

export const welcomeKey = (id: LevelId): string => `welcome-${idLetters(id)}`
export const birthdayKey = (year: number): string => `birthday-${year}`

const keyOf = (reason: LevelGift['reason']): string =>
  reason.kind === 'welcome' ? welcomeKey(reason.levelId) : birthdayKey(reason.year)
