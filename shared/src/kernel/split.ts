import { assert } from './assert'
import { divide } from './divide'
import { type Fen, fen, negateFen } from './fen'

/**
 * Shares of a total in proportion to whole, non-negative weights. Shares always add up to the
 * total: the remaining fen go one each to the largest remainders, to the earlier share on a tie. A
 * negative total splits as the mirror of its positive.
 */
export function split(total: Fen, weights: readonly number[]): Fen[] {
  if (total < 0) return split(negateFen(total), weights).map(negateFen)
  const sum = weights.reduce((a, b) => a + b, 0)
  assert(
    weights.every((w) => Number.isSafeInteger(w) && w >= 0) && sum > 0,
    'weights must be whole',
  )

  const floors = weights.map((weight) => divide(total * weight, sum, 'down'))
  const left = total - floors.reduce((a, b) => a + b, 0)
  const lucky = weights
    .map((weight, index) => ({ index, rest: (total * weight) % sum }))
    .sort((a, b) => b.rest - a.rest || a.index - b.index)
    .slice(0, left)
  const extra = new Set(lucky.map(({ index }) => index))
  return floors.map((share, index) => fen(share + (extra.has(index) ? 1 : 0)))
}
