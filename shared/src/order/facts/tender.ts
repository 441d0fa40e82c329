import { divide } from '../../kernel/divide'
import { type Fen, minFen, NO_FEN, subtractFen } from '../../kernel/fen'
import { type Points, points } from '../../kernel/points'
import { pointsOf, type Taking } from '../../points/account'
import type { StoredValueUse } from '../../stored-value/account'
import { totalFen } from '../../stored-value/use'

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
  const pointsFen = minFen(points?.worthFen ?? NO_FEN, payableFen)
  const afterPoints = subtractFen(payableFen, pointsFen)
  const storedValueFen = minFen(storedValue ? totalFen(storedValue.parts) : NO_FEN, afterPoints)
  return { pointsFen, storedValueFen, walletFen: subtractFen(afterPoints, storedValueFen) }
}

/** Points that stay spent. They go back one by one; a begun one stays. */
export function pointsKept({ points: tender }: Tenders, { pointsFen }: TenderSplit): Points {
  if (tender === null) return points(0)
  return points(divide(pointsOf(tender.takings) * pointsFen, tender.worthFen, 'up'))
}

/** Whether anything but a wallet pays. */
export const hasTenders = ({ points, storedValue }: Tenders): boolean =>
  points !== null || storedValue !== null
