import type { Fen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import { type Points, points } from '../kernel/points'
import { ok, refuse, type Result } from '../kernel/result'
import { entryOrNull } from '../ledger/journal'
import {
  type PointsAccount,
  pointsOf,
  putBack,
  spendableAt,
  takeFrom,
  type Taking,
} from './account'
import {
  journalId,
  nothingMoved,
  type PointsDecision,
  type PointsRow,
  rowOf,
  withDebtsPaid,
} from './decision'
import { maxFor, type PointsPolicy } from './policy'

export type ReserveRefusal =
  /** The order already holds another number of points. */
  | { readonly code: 'points/held-otherwise' }
  /** Points pay in whole blocks. */
  | { readonly code: 'points/not-whole-blocks'; readonly block: Points }
  /** More than the maximum share of this order. */
  | { readonly code: 'points/above-share'; readonly max: Points }
  /** Already spent, held or expired. */
  | { readonly code: 'points/not-enough'; readonly spendable: Points }

export interface ReservePoints {
  readonly orderId: Id<'order'>
  readonly points: Points
  readonly payableFen: Fen
  readonly policy: PointsPolicy
  readonly nowMs: EpochMs
}

/** Holds points for an order that is being paid, first to expire first. */
export function reserve(
  account: PointsAccount,
  { nowMs, orderId, payableFen, points: wanted, policy }: ReservePoints,
): Result<PointsDecision, ReserveRefusal> {
  const held = heldFor(account, orderId)
  if (held) {
    const same = pointsOf(held.takings) === wanted
    return same ? ok(nothingMoved(account)) : refuse({ code: 'points/held-otherwise' })
  }
  const block = policy.block.points
  if (wanted === 0 || wanted % block !== 0) {
    return refuse({ code: 'points/not-whole-blocks', block })
  }
  const max = maxFor(policy, payableFen)
  if (wanted > max) return refuse({ code: 'points/above-share', max })
  const spendable = spendableAt(account, nowMs)
  if (wanted > spendable) return refuse({ code: 'points/not-enough', spendable })

  const { lots, takings } = takeFrom(account.lots, wanted, (lot) => lot.expiresAtMs > nowMs)
  const after = { ...account, lots, holds: [...account.holds, { orderId, takings }] }
  const row = rowOf(account, after, { kind: 'held', orderId, atMs: nowMs })
  return ok({ account: after, row, entry: null })
}

export interface PointsCommitted extends PointsDecision {
  /** For the order to store: the basis of its posted cost and of refunds. */
  readonly takings: readonly Taking[]
}

export type CommitRefusal =
  /** Already released or spent, as the order records. */
  { readonly code: 'points/not-held' }

/** The order is confirmed: its held points are spent. The balance changed when they were held. */
export function commit(
  account: PointsAccount,
  orderId: Id<'order'>,
): Result<PointsCommitted, CommitRefusal> {
  const held = heldFor(account, orderId)
  if (!held) return refuse({ code: 'points/not-held' })
  const holds = account.holds.filter((hold) => hold !== held)
  return ok({ ...nothingMoved({ ...account, holds }), takings: held.takings })
}

/** The order came to nothing: its held points go back. Without held points nothing happens. */
export function cancel(
  account: PointsAccount,
  orderId: Id<'order'>,
  nowMs: EpochMs,
): PointsDecision {
  const held = heldFor(account, orderId)
  if (!held) return nothingMoved(account)
  const holds = account.holds.filter((hold) => hold !== held)
  const facts = { kind: 'released', orderId, atMs: nowMs } as const
  return restored({ ...account, holds }, held.takings, facts)
}

export interface RefundPoints {
  readonly orderId: Id<'order'>
  /** All points that the order spent. */
  readonly takings: readonly Taking[]
  /** Number of points given back so far, and to be given back in total. */
  readonly fromPoints: Points
  readonly toPoints: Points
  readonly nowMs: EpochMs
}

export interface PointsRefunded extends PointsDecision {
  /** For the order to post the cost. */
  readonly takings: readonly Taking[]
}

/**
 * A refund returns points to the lots they came from, last taken first, so that the points that
 * stay spent are those that a smaller amount would have taken. Their expiry is unchanged, so that
 * it cannot be extended by buying and returning; expired ones are debited by the next run.
 */
export function refund(
  account: PointsAccount,
  { fromPoints, nowMs, orderId, takings, toPoints }: RefundPoints,
): PointsRefunded {
  if (toPoints <= fromPoints) return { ...nothingMoved(account), takings: [] }
  const back = stretch([...takings].reverse(), fromPoints, toPoints)
  const decision = restored(account, back, { kind: 'given-back', orderId, atMs: nowMs })
  return { ...decision, takings: back }
}

/** The part of the takings that stays spent, for a given number of points. */
export const keptOf = (takings: readonly Taking[], count: Points): readonly Taking[] =>
  stretch(takings, 0, count)

/** The points of takings from position `from` up to `to`. */
function stretch(takings: readonly Taking[], from: number, to: number): readonly Taking[] {
  let passed = 0
  return takings.flatMap((taking) => {
    const start = Math.max(from - passed, 0)
    const end = Math.min(to - passed, taking.points)
    passed += taking.points
    return start < end ? [{ ...taking, points: points(end - start) }] : []
  })
}

function restored(
  account: PointsAccount,
  takings: readonly Taking[],
  facts: Pick<PointsRow, 'kind' | 'atMs'> & { readonly orderId: Id<'order'> },
): PointsDecision {
  const { account: after, postings } = withDebtsPaid({
    ...account,
    lots: putBack(account.lots, takings),
  })
  const id = journalId(facts.orderId, `points-${facts.kind}:${facts.atMs}`)
  return {
    account: after,
    row: rowOf(account, after, facts),
    entry: entryOrNull(
      { id, kind: 'points-taken-back', subject: facts.orderId, atMs: facts.atMs },
      postings,
    ),
  }
}

const heldFor = ({ holds }: PointsAccount, orderId: Id<'order'>) =>
  holds.find((hold) => hold.orderId === orderId)
