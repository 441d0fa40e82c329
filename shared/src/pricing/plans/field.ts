import { insertInOrder } from '../../kernel/insert'
import { type Unmet, unmet } from '../rules/condition'
import { compareCoupons, type CouponOffer } from '../rules/coupon-offer'
import type { Sale } from '../rules/sale'

/** Coupons whose conditions hold for a sale, and the others. */
export interface Field {
  /** In the order of `compareCoupons`: the position of a coupon here is its rank. */
  readonly coupons: readonly CouponOffer[]
  /** By rank: its group, numbered in the order of ranks; `ALONE` for one that excludes others. */
  readonly groups: readonly number[]
  /** The ranks of the coupons that go alone. */
  readonly loners: readonly number[]
  readonly unmet: readonly { readonly coupon: CouponOffer; readonly why: Unmet }[]
}

export const ALONE = -1

export function fieldOf(offers: readonly CouponOffer[], sale: Sale): Field {
  const coupons: CouponOffer[] = []
  const missed: { coupon: CouponOffer; why: Unmet }[] = []
  for (const coupon of offers) {
    const why = unmet(coupon.condition, sale)
    if (why) missed.push({ coupon, why })
    else insertInOrder(coupons, coupon, compareCoupons)
  }
  const groups = groupsOf(coupons)
  return { coupons, groups, loners: lonersOf(groups), unmet: missed }
}

/** Names are compared once here, so that the search compares numbers. */
function groupsOf(coupons: readonly CouponOffer[]): number[] {
  const names: string[] = []
  return coupons.map(({ alone, group }) => {
    if (alone) return ALONE
    const known = names.indexOf(group)
    return known === -1 ? names.push(group) - 1 : known
  })
}

function lonersOf(groups: readonly number[]): number[] {
  const loners: number[] = []
  for (let rank = 0; rank < groups.length; rank += 1) {
    if (groups[rank] === ALONE) loners.push(rank)
  }
  return loners
}
