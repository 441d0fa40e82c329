import type { Fen } from '../kernel/fen'
import type { Funding } from '../ledger/party'
import type { Condition } from './condition'
import type { Reduction } from './reduction'

/** A coupon 券 as the search for the best plan sees it. */
export interface CouponOffer {
  /** The coupon's own number: two of one template differ in it only. */
  readonly id: string
  /** As the driver reads it: `满 200 减 20`. */
  readonly title: string
  readonly reduction: Reduction
  readonly condition: Condition
  /** A sale takes at most one coupon of a group 同类券. */
  readonly group: string
  /** Goes with no other coupon 不与其他券同用. */
  readonly alone: boolean
  /** Only at the pump price 不与会员价同享. */
  readonly pumpPriceOnly: boolean
  readonly funding: Funding
}

/**
 * Which of two coupons is used up rather than the other, where both cost the driver the same: the
 * one that expires first, then the one whose loss he would feel least, then the smaller number.
 */
export function compareCoupons(a: CouponOffer, b: CouponOffer): number {
  return (
    orLast(a.condition.toMs) - orLast(b.condition.toMs) ||
    orLast(worthMostFen(a.reduction)) - orLast(worthMostFen(b.reduction)) ||
    (a.id < b.id ? -1 : Number(a.id > b.id))
  )
}

const orLast = (value: number | null): number => value ?? Number.MAX_SAFE_INTEGER

/** What a coupon could at most take off any sale; null where nothing bounds it. */
const worthMostFen = (reduction: Reduction): Fen | null =>
  reduction.kind === 'fixed' ? reduction.amountFen : reduction.capFen
