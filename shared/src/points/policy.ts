import { assert } from '../kernel/assert'
import { type BasisPoints, shareOf } from '../kernel/basis-points'
import { divide } from '../kernel/divide'
import { type Fen, fen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import { DAY_MS, type EpochMs, later } from '../kernel/instant'
import { type Points, points } from '../kernel/points'
import { startOfMonth } from '../kernel/business-month'
import type { Version } from '../rule/version'
import { type Condition, unmet } from '../pricing/rules/condition'
import type { Sale } from '../pricing/rules/sale'

/**
 * Rules of earning, spending and expiry of points. Points keep the terms of the version under which
 * they were earned.
 */
export interface PointsPolicy extends Version {
  readonly id: Id<'points-policy'>
  /** ¥100 = 1 point is 10,000. */
  readonly fenPerPoint: Fen
  readonly lifetime: Lifetime
  readonly unitCostFen: Fen
  /** 积分抵现 in whole blocks: a number of points for an amount. */
  readonly block: { readonly points: Points; readonly worthFen: Fen }
  /** Maximum share of a payable that points may pay. */
  readonly shareMax: BasisPoints
  readonly multipliers: readonly Multiplier[]
  /** If several multipliers apply: only the largest, or their product. */
  readonly stacking: 'largest' | 'product'
  /** Days after which orders can no longer be refunded, so that data for refunds is dropped. */
  readonly settledAfterDays: number
}

/**
 * 积分有效期. In months, points expire at the end of a calendar month in China, so that there is one
 * date a month to remember; in days, they expire to the instant.
 */
export type Lifetime =
  | { readonly kind: 'months'; readonly months: number }
  | { readonly kind: 'days'; readonly days: number }

/** 多倍积分 by time, grade, station and level. */
export interface Multiplier {
  readonly id: string
  /** 200 is double points. */
  readonly hundredths: number
  readonly condition: Condition
  readonly levelIds: readonly Id<'level'>[] | null
}

const SINGLE = 100

/** Multiplier of a sale's points, in whole hundredths; a product is rounded half up. */
export function multiplierFor(
  { multipliers, stacking }: PointsPolicy,
  sale: Sale,
  levelId: Id<'level'> | null,
): number {
  const factors = multipliers
    .filter(({ levelIds }) => levelIds === null || (levelId !== null && levelIds.includes(levelId)))
    .filter(({ condition }) => unmet(condition, sale) === null)
    .map(({ hundredths }) => hundredths)
  if (factors.length === 0) return SINGLE
  return stacking === 'largest'
    ? Math.max(...factors)
    : factors.reduce((a, b) => divide(a * b, SINGLE, 'half-up'))
}

/** Amount in fen after the multiplier, rounded down. */
export function weighted(basisFen: Fen, hundredths: number): Fen {
  assert(Number.isSafeInteger(hundredths) && hundredths >= 0, `not a multiplier: ${hundredths}`)
  return fen(divide(basisFen * hundredths, SINGLE, 'down'))
}

/** Expiry of points earned now. */
export function expiryOf({ lifetime }: PointsPolicy, earnedAtMs: EpochMs): EpochMs {
  return lifetime.kind === 'months'
    ? startOfMonth(earnedAtMs, lifetime.months + 1)
    : later(earnedAtMs, lifetime.days * DAY_MS)
}

/** Value of points as a tender; asserts whole blocks. */
export function worthFen({ block }: PointsPolicy, count: Points): Fen {
  assert(count % block.points === 0, `not whole blocks of points: ${count}`)
  return fen((count / block.points) * block.worthFen)
}

/** Maximum number of points that may pay a payable, in whole blocks, regardless of the balance. */
export function maxFor({ block, shareMax }: PointsPolicy, payableFen: Fen): Points {
  const blocks = divide(shareOf(payableFen, shareMax, 'down'), block.worthFen, 'down')
  return points(blocks * block.points)
}
