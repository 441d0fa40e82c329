import type { EpochMs } from '../kernel/instant'
import { type Growth, type GrowthCredit, growthAt, levelAt } from '../level/growth'
import type { LevelPolicy } from '../level/level'
import { withoutGift } from './gift-back'
import { birthdayKey, welcomeKey } from './loyalty'
import type { Member } from './member'

/** Inputs for evaluating levels. */
export interface Levels {
  readonly policy: LevelPolicy
  readonly credits: readonly GrowthCredit[]
}

/**
 * After a correction: withdraws gifts of levels that would not have been reached without the order,
 * except coupons held by an order or given away. A level whose gift was withdrawn can grant it
 * again.
 */
export function withoutLapsedGifts(member: Member, levels: Levels, nowMs: EpochMs): Member {
  return withRightBirthday(withoutLapsedWelcomes(member, levels, nowMs), levels, nowMs)
}

function withoutLapsedWelcomes(
  member: Member,
  { credits, policy }: Levels,
  nowMs: EpochMs,
): Member {
  return member.loyalty.growth.lately.reduce((all, { atMs, levelId }) => {
    const level = policy.levels.find(({ id }) => id === levelId)
    const { growth } = all.loyalty
    if (!level || growthAt(growth, credits, policy, atMs) >= level.fromGrowthFen) return all
    const couponCount = level.welcomeCouponTemplateIds.length
    const gift = { key: welcomeKey(levelId), couponCount }
    const back = withoutGift(all, gift, nowMs)
    if (!back.isWhole) return back.member
    const { loyalty } = back.member
    const welcomed = growth.welcomed.filter((id) => id !== levelId)
    const lately = growth.lately.filter((welcome) => welcome.levelId !== levelId)
    return { ...back.member, loyalty: { ...loyalty, growth: { ...growth, welcomed, lately } } }
  }, member)
}

/** Spending up to an instant, as far as single orders are known. */
const until = (growth: Growth, atMs: EpochMs): Growth => ({
  ...growth,
  orders: growth.orders.filter((order) => order.atMs <= atMs),
})

/**
 * Replaces the birthday gift by that of the level without the order; the year's gift counts as
 * given.
 */
function withRightBirthday(member: Member, { credits, policy }: Levels, nowMs: EpochMs): Member {
  const { birthdayYear, celebrated } = member.loyalty.growth
  if (celebrated === null || birthdayYear === null) return member
  const given = policy.levels.find(({ id }) => id === celebrated.levelId)
  const right = levelAt(
    until(member.loyalty.growth, celebrated.atMs),
    credits,
    policy,
    celebrated.atMs,
  )
  if (!given || (right && right.fromGrowthFen >= given.fromGrowthFen)) return member
  const key = birthdayKey(birthdayYear)
  const couponCount = given.birthdayCouponTemplateIds.length
  const back = withoutGift(member, { key, couponCount }, nowMs)
  if (!back.isWhole) return back.member
  const { loyalty } = back.member
  const { growth, owed } = loyalty
  const couponTemplateIds = right?.birthdayCouponTemplateIds ?? []
  const again =
    couponTemplateIds.length === 0 ? [] : [{ key, couponTemplateIds, givenAtMs: celebrated.atMs }]
  const celebration =
    right === null || again.length === 0 ? null : { levelId: right.id, atMs: celebrated.atMs }
  return {
    ...back.member,
    loyalty: {
      ...loyalty,
      owed: [...owed, ...again],
      growth: {
        ...growth,
        birthdayYear: again.length === 0 ? null : birthdayYear,
        celebrated: celebration,
      },
    },
  }
}
