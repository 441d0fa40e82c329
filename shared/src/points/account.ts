import { type Fen, fen, NO_FEN } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import { NO_POINTS, type Points, points } from '../kernel/points'
import type { Party } from '../ledger/party'

export type PointsLotId = Id<'points-lot'>

/**
 * A member's points 积分, part of the member's document, so that every decision on them is atomic.
 *
 * Invariants: debts and unspent points never coexist, since incoming points pay the debts first;
 * the rest of a lot is between zero and the granted number.
 */
export interface PointsAccount {
  /** First to expire first. */
  readonly lots: readonly PointsLot[]
  /**
   * Fen on the way to the next point, so that ¥60 and ¥60 give a point at ¥100 each. In older
   * accounts it may be negative after a refund; the next purchases compensate.
   */
  readonly remainderFen: Fen
  readonly debts: readonly PointsDebt[]
  readonly holds: readonly PointsHold[]
  /** One per recent order, oldest first: earnings that can still be taken back. */
  readonly earnings: readonly Earning[]
}

/** Attributes common to all points of a lot. */
export interface LotFacts {
  readonly id: PointsLotId
  readonly points: Points
  /** Cost of a point for its unit: the value of the liability to the member. */
  readonly unitCostFen: Fen
  /** The unit that bears the liability: headquarters, a station, a partner. */
  readonly grantedBy: Party
  readonly earnedAtMs: EpochMs
  /** Expiry; the points cannot be spent from this instant on. */
  readonly expiresAtMs: EpochMs
  /** Null if lots of several orders were joined. */
  readonly orderId: Id<'order'> | null
}

export interface PointsLot extends LotFacts {
  readonly left: Points
}

/** Points taken from one lot, with the data needed to return them. */
export interface Taking {
  readonly lot: LotFacts
  readonly points: Points
}

/** Points held for an order that is not paid yet. */
export interface PointsHold {
  readonly orderId: Id<'order'>
  readonly takings: readonly Taking[]
}

/** Points that a refund should have taken back but that were already spent. */
export interface PointsDebt {
  readonly orderId: Id<'order'>
  readonly points: Points
  readonly unitCostFen: Fen
  readonly grantedBy: Party
}

/** Points earned by one order, and the part taken back. */
export interface Earning {
  readonly orderId: Id<'order'>
  readonly lotId: PointsLotId
  /** Qualifying amount, before multipliers. */
  readonly basisFen: Fen
  /** Qualifying amount, after multipliers. */
  readonly weightedFen: Fen
  readonly fenPerPoint: Fen
  readonly points: Points
  readonly unitCostFen: Fen
  readonly grantedBy: Party
  readonly earnedAtMs: EpochMs
  readonly refundedFen: Fen
  readonly takenBack: Points
  /** Its points that expired unspent: a refund does not take these back. */
  readonly expired: Points
}

export const NO_POINTS_YET: PointsAccount = {
  lots: [],
  remainderFen: NO_FEN,
  debts: [],
  holds: [],
  earnings: [],
}

/** The member's balance; below zero only by debts. */
export const balanceOf = ({ debts, lots }: PointsAccount): number =>
  sum(lots.map(({ left }) => left)) - sum(debts.map((debt) => debt.points))

/** Points that can be spent at an instant, without expired ones. */
export const spendableAt = ({ lots }: PointsAccount, nowMs: EpochMs): Points =>
  points(sum(lots.filter((lot) => lot.expiresAtMs > nowMs).map(({ left }) => left)))

/** The total liability at unit cost, including held points. */
export const liabilityFen = ({ debts, holds, lots }: PointsAccount): Fen =>
  fen(
    sum(lots.map(({ left, unitCostFen }) => left * unitCostFen)) +
      sum(holds.map(({ takings }) => costFen(takings))) -
      sum(debts.map((debt) => debt.points * debt.unitCostFen)),
  )

export const pointsOf = (takings: readonly Taking[]): Points =>
  points(sum(takings.map((taking) => taking.points)))

/** Cost of points for the units that granted them. */
export const costFen = (takings: readonly Taking[]): Fen =>
  fen(sum(takings.map(({ lot, points: count }) => count * lot.unitCostFen)))

/** Takes points out of the eligible lots in order; at most as many as there are. */
export function takeFrom(
  lots: readonly PointsLot[],
  wanted: Points,
  may: (lot: PointsLot) => boolean,
): { readonly lots: readonly PointsLot[]; readonly takings: readonly Taking[] } {
  const takings: Taking[] = []
  let missing: number = wanted
  const rest = lots.map((lot) => {
    const count = may(lot) ? Math.min(lot.left, missing) : 0
    if (count === 0) return lot
    missing -= count
    const { left, ...facts } = lot
    takings.push({ lot: facts, points: points(count) })
    return { ...lot, left: points(left - count) }
  })
  return { lots: rest, takings }
}

/** Returns points to their lots; a lot that was dropped meanwhile is created again. */
export function putBack(
  lots: readonly PointsLot[],
  takings: readonly Taking[],
): readonly PointsLot[] {
  return takings.reduce((all, taking) => {
    const known = all.find(({ id }) => id === taking.lot.id)
    const left = points((known?.left ?? NO_POINTS) + taking.points)
    return withLot(all, { ...(known ?? taking.lot), left })
  }, lots)
}

/** The lots with this one added or replaced, first to expire first. */
export const withLot = (lots: readonly PointsLot[], lot: PointsLot): readonly PointsLot[] =>
  [...lots.filter(({ id }) => id !== lot.id), lot].sort(
    (a, b) =>
      a.expiresAtMs - b.expiresAtMs || a.earnedAtMs - b.earnedAtMs || (a.id < b.id ? -1 : 1),
  )

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
