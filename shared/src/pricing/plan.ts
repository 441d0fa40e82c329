import { type BasisPoints, shareOf } from '../kernel/basis-points'
import { fen, type Fen, subtractFen } from '../kernel/fen'
import type { FenPerLitre } from '../kernel/volume'
import { compareCoupons, type CouponOffer } from './coupon-offer'
import { comparePrices, type PriceOffer } from './price-offer'
import type { Sale } from './sale'

/** Everything from which a plan is made. Recomputing it later needs nothing else (time travel). */
export interface Basis {
  readonly sale: Sale
  /** Unique ids; the pump price needs no mention. */
  readonly prices: readonly PriceOffer[]
  /** Unique ids. */
  readonly coupons: readonly CouponOffer[]
  /** The most that the member's stored value may pay of this sale; 0 when he pays otherwise. */
  readonly storedValueFen: Fen
  readonly limits: PlanLimits
}

/** What the operator never wants exceeded, whatever the rules add up to. */
export interface PlanLimits {
  /** 最多用券 */
  readonly couponsMax: number
  /** 底价: no member price goes below it. */
  readonly floorPrice: FenPerLitre | null
  /** All reductions together take off at most this share. */
  readonly reductionMost: BasisPoints
  /** What must be left to pay. */
  readonly payableLeastFen: Fen
}

/** One legal way to pay for a sale: a price, and coupons that go together. */
export interface Plan {
  readonly price: PriceOffer
  readonly priceFen: Fen
  /** In the order of `compareCoupons`. */
  readonly coupons: readonly CouponUse[]
  /** Amount less all of the above: what all tenders together have to bring. */
  readonly payableFen: Fen
}

export interface CouponUse {
  readonly coupon: CouponOffer
  /** What it takes off here: less than its worth where a limit has been reached. */
  readonly amountFen: Fen
}

/** The most that all reductions of a sale may come to. */
export function reductionMostFen({ amountFen }: Sale, limits: PlanLimits): Fen {
  const leftMost = subtractFen(amountFen, least(amountFen, limits.payableLeastFen))
  return least(leftMost, shareOf(amountFen, limits.reductionMost, 'down'))
}

const least = (a: Fen, b: Fen): Fen => (a < b ? a : b)

/** Coupons take off what they are worth, one after the other, until `roomFen` is used up. */
export function within(uses: readonly CouponUse[], roomFen: Fen): CouponUse[] {
  let left = roomFen
  return uses.map(({ amountFen: worthFen, coupon }) => {
    const amountFen = least(worthFen, left)
    left = subtractFen(left, amountFen)
    return { coupon, amountFen }
  })
}

/** The plan that a price and coupons make. */
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
 * Which of two legal plans for one sale is better: the one that costs the driver less; then the one
 * that uses fewer coupons up; then the one whose coupons expire first (`compareCoupons`); then the
 * one whose price uses nothing up. Never 0 for two different plans.
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
