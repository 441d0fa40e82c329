import type { CouponPocket } from './claim'
import type { CouponId } from './coupon'

/** Takes coupons back that were a gift: those free; one in an order or used stays where it is. */
export function withdrawn(pocket: CouponPocket, couponIds: readonly CouponId[]): CouponPocket {
  const coupons = pocket.coupons.filter(
    ({ id, state }) => state.at !== 'free' || !couponIds.includes(id),
  )
  return coupons.length === pocket.coupons.length ? pocket : { ...pocket, coupons }
}
