import { subtractFen, type Fen, NO_FEN } from '../../kernel/fen'
import type { Field } from './field'
import { type Basis, reductionMaxFen } from './plan'
import { type PriceOffer, priceReductionFen } from '../rules/price-offer'
import { reductionFen } from '../rules/reduction'

/** A sale at one of the member's prices, with the reduction by each coupon of the field. */
export interface Priced {
  readonly offer: PriceOffer
  readonly priceFen: Fen
  /** Amount at this price: the base of every coupon. */
  readonly baseFen: Fen
  /** Maximum reduction by coupons together. */
  readonly roomFen: Fen
  /** By rank; 0 for a coupon that may not be used at this price. */
  readonly worthFen: readonly Fen[]
  /** Maximum payable: the available stored value if it has to pay the whole order. */
  readonly payableMaxFen: Fen
}

export function pricedAt(basis: Basis, { coupons }: Field, offer: PriceOffer): Priced {
  const { limits, sale, storedValueFen } = basis
  const maxFen = reductionMaxFen(sale, limits)
  const wantedFen = priceReductionFen(offer, sale, limits.floorPrice)
  const priceFen = wantedFen < maxFen ? wantedFen : maxFen
  const baseFen = subtractFen(sale.amountFen, priceFen)
  const atPump = offer.kind === 'pump'
  return {
    offer,
    priceFen,
    baseFen,
    roomFen: subtractFen(maxFen, priceFen),
    worthFen: coupons.map(({ pumpPriceOnly, reduction }) =>
      pumpPriceOnly && !atPump ? NO_FEN : reductionFen(reduction, sale, baseFen),
    ),
    payableMaxFen: offer.paidBy === 'anything' ? sale.amountFen : storedValueFen,
  }
}
