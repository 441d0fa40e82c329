import { creditsOf } from '../contract/settle'
import { type Fen, fen, NO_FEN } from '../kernel/fen'
import type { EpochMs } from '../kernel/instant'
import { type Points, points as toPoints } from '../kernel/points'
import { growthAt, levelAt } from '../level/growth'
import type { LevelPolicy } from '../level/level'
import { balanceOf } from '../points/account'
import type { PointsPolicy } from '../points/policy'
import type { Loyalty } from './loyalty'
import type { Member } from './member'
import { memberAt } from './member-at'

/** Points owned by a member, and the spending needed for the next point. */
export function pointsStanding({ points }: Loyalty, { fenPerPoint }: PointsPolicy) {
  return {
    balance: balanceOf(points),
    nextPointFen: fen(Math.max(0, fenPerPoint - points.remainderFen)),
  }
}

export interface ExpiringPoints {
  readonly points: Points
  readonly atMs: EpochMs
}

/** The points that expire next, summed for that instant; null if none expire. */
export function expiringNext({ points }: Loyalty, nowMs: EpochMs): ExpiringPoints | null {
  const lots = points.lots.filter(({ expiresAtMs, left }) => left > 0 && expiresAtMs > nowMs)
  const [first] = lots
  if (!first) return null
  const atMs = first.expiresAtMs
  const together = lots.filter(({ expiresAtMs }) => expiresAtMs === atMs)
  return { atMs, points: toPoints(together.reduce((sum, { left }) => sum + left, 0)) }
}

export interface LevelStanding {
  readonly name: string
  readonly growthFen: Fen
  readonly next: { readonly name: string; readonly missingFen: Fen } | null
}

/**
 * The member's level and the requirement of the next; null without a level that requires no growth.
 */
export function levelStanding(
  member: Member,
  policy: LevelPolicy,
  nowMs: EpochMs,
): LevelStanding | null {
  const { contracts, loyalty } = memberAt(member, nowMs)
  const credits = creditsOf(contracts)
  const level = levelAt(loyalty.growth, credits, policy, nowMs)
  if (!level) return null
  const growthFen = growthAt(loyalty.growth, credits, policy, nowMs)
  const next = policy.levels[policy.levels.indexOf(level) + 1]
  const missingFen = next ? fen(next.fromGrowthFen - growthFen) : NO_FEN
  return { name: level.name, growthFen, next: next ? { name: next.name, missingFen } : null }
}
