import { assert } from '../kernel/assert'
import { bestAlone, bestTogether, leaders, type Quest, type Reach, reachTogether } from './best-set'
import { unmet, type Unmet } from './condition'
import { type Field, fieldOf } from './field'
import { type Basis, comparePlans, type CouponUse, type Plan, planOf, within } from './plan'
import { comparePrices, type PriceOffer, PUMP_PRICE } from './price-offer'
import { type Priced, pricedAt } from './priced'

/**
 * The cheapest legal plan for a sale, with all that is needed to say why nothing else was taken.
 *
 * Legal is one price that the sale meets, and coupons that it meets: at most one of a group, at
 * most `couponsMax`, one that goes alone alone, one for the pump price only at the pump price. Of
 * all legal plans the first by `comparePlans` is taken.
 */
export interface BestPlan {
  readonly plan: Plan
  /** The best of the plans that do without the price, or without one of the coupons, of the best. */
  readonly runnerUp: Plan | null
  readonly field: Field
  /** Each price that the sale meets, in the order of `comparePrices`. */
  readonly atPrices: readonly AtPrice[]
  readonly pricesUnmet: readonly { readonly price: PriceOffer; readonly why: Unmet }[]
}

/** The best that can be had at one price. */
export interface AtPrice {
  readonly priced: Priced
  readonly quest: Quest
  /** The leaders of the groups, the most worth first. */
  readonly ranks: readonly number[]
  readonly payable: number
  readonly count: number
  /** The rank of the coupon that goes alone, where that is best; -1 otherwise. */
  readonly alone: number
  /** False where stored value has to pay all of it, and cannot. */
  readonly covered: boolean
}

export function bestPlan(basis: Basis): BestPlan {
  const field = fieldOf(basis.coupons, basis.sale)
  const { met, pricesUnmet } = pricesOf(basis)
  const atPrices = met.map((offer) => atPrice(basis, field, pricedAt(basis, field, offer)))
  const first = firstPlan(basis, atPrices)
  assert(first !== null, 'the pump price is always legal')
  return {
    plan: first.plan,
    runnerUp: firstPlan(basis, withoutPartOf(basis, field, first, atPrices))?.plan ?? null,
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
    else met.push(price)
  }
  return { met: met.sort(comparePrices), pricesUnmet }
}

/** The best at a price, without the coupon of one rank (-1: without none). */
function atPrice(basis: Basis, { coupons }: Field, priced: Priced, without = -1): AtPrice {
  const { baseFen, payableMostFen, roomFen: room, worthFen: worth } = priced
  const quest: Quest = { coupons, worth, most: basis.limits.couponsMax, room, without }
  const ranks = leaders(quest)
  const together = reachTogether(quest, ranks)
  const alone = bestAlone(quest)
  const takesAlone = alone !== -1 && isBetterAlone(quest, ranks, together, alone)
  const off = takesAlone ? Math.min(worth[alone] ?? 0, room) : together.worth
  const payable = baseFen - off
  return {
    priced,
    quest,
    ranks,
    payable,
    count: takesAlone ? 1 : together.count,
    alone: takesAlone ? alone : -1,
    covered: payable <= payableMostFen,
  }
}

/** More off; or as much with fewer; or the same with a coupon of a better rank. */
function isBetterAlone(
  quest: Quest,
  ranks: readonly number[],
  together: Reach,
  alone: number,
): boolean {
  const worth = Math.min(quest.worth[alone] ?? 0, quest.room)
  if (worth !== together.worth) return worth > together.worth
  if (together.count !== 1) return together.count > 1
  return alone < (bestTogether(quest, ranks, 1)[0] ?? -1)
}

interface First {
  readonly plan: Plan
  readonly from: AtPrice
}

/** The first of several by `comparePlans`. Plans are filled in only where it takes that to tell. */
function firstPlan(basis: Basis, candidates: readonly AtPrice[]): First | null {
  let best: AtPrice | null = null
  for (const candidate of candidates) {
    if (candidate.covered && (best === null || comparePrecis(candidate, best) < 0)) best = candidate
  }
  let first: First | null = null
  for (const from of candidates) {
    if (!from.covered || best === null || comparePrecis(from, best) > 0) continue
    const plan = filledIn(basis, from)
    if (first === null || comparePlans(plan, first.plan) < 0) first = { plan, from }
  }
  return first
}

/** What `comparePlans` looks at first. */
const comparePrecis = (a: AtPrice, b: AtPrice): number => a.payable - b.payable || a.count - b.count

function filledIn(basis: Basis, { alone, count, priced, quest, ranks }: AtPrice): Plan {
  const chosen = alone === -1 ? bestTogether(quest, ranks, count) : [alone]
  const uses: CouponUse[] = []
  for (const rank of chosen) {
    const coupon = quest.coupons[rank]
    const amountFen = priced.worthFen[rank]
    if (coupon && amountFen !== undefined) uses.push({ coupon, amountFen })
  }
  return planOf(basis, priced.offer, priced.priceFen, within(uses, priced.roomFen))
}

/** What else there is: the other prices, and the same price without each of its coupons in turn. */
function withoutPartOf(
  basis: Basis,
  field: Field,
  { from, plan }: First,
  atPrices: readonly AtPrice[],
): AtPrice[] {
  const others = atPrices.filter((other) => other !== from)
  for (const { coupon } of plan.coupons) {
    others.push(atPrice(basis, field, from.priced, field.coupons.indexOf(coupon)))
  }
  return others
}
