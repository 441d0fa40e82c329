import { type Fen, NO_FEN, subtractFen } from '../kernel/fen'
import { fenPerLitre, type FenPerLitre, type Millilitre } from '../kernel/volume'
import { fundedByHeadquarters, type Funding } from '../ledger/party'
import { ALWAYS, type Condition } from './condition'
import { reductionFen } from './reduction'
import type { Sale } from './sale'

/**
 * A price that a member may have instead of the pump's (千人千价, capability 000-33). A sale takes
 * exactly one; the pump price itself is one of them.
 */
export interface PriceOffer {
  /** What grants it: a level, a segment, a contract. Unique among the offers of one quote. */
  readonly id: string
  readonly kind: PriceKind
  readonly price: MemberPrice
  /** How many litres are left at this price; the rest is at the pump's. */
  readonly limitMl: Millilitre | null
  /** `stored-value`: only if stored value pays all of it (加油卡折扣, capability 001-14). */
  readonly paidBy: 'anything' | 'stored-value'
  readonly condition: Condition
  readonly funding: Funding
}

export type PriceKind = (typeof PRICE_KINDS)[number]
export const PRICE_KINDS = [
  'pump',
  'level',
  'segment',
  'individual',
  'stored-value',
  'contract',
] as const

export type MemberPrice =
  | { readonly kind: 'off'; readonly offPerLitre: FenPerLitre }
  | { readonly kind: 'at'; readonly pricePerLitre: FenPerLitre }

export const PUMP_PRICE: PriceOffer = {
  id: 'pump',
  kind: 'pump',
  price: { kind: 'at', pricePerLitre: fenPerLitre(Number.MAX_SAFE_INTEGER) },
  limitMl: null,
  paidBy: 'anything',
  condition: ALWAYS,
  funding: fundedByHeadquarters,
}

/** What a price takes off a sale. A price never goes below the floor, nor above the pump's. */
export function priceReductionFen(
  { limitMl, price }: PriceOffer,
  sale: Sale,
  floor: FenPerLitre | null,
): Fen {
  const wanted =
    price.kind === 'off' ? price.offPerLitre : Math.max(0, sale.pumpPrice - price.pricePerLitre)
  const room = floor === null ? sale.pumpPrice : Math.max(0, sale.pumpPrice - floor)
  const off = Math.min(wanted, room)
  if (off === 0) return NO_FEN
  const perLitre = {
    kind: 'per-litre',
    offPerLitre: fenPerLitre(off),
    limitMl,
    capFen: null,
  } as const
  return reductionFen(perLitre, sale, sale.amountFen)
}

/** What is left of a sale at a price. */
export const baseAt = (sale: Sale, priceFen: Fen): Fen => subtractFen(sale.amountFen, priceFen)
