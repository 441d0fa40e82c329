import type { EpochMs } from '../kernel/instant'
import { type CouponPocket, issued, withCoupons } from './claim'
import type { CouponId, CouponTemplate } from './coupon'

export interface Gift {
  /** Reason for which it is granted; unique per gift. */
  readonly key: string
  readonly couponId: CouponId
  readonly template: CouponTemplate
}

/**
 * Adds coupons that a member was promised, without quota or stock. A coupon that is present is not
 * added again; a withdrawn one is. Null if the pocket is full, so that they have to wait.
 */
export function give(
  pocket: CouponPocket,
  gifts: readonly Gift[],
  nowMs: EpochMs,
): CouponPocket | null {
  const lying = pocket.coupons.filter(({ state }) => state.at !== 'withdrawn')
  const fresh = gifts.filter(({ couponId }) => !lying.some(({ id }) => id === couponId))
  const coupons = fresh.map(({ couponId, key, template }) => ({
    ...issued(template, couponId, nowMs),
    givenFor: key,
  }))
  const ids = new Set<string>(coupons.map(({ id }) => id))
  const others = pocket.coupons.filter(({ id }) => !ids.has(id))
  return withCoupons({ ...pocket, coupons: others }, coupons, nowMs)
}
