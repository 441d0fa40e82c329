import { type Fen, NO_FEN } from '../../kernel/fen'
import { fenPerLitre, type FenPerLitre, type Millilitre } from '../../kernel/volume'
import { fundedByHeadquarters, type Funding } from '../../ledger/party'
import { ALWAYS, type Condition } from './condition'
import { type PerLitre, reductionFen } from './reduction'
import type { Sale } from './sale'

/**
 * A price that a member may have instead of the pump's (千人千价). A sale has exactly one; the pump
 * price itself is one of them.
 */
export interface PriceOffer {
  /** Its source: a level, a segment, a contract. Unique among the offers of one quote. */
  readonly id: string
  readonly kind: PriceKind
  /** Title for the driver: `黄金会员价`, `出租车合约`. */
  readonly title: string
  readonly price: MemberPrice
  /** Litres still available at this price; the rest is at the pump price. */
  readonly limitMl: Millilitre | null
  /** `stored-value`: only if stored value pays the whole order (加油卡折扣). */
  readonly paidBy: 'anything' | 'stored-value'
  readonly condition: Condition
  readonly funding: Funding
}

export type PriceKind = (typeof PRICE_KINDS)[number]
/** At equal cost the earlier kind is taken: prices without quota come first. */
export const PRICE_KINDS = [
  'pump',
  'level',
  'segment',
  'individual',
  'stored-value',
  'contract',
] as const

export type MemberPrice =
  | { readonly kind: 'pump' }
  | { readonly kind: 'off'; readonly offPerLitre: FenPerLitre }
  | { readonly kind: 'at'; readonly pricePerLitre: FenPerLitre }

export const PUMP_PRICE: PriceOffer = {
  id: 'pump',
  kind: 'pump',
  title: '枪价',
  price: { kind: 'pump' },
  limitMl: null,
  paidBy: 'anything',
  condition: ALWAYS,
  funding: fundedByHeadquarters,
}

/** Tie-break between two prices of equal cost. */
export const comparePrices = (a: PriceOffer, b: PriceOffer): number =>
  PRICE_KINDS.indexOf(a.kind) - PRICE_KINDS.indexOf(b.kind) ||
  (a.id < b.id ? -1 : Number(a.id > b.id))

/**
 * Discount per litre from the pump price, in fen. The price is never below the floor 底价, nor above
 * the pump price.
 */
export function offPerLitreAt(
  { price }: PriceOffer,
  { pumpPrice }: Pick<Sale, 'pumpPrice'>,
  floorPrice: FenPerLitre | null,
): number {
  const room = Math.max(0, pumpPrice - (floorPrice ?? 0))
  return Math.max(0, Math.min(wantedOff(price, pumpPrice), room))
}

/** Reduction of a sale by a price. */
export function priceReductionFen(
  offer: PriceOffer,
  sale: Sale,
  floorPrice: FenPerLitre | null,
): Fen {
  const off = offPerLitreAt(offer, sale, floorPrice)
  if (off === 0) return NO_FEN
  const { limitMl } = offer
  const reduction: PerLitre = {
    kind: 'per-litre',
    offPerLitre: fenPerLitre(off),
    limitMl,
    capFen: null,
  }
  return reductionFen(reduction, sale, sale.amountFen)
}

function wantedOff(price: MemberPrice, pumpPrice: FenPerLitre): number {
  switch (price.kind) {
    case 'pump':
      return 0
    case 'off':
      return price.offPerLitre
    case 'at':
      return pumpPrice - price.pricePerLitre
  }
}
