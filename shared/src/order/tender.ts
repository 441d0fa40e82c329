import { divide } from '../kernel/divide'
import { addFen, fen, type Fen, negateFen, NO_FEN, subtractFen } from '../kernel/fen'
import { type Points, points } from '../kernel/points'
import { split } from '../kernel/split'
import type { Posting } from '../ledger/journal'
import { costFen, pointsOf, type Taking } from '../points/account'
import { keptOf as keptTakings } from '../points/spend'
import { type StoredValueUse, sumsOf } from '../stored-value/account'
import { keptOf as keptParts, totalFen } from '../stored-value/spend'
import { undeliveredAccount } from './decision'
import type { OrderFacts } from './order'

/**
 * What pays an order beside the wallet, taken when it was placed. Points pay first, then stored
 * value, then the wallet; money goes back the other way round: the wallet's part first, points last.
 */
export interface Tenders {
  readonly points: PointsTender | null
  readonly storedValue: StoredValueUse | null
}

export interface PointsTender {
  readonly worthFen: Fen
  readonly takings: readonly Taking[]
}

export const NO_TENDERS: Tenders = { points: null, storedValue: null }

/** Adds up to the total payment. */
export interface TenderSplit {
  readonly pointsFen: Fen
  readonly storedValueFen: Fen
  readonly walletFen: Fen
}

/**
 * What each tender pays of an order that comes to `payableFen`. A function of that figure alone, so
 * that going there in any number of steps ends where going at once does (I9).
 */
export function splitOf({ points, storedValue }: Tenders, payableFen: Fen): TenderSplit {
  const pointsFen = min(points?.worthFen ?? NO_FEN, payableFen)
  const afterPoints = subtractFen(payableFen, pointsFen)
  const storedValueFen = min(storedValue ? totalFen(storedValue.parts) : NO_FEN, afterPoints)
  return { pointsFen, storedValueFen, walletFen: subtractFen(afterPoints, storedValueFen) }
}

/** Amount requested from the wallet. */
export const walletFen = ({ payableFen, tenders }: OrderFacts): Fen =>
  splitOf(tenders, payableFen).walletFen

/** Points that stay spent. They go back one by one; a begun one stays. */
export function pointsKept({ points: tender }: Tenders, { pointsFen }: TenderSplit): Points {
  if (tender === null) return points(0)
  return points(divide(pointsOf(tender.takings) * pointsFen, tender.worthFen, 'up'))
}

/**
 * Postings of points and stored value in an order that costs `payableFen`: the liability for them
 * becomes one for fuel. Points pay more than they cost us; their unit bears the difference.
 */
export function tenderPostings(order: OrderFacts, payableFen: Fen): Posting[] {
  const { tenders } = order
  const parts = splitOf(tenders, payableFen)
  const paidFen = addFen(parts.pointsFen, parts.storedValueFen)
  return [
    ...pointsPostings(tenders, parts),
    ...storedValuePostings(tenders, parts),
    { account: undeliveredAccount(order), amountFen: negateFen(paidFen) },
  ]
}

function pointsPostings(tenders: Tenders, parts: TenderSplit): Posting[] {
  if (tenders.points === null || parts.pointsFen === NO_FEN) return []
  const kept = keptTakings(tenders.points.takings, pointsKept(tenders, parts))
  const worths = split(
    parts.pointsFen,
    kept.map((taking) => taking.points),
  )
  return kept.flatMap((taking, index): Posting[] => {
    const ownFen = costFen([taking])
    const restFen = fen((worths[index] ?? 0) - ownFen)
    return [
      { account: 'points', amountFen: ownFen },
      { account: `marketing:points:${taking.lot.grantedBy}`, amountFen: restFen },
    ]
  })
}

function storedValuePostings({ storedValue }: Tenders, { storedValueFen }: TenderSplit): Posting[] {
  if (storedValue === null) return []
  const { giftFen, principalFen } = sumsOf(keptParts(storedValue, storedValueFen))
  return [
    { account: 'prepaid:principal', amountFen: principalFen },
    { account: 'prepaid:gift', amountFen: giftFen },
  ]
}

/** Whether anything but a wallet pays. */
export const hasTenders = ({ points, storedValue }: Tenders): boolean =>
  points !== null || storedValue !== null

const min = (a: Fen, b: Fen): Fen => (a < b ? a : b)
