import { fen, type Fen } from '../../kernel/fen'
import { type AtPrice, NO_PLAN, payablesWith } from './at-price'
import type { BestPlan } from './best-plan'
import type { Unmet } from '../rules/condition'
import type { CouponOffer } from '../rules/coupon-offer'
import type { Plan } from './plan'
import type { PriceOffer } from '../rules/price-offer'

/** An unused benefit with its reason. Every benefit is either in the plan or here. */
export interface Unused {
  readonly id: string
  readonly title: string
  readonly why: WhyNot
}

/**
 * `payableFen` is a certificate: the cost of the best legal plan with this benefit. It is never
 * less than the cost of the best plan; the oracle of the tests computes the same.
 */
export type WhyNot =
  | Unmet
  /** It has no effect at any available price. */
  | { readonly code: 'benefit/takes-nothing-off' }
  /** Another coupon of its group is better. */
  | { readonly code: 'benefit/same-group'; readonly instead: string; readonly payableFen: Fen }
  /** It goes with no other coupon, or the chosen one does. */
  | { readonly code: 'benefit/goes-alone'; readonly payableFen: Fen }
  /** It requires the pump price, and the member's price is better. */
  | { readonly code: 'benefit/pump-price-only'; readonly payableFen: Fen }
  /** The maximum number of other coupons is better. */
  | { readonly code: 'benefit/enough-coupons'; readonly payableFen: Fen }
  /** The others reach the limit already. It is kept for later. */
  | { readonly code: 'benefit/limit-reached'; readonly payableFen: Fen }
  /** The driver picked other coupons by hand; this one would cost less. */
  | { readonly code: 'benefit/not-picked'; readonly payableFen: Fen }
  /** Another price is better. */
  | { readonly code: 'benefit/better-price'; readonly payableFen: Fen }
  /** Stored value would have to pay the whole order, and is not enough. */
  | { readonly code: 'benefit/stored-value-short'; readonly payableFen: Fen }

export function whyNot({ atPrices, field, plan, pricesUnmet }: BestPlan): Unused[] {
  const found: Unused[] = []
  for (const { price, why } of pricesUnmet) found.push(unused(price, why))
  for (const at of atPrices) {
    const { offer } = at.priced
    if (offer !== plan.price) found.push(unused(offer, whyNotPrice(plan, at)))
  }
  for (const { coupon, why } of field.unmet) found.push(unused(coupon, why))
  const payables = payablesWith(atPrices, field)
  const couponsMax = atPrices[0]?.quest.max ?? 0
  for (const [rank, coupon] of field.coupons.entries()) {
    if (isUsed(plan, coupon)) continue
    found.push(unused(coupon, whyNotCoupon(plan, coupon, payables[rank] ?? NO_PLAN, couponsMax)))
  }
  return found
}

const unused = ({ id, title }: CouponOffer | PriceOffer, why: WhyNot): Unused => ({
  id,
  title,
  why,
})

function whyNotPrice(plan: Plan, { covered, payable }: AtPrice): WhyNot {
  const payableFen = fen(payable)
  if (!covered) return { code: 'benefit/stored-value-short', payableFen }
  const picked = payableFen < plan.payableFen
  return { code: picked ? 'benefit/not-picked' : 'benefit/better-price', payableFen }
}

function whyNotCoupon(
  { coupons, payableFen: planFen, price }: Plan,
  coupon: CouponOffer,
  payable: number,
  couponsMax: number,
): WhyNot {
  if (payable === NO_PLAN) return { code: 'benefit/takes-nothing-off' }
  const payableFen = fen(payable)
  if (payableFen < planFen) return { code: 'benefit/not-picked', payableFen }
  if (coupon.alone || coupons[0]?.coupon.alone) return { code: 'benefit/goes-alone', payableFen }
  if (coupon.pumpPriceOnly && price.kind !== 'pump') {
    return { code: 'benefit/pump-price-only', payableFen }
  }
  for (const { coupon: chosen } of coupons) {
    if (chosen.group === coupon.group) {
      return { code: 'benefit/same-group', instead: chosen.id, payableFen }
    }
  }
  const full = coupons.length === couponsMax
  return { code: full ? 'benefit/enough-coupons' : 'benefit/limit-reached', payableFen }
}

function isUsed({ coupons }: Plan, coupon: CouponOffer): boolean {
  for (const use of coupons) if (use.coupon === coupon) return true
  return false
}
