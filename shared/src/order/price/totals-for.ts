import { fen, type Fen, negateFen, NO_FEN, subtractFen } from '../../kernel/fen'
import { split } from '../../kernel/split'
import { type Millilitre, volumeFor } from '../../kernel/volume'
import { type Posting, reversed } from '../../ledger/journal'
import { fundedShares, type Funding } from '../../ledger/party'
import { bestPlan } from '../../pricing/plans/best-plan'
import type { CouponOffer } from '../../pricing/rules/coupon-offer'
import type { Plan } from '../../pricing/plans/plan'
import type { PriceOffer } from '../../pricing/rules/price-offer'
import type { Sale } from '../../pricing/rules/sale'
import { salesAccount, undeliveredAccount } from '../facts/decision'
import type { OrderFacts } from '../facts/order'
import type { Quote } from '../facts/quote'
import { type Totals, totalsOf } from '../facts/totals'

/** Totals without fuel: every benefit is returned to the driver. */
const NOTHING: Totals = { payableFen: NO_FEN, priceFen: NO_FEN, coupons: [] }

/** Basis of a price and its result. */
type Priced = Pick<Quote, 'basis' | 'plan'>

/**
 * Quotes the dispensed amount with the order's remaining benefits only, at the order's own instant:
 * time passed since takes nothing away.
 *
 * If the result is more expensive than before, because a threshold is no longer met or the fuel has
 * changed, the driver pays no more, and the coupons stay used: returning them as well would reward
 * stopping the pump a drop early.
 */
export function totalsFor(
  { fuel: { gradeId, pumpPrice }, quote: { basis, plan } }: Pick<OrderFacts, 'fuel' | 'quote'>,
  from: Totals,
  dispensedFen: Fen,
): Totals {
  if (dispensedFen === NO_FEN) return NOTHING
  const coupons = plan.coupons
    .map(({ coupon }) => coupon)
    .filter(({ id }) => from.coupons.some(({ couponId }) => couponId === id))
  const sale = { ...basis.sale, gradeId, pumpPrice, amountFen: dispensedFen }
  const again = planFor({ basis, plan }, sale, coupons)
  return again.payableFen <= from.payableFen ? totalsOf(again) : honoured(from, dispensedFen)
}

/** The best plan for another sale with the price that a quote took and some of its coupons. */
export const planFor = (
  { basis, plan }: Priced,
  sale: Sale,
  coupons: readonly CouponOffer[],
): Plan => bestPlan({ ...basis, sale, prices: pricesOf({ basis, plan }, sale), coupons }).plan

/**
 * The price that a quote took. Of a contract's quota it has the litres that were kept for the order
 * and no more: the same amount of fuel that costs less is more litres.
 */
function pricesOf({ basis, plan }: Priced, { pumpPrice }: Sale): readonly PriceOffer[] {
  const taken = basis.prices.filter(({ id }) => id === plan.price.id)
  if (plan.price.kind !== 'contract' || pumpPrice >= basis.sale.pumpPrice) return taken
  const keptMl = volumeFor(basis.sale.amountFen, basis.sale.pumpPrice)
  return taken.map((offer) =>
    offer.limitMl === null ? offer : { ...offer, limitMl: lesserMl(offer.limitMl, keptMl) },
  )
}

const lesserMl = (a: Millilitre, b: Millilitre): Millilitre => (a < b ? a : b)

/** The original payment; the difference is shared in proportion to the savings. */
function honoured({ coupons, payableFen, priceFen }: Totals, dispensedFen: Fen): Totals {
  const savings = [priceFen, ...coupons.map(({ amountFen }) => amountFen)]
  const [price, ...shares] = split(subtractFen(dispensedFen, payableFen), savings)
  return {
    payableFen,
    priceFen: price ?? fen(0),
    coupons: coupons.map(({ couponId }, index) => ({
      couponId,
      amountFen: shares[index] ?? fen(0),
    })),
  }
}

/**
 * Fuel is sold at the pump price, whatever the driver pays: the station's revenue is complete, and
 * savings are marketing cost of their funders.
 */
export function soldPostings(order: OrderFacts, dispensedFen: Fen, totals: Totals): Posting[] {
  return [
    { account: undeliveredAccount(order), amountFen: totals.payableFen },
    ...savings(order.quote.plan, totals),
    { account: salesAccount(order), amountFen: negateFen(dispensedFen) },
  ]
}

interface Sold {
  readonly dispensedFen: Fen
  readonly totals: Totals
}

/** Changes by a correction on the same accounts. */
export const correctedPostings = (order: OrderFacts, from: Sold, to: Sold): Posting[] => [
  ...soldPostings(order, to.dispensedFen, to.totals),
  ...reversed(soldPostings(order, from.dispensedFen, from.totals)),
]

const savings = ({ coupons, price }: Plan, totals: Totals): Posting[] => [
  ...borne('price', price.funding, totals.priceFen),
  ...totals.coupons.flatMap(({ amountFen, couponId }) => {
    const used = coupons.find(({ coupon }) => coupon.id === couponId)
    return used ? borne('coupon', used.coupon.funding, amountFen) : []
  }),
]

const borne = (what: 'price' | 'coupon', funding: Funding, amountFen: Fen): Posting[] =>
  fundedShares(funding, amountFen).map((share) => ({
    account: `marketing:${what}:${share.party}`,
    amountFen: share.amountFen,
  }))
