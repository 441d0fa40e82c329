import type { Funding } from '../../ledger/party'
import type { Condition } from './condition'
import { type Reduction, worthMaxFen } from './reduction'

/** A coupon 券 as input of the search for the best plan. */
export interface CouponOffer {
  /** The coupon's own number, which distinguishes coupons of one template. */
  readonly id: string
  /** Title for the driver: `满 200 减 20`. */
  readonly title: string
  readonly reduction: Reduction
  readonly condition: Condition
  /** A sale takes at most one coupon of a group 同类券. */
  readonly group: string
  /** Excludes all other coupons 不与其他券同用. */
  readonly alone: boolean
  /** Only at the pump price 不与会员价同享. */
  readonly pumpPriceOnly: boolean
  readonly funding: Funding
}

/**
 * Tie-break between two coupons with the same cost for the driver: the one that expires first is
 * used, then the one worth less, then the smaller number.
 */
export function compareCoupons(a: CouponOffer, b: CouponOffer): number {
  return (
    orLast(a.condition.toMs) - orLast(b.condition.toMs) ||
    orLast(worthMaxFen(a.reduction)) - orLast(worthMaxFen(b.reduction)) ||
    (a.id < b.id ? -1 : Number(a.id > b.id))
  )
}

const orLast = (value: number | null): number => value ?? Number.MAX_SAFE_INTEGER
