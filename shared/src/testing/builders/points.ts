import { basisPoints } from '../../kernel/basis-points'
import { fen } from '../../kernel/fen'
import { points } from '../../kernel/points'
import { costFen, type PointsAccount, pointsOf } from '../../points/account'
import { earn, type Earn } from '../../points/earn'
import type { PointsPolicy } from '../../points/policy'
import type { ReservePoints } from '../../points/use'
import { NOON } from './builders'
import { valueOf } from '../results'

/** ¥100 a point for a year; 10 points pay ¥1, up to half of a payable. */
export function aPointsPolicy(changes: Partial<PointsPolicy> = {}): PointsPolicy {
  return {
    id: 'points-policy:1',
    fromMs: NOON,
    fenPerPoint: fen(10_000),
    lifetime: { kind: 'months', months: 12 },
    unitCostFen: fen(10),
    block: { points: points(10), worthFen: fen(100) },
    shareMax: basisPoints(5_000),
    multipliers: [],
    stacking: 'largest',
    settledAfterDays: 30,
    ...changes,
  }
}

/** ¥200 of order 1: two points. */
export function anEarn(changes: Partial<Earn> = {}): Earn {
  return {
    orderId: 'order:1',
    lotId: 'points-lot:1',
    basisFen: fen(20_000),
    hundredths: 100,
    grantedBy: 'hq',
    policy: aPointsPolicy(),
    nowMs: NOON,
    ...changes,
  }
}

/** 20 points for a payable of ¥100. */
export function aHold(changes: Partial<ReservePoints> = {}): ReservePoints {
  return {
    orderId: 'order:9',
    points: points(20),
    payableFen: fen(10_000),
    policy: aPointsPolicy(),
    nowMs: NOON,
    ...changes,
  }
}

/** An account after these orders. */
export const afterEarning = (before: PointsAccount, ...earned: readonly Partial<Earn>[]) =>
  earned.reduce((account, changes) => valueOf(earn(account, anEarn(changes))).account, before)

/** Liability of each unit for the unspent points of an account, held points included. */
export function liabilityByUnit({ holds, lots }: PointsAccount) {
  const parts = [
    ...lots.map((lot) => ({ lot, points: lot.left })),
    ...holds.flatMap(({ takings }) => takings),
  ].filter((part) => part.points > 0)
  return [...new Set(parts.map(({ lot }) => lot.grantedBy))].map((party) => {
    const own = parts.filter(({ lot }) => lot.grantedBy === party)
    return { party, points: pointsOf(own), costFen: costFen(own) }
  })
}
