import { assert } from '../../kernel/assert'
import { fen, type Fen } from '../../kernel/fen'
import { insertInOrder } from '../../kernel/insert'
import { type AtPrice, atPrice, chosenAt, lesser, NO_PLAN, payableWithout } from './at-price'
import { unmet, type Unmet } from '../rules/condition'
import { type Field, fieldOf } from './field'
import { type Basis, comparePlans, type CouponUse, type Plan, planOf, within } from './plan'
import { comparePrices, type PriceOffer, PUMP_PRICE } from '../rules/price-offer'
import { type Priced, pricedAt } from './priced'

/**
 * The cheapest legal plan for a sale, with the data needed to explain it.
 *
 * A legal plan has one price and a set of coupons whose conditions hold: at most one of a group, at
 * most `couponsMax`, one that goes alone only alone, one for the pump price only at that price. The
 * first legal plan by `comparePlans` is taken.
 */
export interface BestPlan {
  readonly plan: Plan
  /**
   * Cost of the best plan without the price, or without one of the coupons, of this one; null if
   * there is none.
   */
  readonly runnerUpFen: Fen | null
  readonly field: Field
  /** Each price whose condition holds, in the order of `comparePrices`. */
  readonly atPrices: readonly AtPrice[]
  readonly pricesUnmet: readonly { readonly price: PriceOffer; readonly why: Unmet }[]
}

export function bestPlan(basis: Basis): BestPlan {
  const field = fieldOf(basis.coupons, basis.sale)
  const { met, pricesUnmet } = pricesOf(basis)
  const atPrices = met.map((offer) => atPrice(basis, field, pricedAt(basis, field, offer)))
  const first = firstPlan(basis, field, atPrices)
  assert(first !== null, 'the pump price is always legal')
  return {
    plan: first.plan,
    runnerUpFen: runnerUpOf(first, atPrices),
    field,
    atPrices,
    pricesUnmet,
  }
}

function pricesOf({ prices, sale }: Basis) {
  const met: PriceOffer[] = [PUMP_PRICE]
  const pricesUnmet: { price: PriceOffer; why: Unmet }[] = []
  for (const price of prices) {
    const why = unmet(price.condition, sale)
    if (why) pricesUnmet.push({ price, why })
    else insertInOrder(met, price, comparePrices)
  }
  return { met, pricesUnmet }
}

interface First {
  readonly plan: Plan
  readonly from: AtPrice
  /** The coupons of the plan, by rank. */
  readonly chosen: readonly number[]
}

/** The first plan by `comparePlans`. Plans are completed only when needed to break a tie. */
function firstPlan(basis: Basis, field: Field, atPrices: readonly AtPrice[]): First | null {
  let best: AtPrice | null = null
  for (const at of atPrices) {
    if (at.covered && (best === null || comparePrecis(at, best) < 0)) best = at
  }
  let first: First | null = null
  for (const from of atPrices) {
    if (!from.covered || best === null || comparePrecis(from, best) > 0) continue
    const chosen = chosenAt(from)
    const plan = filledIn(basis, field, from.priced, chosen)
    if (first === null || comparePlans(plan, first.plan) < 0) first = { plan, from, chosen }
  }
  return first
}

/** First criterion of `comparePlans`. */
const comparePrecis = (a: AtPrice, b: AtPrice): number => a.payable - b.payable || a.count - b.count

function filledIn(
  basis: Basis,
  { coupons }: Field,
  { offer, priceFen, roomFen, worthFen }: Priced,
  chosen: readonly number[],
): Plan {
  const uses: CouponUse[] = []
  for (const rank of chosen) {
    const coupon = coupons[rank]
    const amountFen = worthFen[rank]
    if (coupon && amountFen !== undefined) uses.push({ coupon, amountFen })
  }
  return planOf(basis, offer, priceFen, within(uses, roomFen))
}

/**
 * The minimum over the other prices, and over the same price without each of its coupons in turn.
 */
function runnerUpOf({ chosen, from }: First, atPrices: readonly AtPrice[]): Fen | null {
  let min = NO_PLAN
  for (const other of atPrices) {
    if (other !== from && other.covered) min = lesser(min, other.payable)
  }
  for (const rank of chosen) min = lesser(min, payableWithout(from, rank))
  return min === NO_PLAN ? null : fen(min)
}
