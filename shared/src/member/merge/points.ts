import { fen } from '../../kernel/fen'
import type { EpochMs } from '../../kernel/instant'
import type { Posting } from '../../ledger/journal'
import { balanceOf, type Earning, type PointsAccount, withLot } from '../../points/account'
import { type PointsRow, withDebtsPaid } from '../../points/decision'
import { noted, type PointsStatement } from '../points-statement'

/** Two accounts as one: points of either pay the debts of both, at the expense of their units. */
export function joinedPoints(
  into: PointsAccount,
  from: PointsAccount,
): { readonly account: PointsAccount; readonly postings: readonly Posting[] } {
  return withDebtsPaid({
    lots: from.lots.reduce(withLot, into.lots),
    remainderFen: fen(into.remainderFen + from.remainderFen),
    debts: [...into.debts, ...from.debts],
    holds: [...into.holds, ...from.holds],
    earnings: [...into.earnings, ...from.earnings].sort((a, b) => a.earnedAtMs - b.earnedAtMs),
  })
}

/** Of a joint account, what came with an account; nothing is judged here. */
export function pointsFrom(joint: PointsAccount, came: PointsAccount): PointsAccount {
  const lotIds = new Set(came.lots.map(({ id }) => id))
  const [debts, holds, earnings] = [came.debts, came.holds, came.earnings].map(
    (all) => new Set(all.map(({ orderId }) => orderId)),
  )
  return {
    lots: joint.lots.filter(({ id }) => lotIds.has(id)),
    remainderFen: came.remainderFen,
    debts: joint.debts.filter(({ orderId }) => debts!.has(orderId)),
    holds: joint.holds.filter(({ orderId }) => holds!.has(orderId)),
    earnings: joint.earnings.filter(({ orderId }) => earnings!.has(orderId)),
  }
}

/** The joint account without them. */
export const pointsWithout = (joint: PointsAccount, part: PointsAccount): PointsAccount => ({
  lots: joint.lots.filter((one) => !part.lots.includes(one)),
  remainderFen: fen(joint.remainderFen - part.remainderFen),
  debts: joint.debts.filter((one) => !part.debts.includes(one)),
  holds: joint.holds.filter((one) => !part.holds.includes(one)),
  earnings: joint.earnings.filter((one) => !part.earnings.includes(one)),
})

/** Whether all of it is as it came, but for points that have expired. */
export function pointsUntouched(
  joint: PointsAccount,
  came: PointsAccount,
  nowMs: EpochMs,
): boolean {
  const part = pointsFrom(joint, came)
  const lots = came.lots.every(
    ({ expiresAtMs, id, left }) =>
      expiresAtMs <= nowMs || left === (part.lots.find((lot) => lot.id === id)?.left ?? 0),
  )
  const taken = (all: readonly Earning[]) => all.map(({ refundedFen }) => refundedFen).join()
  return lots && part.holds.length === came.holds.length && areTaken()

  function areTaken() {
    const kept = came.earnings.filter(({ orderId }) =>
      part.earnings.some((one) => one.orderId === orderId),
    )
    return taken(kept) === taken(part.earnings)
  }
}

/** The statement brought to a balance that a merge or a separation has made; its rows add up to it. */
export function statementOf(
  statement: PointsStatement,
  account: PointsAccount,
  { atMs, kind }: Pick<PointsRow, 'atMs' | 'kind'>,
): PointsStatement {
  const balance = balanceOf(account)
  const told = statement.rows.reduce((sum, { points }) => sum + points, statement.carried)
  const points = balance - told
  return noted(statement, points === 0 ? null : { kind, points, balance, orderId: null, atMs })
}
