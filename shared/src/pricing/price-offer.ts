import { type Fen, NO_FEN } from '../kernel/fen'
import { fenPerLitre, type FenPerLitre, type Millilitre } from '../kernel/volume'
import { fundedByHeadquarters, type Funding } from '../ledger/party'
import { ALWAYS, type Condition } from './condition'
import { type PerLitre, reductionFen } from './reduction'
import type { Sale } from './sale'

/**
 * A price that a member may have instead of the pump's (千人千价, capability 000-33). A sale takes
 * exactly one; the pump price itself is one of them.
 */
export interface PriceOffer {
  /** What grants it: a level, a segment, a contract. Unique among the offers of one quote. */
  readonly id: string
  readonly kind: PriceKind
  /** As the driver reads it: `黄金会员价`, `出租车合约`. */
  readonly title: string
  readonly price: MemberPrice
  /** How many litres are left at this price; the rest is at the pump's. */
  readonly limitMl: Millilitre | null
  /** `stored-value`: only if stored value pays all of it (加油卡折扣, capability 001-14). */
  readonly paidBy: 'anything' | 'stored-value'
  readonly condition: Condition
  readonly funding: Funding
}

export type PriceKind = (typeof PRICE_KINDS)[number]
/** At equal cost the earlier kind is taken: what uses nothing up comes first. */
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

/** Which of two prices is taken where both cost the same. */
export const comparePrices = (a: PriceOffer, b: PriceOffer): number =>
  PRICE_KINDS.indexOf(a.kind) - PRICE_KINDS.indexOf(b.kind) ||
  (a.id < b.id ? -1 : Number(a.id > b.id))

/**
 * How many fen a litre costs less than at the pump. No price goes below the floor 底价, none above
 * the pump's.
 */
export function offPerLitreAt(
  { price }: PriceOffer,
  { pumpPrice }: Pick<Sale, 'pumpPrice'>,
  floorPrice: FenPerLitre | null,
): number {
  const room = Math.max(0, pumpPrice - (floorPrice ?? 0))
  return Math.max(0, Math.min(wantedOff(price, pumpPrice), room))
}

/** What a price takes off a sale. */
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
