import type { EpochMs } from '../kernel/instant'
import { type CouponPocket, issued, withCoupons } from './claim'
import type { CouponId, CouponTemplate } from './coupon'

export interface Gift {
  /** Reason for which it is granted; unique per gift. */
  readonly key: string
  readonly couponId: CouponId
  readonly template: CouponTemplate
  /** When it was given, which may be a while ago; absent: now. */
  readonly givenAtMs?: EpochMs | undefined
}

/**
 * Puts coupons that a member is owed into the pocket: no quota, no stock, they were promised. Their
 * life counts from when they were given, not from when somebody looked. One
 * that is there already is not given again, one that was withdrawn is; null when the pocket is full
 * and they have to wait.
 */
export function give(
  pocket: CouponPocket,
  gifts: readonly Gift[],
  nowMs: EpochMs,
): CouponPocket | null {
  const lying = pocket.coupons.filter(({ state }) => state.at !== 'withdrawn')
  const fresh = gifts.filter(({ couponId }) => !lying.some(({ id }) => id === couponId))
  const coupons = fresh.map(({ couponId, givenAtMs, key, template }) => ({
    ...issued(template, couponId, givenAtMs ?? nowMs),
    givenFor: key,
  }))
  const ids = new Set<string>(coupons.map(({ id }) => id))
  const others = pocket.coupons.filter(({ id }) => !ids.has(id))
  return withCoupons({ ...pocket, coupons: others }, coupons, nowMs)
}
