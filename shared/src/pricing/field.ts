import { type Unmet, unmet } from './condition'
import { compareCoupons, type CouponOffer } from './coupon-offer'
import type { Sale } from './sale'

/** The coupons that a sale meets, and those that it does not. */
export interface Field {
  /** In the order of `compareCoupons`: the position of a coupon here is its rank. */
  readonly coupons: readonly CouponOffer[]
  /** By rank: a number for each group, `ALONE` for a coupon that goes with no other. */
  readonly groups: readonly number[]
  readonly unmet: readonly { readonly coupon: CouponOffer; readonly why: Unmet }[]
}

export const ALONE = -1

export function fieldOf(offers: readonly CouponOffer[], sale: Sale): Field {
  const coupons: CouponOffer[] = []
  const missed: { coupon: CouponOffer; why: Unmet }[] = []
  for (const coupon of offers) {
    const why = unmet(coupon.condition, sale)
    if (why) missed.push({ coupon, why })
    else insert(coupons, coupon)
  }
  return { coupons, groups: groupsOf(coupons), unmet: missed }
}

/** Puts a coupon at its rank among those before it. */
function insert(coupons: CouponOffer[], coupon: CouponOffer): void {
  let low = 0
  let high = coupons.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (compareCoupons(coupons[middle] as CouponOffer, coupon) < 0) low = middle + 1
    else high = middle
  }
  for (let rank = coupons.length; rank > low; rank -= 1) {
    coupons[rank] = coupons[rank - 1] as CouponOffer
  }
  coupons[low] = coupon
}

/** Names are compared here once, so that the search compares numbers. */
function groupsOf(coupons: readonly CouponOffer[]): number[] {
  const names: string[] = []
  return coupons.map(({ alone, group }) => {
    if (alone) return ALONE
    const known = names.indexOf(group)
    return known === -1 ? names.push(group) - 1 : known
  })
}
