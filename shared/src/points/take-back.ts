import { divide } from '../kernel/divide'
import { type Fen, fen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import { type Points, points } from '../kernel/points'
import { ok, refuse, type Result } from '../kernel/result'
import { entryOrNull, type JournalEntry, type Posting } from '../ledger/journal'
import { type Earning, type PointsAccount, type PointsDebt, pointsOf, takeFrom } from './account'
import {
  journalId,
  marketingAccount,
  nothingMoved,
  type PointsDecision,
  rowOf,
  withDebtsPaid,
} from './decision'

export type TakeBackRefusal =
  /** The order earned nothing, or its earnings are already settled. */
  | { readonly code: 'points/never-earned' }
  /** More than had counted. */
  | { readonly code: 'points/refund-above-basis'; readonly basisFen: Fen }

export interface TakeBack {
  readonly orderId: Id<'order'>
  /**
   * Total refunded so far of the qualifying amount, so that repeating the call has no further
   * effect.
   */
  readonly refundedFen: Fen
  readonly nowMs: EpochMs
}

/**
 * A refund takes back the weighted amount of the refunded part: first from the remainder, then in
 * points. This may be one point more than the order earned, if its remainder completed the next
 * order's point. The order's own points go first; points that expired unspent are not taken back;
 * spent points are replaced by points of other orders; the rest becomes a debt that the next points
 * pay.
 */
export function takeBack(
  account: PointsAccount,
  { nowMs, orderId, refundedFen }: TakeBack,
): Result<PointsDecision, TakeBackRefusal> {
  const earning = account.earnings.find((known) => known.orderId === orderId)
  if (!earning) return refuse({ code: 'points/never-earned' })
  const { basisFen, grantedBy, unitCostFen } = earning
  if (refundedFen > basisFen) return refuse({ code: 'points/refund-above-basis', basisFen })
  if (refundedFen <= earning.refundedFen) return ok(nothingMoved(account))

  const due = dueBack(account.remainderFen, earning, refundedFen)
  const own = takeFrom(account.lots, due.points, ({ id }) => id === earning.lotId)
  const expired = points(Math.min(earning.expired, due.points - pointsOf(own.takings)))
  const owed = points(due.points - pointsOf(own.takings) - expired)
  const next: Earning = {
    ...earning,
    refundedFen,
    takenBack: points(Math.min(earning.points, earning.takenBack + due.points)),
    expired: points(earning.expired - expired),
  }
  const debts = owed === 0 ? [] : [{ orderId, points: owed, unitCostFen, grantedBy }]
  const { account: after, postings } = withDebtsPaid({
    ...account,
    lots: own.lots,
    remainderFen: due.remainderFen,
    debts: fewer([...account.debts, ...debts]),
    earnings: withSurplus(
      account.earnings.map((known) => (known === earning ? next : known)),
      earning.takenBack + due.points - next.takenBack,
    ),
  })
  return ok({
    account: after,
    row: rowOf(account, after, { kind: 'taken-back', orderId, atMs: nowMs }),
    entry: takenBackEntry(next, due.points, expired, postings, nowMs),
  })
}

/** Maximum number of separate debts; beyond it, debts of one unit and cost are joined. */
const DEBTS_MAX = 20

function fewer(debts: readonly PointsDebt[]): readonly PointsDebt[] {
  const last = debts[debts.length - 1]
  if (debts.length <= DEBTS_MAX || !last) return debts
  const twin = debts.find(
    (debt) =>
      debt !== last && debt.unitCostFen === last.unitCostFen && debt.grantedBy === last.grantedBy,
  )
  if (!twin) return debts
  const joined = { ...twin, points: points(twin.points + last.points) }
  return debts.filter((debt) => debt !== last).map((debt) => (debt === twin ? joined : debt))
}

/** A point beyond the order's earnings was completed by the latest of the other orders. */
function withSurplus(earnings: readonly Earning[], surplus: number): readonly Earning[] {
  let left = surplus
  const latestFirst = [...earnings].reverse().map((earning) => {
    const count = Math.min(left, earning.points - earning.takenBack)
    left -= count
    return count === 0 ? earning : { ...earning, takenBack: points(earning.takenBack + count) }
  })
  return latestFirst.reverse()
}

/**
 * Computed from the total refunded so far, so that several partial refunds have the result of a
 * full one.
 */
function dueBack(
  remainderFen: Fen,
  { basisFen, fenPerPoint, refundedFen, weightedFen }: Earning,
  nowRefundedFen: Fen,
): { readonly points: Points; readonly remainderFen: Fen } {
  const counted = (refunded: Fen) => divide(weightedFen * refunded, basisFen, 'down')
  const shortFen = counted(nowRefundedFen) - counted(refundedFen) - remainderFen
  const due = points(Math.max(0, divide(shortFen, fenPerPoint, 'up')))
  return { points: due, remainderFen: fen(due * fenPerPoint - shortFen) }
}

/** Reverses the income from points that had expired, since they are no longer earned. */
function takenBackEntry(
  { grantedBy, orderId, refundedFen, unitCostFen }: Earning,
  count: Points,
  expired: Points,
  ofDebts: readonly Posting[],
  atMs: EpochMs,
): JournalEntry | null {
  const id = journalId(orderId, `points-taken-back:${refundedFen}`)
  return entryOrNull({ id, kind: 'points-taken-back', subject: orderId, atMs }, [
    { account: marketingAccount(grantedBy), amountFen: fen(0 - count * unitCostFen) },
    { account: 'points', amountFen: fen((count - expired) * unitCostFen) },
    { account: 'breakage:points', amountFen: fen(expired * unitCostFen) },
    ...ofDebts,
  ])
}
