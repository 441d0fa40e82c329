import type { CouponId } from '../../coupon/coupon'
import { type Fen } from '../../kernel/fen'
import type { Plan } from '../../pricing/plans/plan'

/**
 * What an order comes to, from its quote on to the last correction:
 * dispensed = payable + price + coupons, to the fen.
 */
export interface Totals {
  readonly payableFen: Fen
  readonly priceFen: Fen
  /** Those that are used up; any other coupon of the order the driver has back. */
  readonly coupons: readonly SettledCoupon[]
}

export interface SettledCoupon {
  readonly couponId: CouponId
  readonly amountFen: Fen
}

/** Before dispensing, the totals equal the quote. */
export const totalsOf = ({ coupons, payableFen, priceFen }: Plan): Totals => ({
  payableFen,
  priceFen,
  coupons: coupons.map(({ amountFen, coupon }) => ({
    couponId: coupon.id as CouponId,
    amountFen,
  })),
})
