import { type BasisPoints, shareOf } from '../../kernel/basis-points'
import { fen, type Fen, minFen, subtractFen } from '../../kernel/fen'
import type { FenPerLitre } from '../../kernel/volume'
import { compareCoupons, type CouponOffer } from '../rules/coupon-offer'
import { comparePrices, type PriceOffer } from '../rules/price-offer'
import type { Sale } from '../rules/sale'

/** All inputs of a plan. Recomputing the plan later needs nothing else. */
export interface Basis {
  readonly sale: Sale
  /** Unique ids; the pump price is implicit. */
  readonly prices: readonly PriceOffer[]
  /** Unique ids. */
  readonly coupons: readonly CouponOffer[]
  /** Maximum payment of this sale by the member's stored value; 0 if the driver pays otherwise. */
  readonly storedValueFen: Fen
  readonly limits: PlanLimits
}

/** The operator's upper limits, whatever the rules add up to. */
export interface PlanLimits {
  /** 最多用券 */
  readonly couponsMax: number
  /** 底价: lower bound of member prices. */
  readonly floorPrice: FenPerLitre | null
  /** Maximum share of all reductions together. */
  readonly reductionMax: BasisPoints
  /** Minimum remaining payment. */
  readonly payableMinFen: Fen
}

/** One legal way to pay for a sale: a price, and compatible coupons. */
export interface Plan {
  readonly price: PriceOffer
  readonly priceFen: Fen
  /** In the order of `compareCoupons`. */
  readonly coupons: readonly CouponUse[]
  /** Amount less all of the above: the sum of all tenders. */
  readonly payableFen: Fen
}

export interface CouponUse {
  readonly coupon: CouponOffer
  /** Its reduction here: less than its full value if a limit was reached. */
  readonly amountFen: Fen
}

/** Maximum of all reductions of a sale together. */
export function reductionMaxFen({ amountFen }: Sale, limits: PlanLimits): Fen {
  const leftMax = subtractFen(amountFen, minFen(amountFen, limits.payableMinFen))
  return minFen(leftMax, shareOf(amountFen, limits.reductionMax, 'down'))
}

/** Coupons apply their reduction one after the other, until `roomFen` is used up. */
export function within(uses: readonly CouponUse[], roomFen: Fen): CouponUse[] {
  let left = roomFen
  return uses.map(({ amountFen: worthFen, coupon }) => {
    const amountFen = minFen(worthFen, left)
    left = subtractFen(left, amountFen)
    return { coupon, amountFen }
  })
}

/** The plan that results from a price and coupons. */
export function planOf(
  { sale }: Basis,
  price: PriceOffer,
  priceFen: Fen,
  coupons: readonly CouponUse[],
): Plan {
  const off = coupons.reduce((sum, { amountFen }) => sum + amountFen, priceFen as number)
  return { price, priceFen, coupons, payableFen: fen(sale.amountFen - off) }
}

/**
 * Order of two legal plans for one sale, better one first: lower cost for the driver; then fewer
 * coupons; then coupons that expire first (`compareCoupons`); then a price that uses up no quota.
 * Never 0 for two different plans.
 */
export function comparePlans(a: Plan, b: Plan): number {
  return (
    a.payableFen - b.payableFen ||
    a.coupons.length - b.coupons.length ||
    compareUses(a.coupons, b.coupons) ||
    comparePrices(a.price, b.price)
  )
}

function compareUses(a: readonly CouponUse[], b: readonly CouponUse[]): number {
  for (const [index, { coupon }] of a.entries()) {
    const other = b[index]
    const difference = other ? compareCoupons(coupon, other.coupon) : 0
    if (difference !== 0) return difference
  }
  return 0
}
