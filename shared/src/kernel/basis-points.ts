import { assert } from './assert'
import type { Brand } from './brand'
import { divide, type Rounding } from './divide'
import { type Fen, fen } from './fen'

/** A share in hundredths of a per cent: 12.5 % is 1250. */
export type BasisPoints = Brand<number, 'BasisPoints'>

const WHOLE = 10_000

export function basisPoints(share: number): BasisPoints {
  assert(
    Number.isSafeInteger(share) && share >= 0 && share <= WHOLE,
    'not a share in basis points',
    share,
  )
  return share as BasisPoints
}

export const ALL = basisPoints(WHOLE)

/** The given share of an amount, rounded once. */
export const shareOf = (amount: Fen, share: BasisPoints, rounding: Rounding): Fen =>
  fen(divide(amount * share, WHOLE, rounding))
