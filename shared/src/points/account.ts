import { type Fen, fen, NO_FEN } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import { NO_POINTS, type Points, points } from '../kernel/points'
import type { Party } from '../ledger/party'

export type PointsLotId = Id<'points-lot'>

/**
 * A member's points 积分. Part of the member's document, so whatever is decided about them is
 * decided once.
 *
 * Always true: debts and points left never stand side by side, because whatever comes in pays the
 * debts first; what is left of a lot is never negative and never more than was granted.
 */
export interface PointsAccount {
  /** The first to expire comes first. */
  readonly lots: readonly PointsLot[]
  /**
   * Fen on the way to the next point, so that ¥60 and ¥60 give a point at ¥100 each. In accounts
   * from before a refund took such points it may be negative: the next purchases make up for it.
   */
  readonly remainderFen: Fen
  readonly debts: readonly PointsDebt[]
  readonly holds: readonly PointsHold[]
  /** One for each recent order, the oldest first: what it earned can still be taken back. */
  readonly earnings: readonly Earning[]
}

/** What all points that were granted together have in common. */
export interface LotFacts {
  readonly id: PointsLotId
  readonly points: Points
  /** What a point costs who granted it: the value of our debt to the member. */
  readonly unitCostFen: Fen
  /** The unit whose liability it is: headquarters, a province's station, a partner. */
  readonly grantedBy: Party
  readonly earnedAtMs: EpochMs
  /** From here on they cannot be spent. */
  readonly expiresAtMs: EpochMs
  /** Null when lots of several orders were joined. */
  readonly orderId: Id<'order'> | null
}

export interface PointsLot extends LotFacts {
  readonly left: Points
}

/** Points of one lot that were taken, with all that is needed to put them back. */
export interface Taking {
  readonly lot: LotFacts
  readonly points: Points
}

/** Set aside for an order that is not paid yet. */
export interface PointsHold {
  readonly orderId: Id<'order'>
  readonly takings: readonly Taking[]
}

/** Points that a refund should have taken back but that were spent before. */
export interface PointsDebt {
  readonly orderId: Id<'order'>
  readonly points: Points
  readonly unitCostFen: Fen
  readonly grantedBy: Party
}

/** What one order earned, and how much of it went back. */
export interface Earning {
  readonly orderId: Id<'order'>
  readonly lotId: PointsLotId
  /** What counted, before multipliers. */
  readonly basisFen: Fen
  /** What counted, after multipliers. */
  readonly weightedFen: Fen
  readonly fenPerPoint: Fen
  readonly points: Points
  readonly unitCostFen: Fen
  readonly grantedBy: Party
  readonly earnedAtMs: EpochMs
  readonly refundedFen: Fen
  readonly takenBack: Points
  /** Of its points, how many expired unspent: a refund does not ask for these. */
  readonly expired: Points
}

export const NO_POINTS_YET: PointsAccount = {
  lots: [],
  remainderFen: NO_FEN,
  debts: [],
  holds: [],
  earnings: [],
}

/** What the member owns; below zero only as far as there are debts. */
export const balanceOf = ({ debts, lots }: PointsAccount): number =>
  sum(lots.map(({ left }) => left)) - sum(debts.map((debt) => debt.points))

/** What may be spent at an instant: nothing that has expired. */
export const spendableAt = ({ lots }: PointsAccount, nowMs: EpochMs): Points =>
  points(sum(lots.filter((lot) => lot.expiresAtMs > nowMs).map(({ left }) => left)))

/** What we owe for it all, held points included, at what each point cost. */
export const liabilityFen = ({ debts, holds, lots }: PointsAccount): Fen =>
  fen(
    sum(lots.map(({ left, unitCostFen }) => left * unitCostFen)) +
      sum(holds.map(({ takings }) => costFen(takings))) -
      sum(debts.map((debt) => debt.points * debt.unitCostFen)),
  )

export const pointsOf = (takings: readonly Taking[]): Points =>
  points(sum(takings.map((taking) => taking.points)))

/** What the points cost those who granted them. */
export const costFen = (takings: readonly Taking[]): Fen =>
  fen(sum(takings.map(({ lot, points: count }) => count * lot.unitCostFen)))

/** Takes points out of lots in their order, from those that it may; as many as there are. */
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

/** Puts points back where they came from; a lot that was dropped meanwhile is there again. */
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

/** With this lot new or in place of its former self, the first to expire first. */
export const withLot = (lots: readonly PointsLot[], lot: PointsLot): readonly PointsLot[] =>
  [...lots.filter(({ id }) => id !== lot.id), lot].sort(
    (a, b) =>
      a.expiresAtMs - b.expiresAtMs || a.earnedAtMs - b.earnedAtMs || (a.id < b.id ? -1 : 1),
  )

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0)
