import type { EpochMs } from '../kernel/instant'
import { type CouponPocket, issued, withCoupons } from './claim'
import type { CouponId, CouponTemplate } from './coupon'

export interface Gift {
  readonly couponId: CouponId
  readonly template: CouponTemplate
}

/**
 * Puts coupons that a member is owed into his pocket: no quota, no stock, they were promised. One
 * that is there already is not given again; null when the pocket is full and they have to wait.
 */
export function give(
  pocket: CouponPocket,
  gifts: readonly Gift[],
  nowMs: EpochMs,
): CouponPocket | null {
  const fresh = gifts.filter(({ couponId }) => !pocket.coupons.some(({ id }) => id === couponId))
  const coupons = fresh.map(({ couponId, template }) => issued(template, couponId, nowMs))
  return withCoupons(pocket, coupons, nowMs)
}
