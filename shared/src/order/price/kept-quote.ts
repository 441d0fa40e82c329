import { bytesOf } from '../../kernel/bytes'
import type { Condition } from '../../pricing/rules/condition'
import { narrowed } from '../../pricing/rules/narrowed'
import type { Sale } from '../../pricing/rules/sale'
import type { Quote } from '../facts/quote'

/**
 * How many bytes the offers of a basis may take in an order: some sixty of usual size. Those that
 * make the price are kept in any case.
 */
export const OFFERS_BYTES_MAX = 24 * 1_024

interface Offer {
  readonly id: string
  readonly condition: Condition
}

/**
 * A quote as an order keeps it: it comes to the same fen again, and for the same reasons, from
 * conditions that say no more than what concerns its sale. Of a very long list the last are left
 * out of those that are not part of the plan: without them the same plan is the best.
 */
export function keptQuote({ basis, by, plan }: Quote): Quote {
  const { sale } = basis
  const chosen = new Set([plan.price.id, ...plan.coupons.map(({ coupon }) => coupon.id)])
  const prices = basis.prices.map((offer) => small(offer, sale))
  const coupons = basis.coupons.map((offer) => small(offer, sale))
  const kept = withinBytes([...prices, ...coupons], chosen)
  return {
    basis: {
      ...basis,
      prices: prices.filter((offer) => kept.has(offer)),
      coupons: coupons.filter((offer) => kept.has(offer)),
    },
    plan: {
      ...plan,
      price: small(plan.price, sale),
      coupons: plan.coupons.map((use) => ({ ...use, coupon: small(use.coupon, sale) })),
    },
    by,
  }
}

const small = <Kind extends Offer>(offer: Kind, sale: Sale): Kind => ({
  ...offer,
  condition: narrowed(offer.condition, sale),
})

/** Those that are chosen, and of the others as many as there is room for. */
function withinBytes(offers: readonly Offer[], chosen: ReadonlySet<string>): ReadonlySet<Offer> {
  const kept = new Set(offers.filter(({ id }) => chosen.has(id)))
  let bytes = bytesOf([...kept])
  for (const offer of offers) {
    if (kept.has(offer)) continue
    bytes += bytesOf(offer)
    if (bytes > OFFERS_BYTES_MAX) break
    kept.add(offer)
  }
  return kept
}
