import { assert } from './assert'
import type { Brand } from './brand'

/**
 * Loyalty points 积分, whole. Never negative: points to take back are recorded as a separate debt.
 */
export type Points = Brand<number, 'Points'>

export function points(count: number): Points {
  assert(Number.isSafeInteger(count) && count >= 0, 'not a whole number of points', count)
  return count as Points
}

export const NO_POINTS = points(0)
