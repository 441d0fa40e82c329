import { type Unmet, unmet } from './condition'
import { compareCoupons, type CouponOffer } from './coupon-offer'
import type { Sale } from './sale'

/** The coupons that a sale meets, and those that it does not. */
export interface Field {
  /** In the order of `compareCoupons`: the position of a coupon here is its rank. */
  readonly coupons: readonly CouponOffer[]
  readonly unmet: readonly { readonly coupon: CouponOffer; readonly why: Unmet }[]
}

export function fieldOf(offers: readonly CouponOffer[], sale: Sale): Field {
  const coupons: CouponOffer[] = []
  const missed: { coupon: CouponOffer; why: Unmet }[] = []
  for (const coupon of offers) {
    const why = unmet(coupon.condition, sale)
    if (why) missed.push({ coupon, why })
    else coupons.push(coupon)
  }
  return { coupons: coupons.sort(compareCoupons), unmet: missed }
}
