import { assert } from '../kernel/assert'
import { type BasisPoints, shareOf } from '../kernel/basis-points'
import { divide } from '../kernel/divide'
import { type Fen, fen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import { DAY_MS, type EpochMs, later } from '../kernel/instant'
import { type Points, points } from '../kernel/points'
import { startOfMonth } from '../kernel/business-month'
import type { Version } from '../kernel/version'
import { type Condition, unmet } from '../pricing/condition'
import type { Sale } from '../pricing/sale'

/** How points are earned, spent and lost. What was earned under a version keeps its terms. */
export interface PointsPolicy extends Version {
  readonly id: Id<'points-policy'>
  /** ¥100 = 1 point is 10,000 (capability 000-24). */
  readonly fenPerPoint: Fen
  readonly lifetime: Lifetime
  readonly unitCostFen: Fen
  /** 积分抵现 in whole blocks: so many points for so much off. */
  readonly block: { readonly points: Points; readonly worthFen: Fen }
  /** How much of a payable points may pay. */
  readonly mostShare: BasisPoints
  readonly multipliers: readonly Multiplier[]
  /** When several multipliers apply: only the largest, or each on top of the others. */
  readonly stacking: 'largest' | 'product'
  /** After so long no order is refunded: what only refunds need is dropped. */
  readonly settledAfterDays: number
}

/**
 * 积分有效期. By months, points live to the end of a calendar month in China, so that a member has
 * one date a month to remember; by days, to the instant.
 */
export type Lifetime =
  | { readonly kind: 'months'; readonly months: number }
  | { readonly kind: 'days'; readonly days: number }

/** 多倍积分 by time, grade, station (capability 001-16) and level. */
export interface Multiplier {
  readonly id: string
  /** 200 is double points. */
  readonly hundredths: number
  readonly condition: Condition
  readonly levelIds: readonly Id<'level'>[] | null
}

const SINGLE = 100

/** What multiplies the points of a sale, in whole hundredths; a product is rounded half up to them. */
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

/** What an amount counts for, in fen, rounded down: nothing is promised that was not spent. */
export function weighted(basisFen: Fen, hundredths: number): Fen {
  assert(Number.isSafeInteger(hundredths) && hundredths >= 0, `not a multiplier: ${hundredths}`)
  return fen(divide(basisFen * hundredths, SINGLE, 'down'))
}

/** When points that are earned now expire. */
export function expiryOf({ lifetime }: PointsPolicy, earnedAtMs: EpochMs): EpochMs {
  return lifetime.kind === 'months'
    ? startOfMonth(earnedAtMs, lifetime.months + 1)
    : later(earnedAtMs, lifetime.days * DAY_MS)
}

/** What points are worth as a tender; asserts whole blocks. */
export function worthFen({ block }: PointsPolicy, count: Points): Fen {
  assert(count % block.points === 0, `not whole blocks of points: ${count}`)
  return fen((count / block.points) * block.worthFen)
}

/** The most points that may pay for a payable, in whole blocks, however many somebody has. */
export function mostFor({ block, mostShare }: PointsPolicy, payableFen: Fen): Points {
  const blocks = divide(shareOf(payableFen, mostShare, 'down'), block.worthFen, 'down')
  return points(blocks * block.points)
}
