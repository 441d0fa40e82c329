import { assert } from '../kernel/assert'
import { subtractFen } from '../kernel/fen'
import type { EpochMs } from '../kernel/instant'
import { points } from '../kernel/points'
import type { Posting } from '../ledger/journal'
import type { Member } from '../member/member'
import { noted } from '../member/points-statement'
import { type PointsAccount, pointsOf } from '../points/account'
import type { PointsDecision } from '../points/decision'
import { giveBack as givePointsBack, release, spend } from '../points/spend'
import type { StoredValueAccount } from '../stored-value/account'
import type { StoredValueRow } from '../stored-value/decision'
import { type GivenBack, giveBack, totalFen } from '../stored-value/spend'
import { costOf } from './give-back'
import type { Order } from './order'
import { hasTenders, pointsKept, splitOf } from './tender'

export interface TendersAfter {
  readonly member: Member
  readonly postings: readonly Posting[]
  /** For the member's statement. */
  readonly row: StoredValueRow | null
}

/**
 * What an order gives back to its member's points and stored value when it goes from one state to
 * another: all of it when it comes to nothing, else what it no longer needs.
 */
export function tendersAfter(
  member: Member,
  before: Order,
  after: Order,
  nowMs: EpochMs,
): TendersAfter {
  if (!hasTenders(after.tenders)) return { member, postings: [], row: null }
  const { account, postings, row } = pointsAfter(member.loyalty.points, before, after, nowMs)
  const stored = storedValueAfter(member.storedValue, before, after, nowMs)
  const isSame = account === member.loyalty.points && stored.account === member.storedValue
  return {
    member: isSame
      ? member
      : {
          ...member,
          loyalty: {
            ...member.loyalty,
            points: account,
            statement: noted(member.loyalty.statement, row),
          },
          storedValue: stored.account,
        },
    postings: [...postings, ...stored.postings],
    row: stored.row,
  }
}

/** Held until it is confirmed, then spent; what is not needed goes back to where it came from. */
function pointsAfter(account: PointsAccount, before: Order, after: Order, nowMs: EpochMs) {
  const { id: orderId, state, tenders } = after
  const nothing = { account, postings: [], row: null }
  const isHeld = account.holds.some((held) => held.orderId === orderId)
  if (tenders.points === null || isPending(state)) return nothing
  if (state.status !== 'confirmed') {
    return isHeld ? movedBy(release(account, orderId, nowMs)) : nothing
  }
  const spent = isHeld ? spentBy(account, orderId) : account
  const total = pointsOf(tenders.points.takings)
  const backAt = (order: Order) =>
    points(total - pointsKept(tenders, splitOf(tenders, costOf(order))))
  const { takings } = tenders.points
  const [fromPoints, toPoints] = [backAt(before), backAt(after)]
  return movedBy(givePointsBack(spent, { orderId, takings, fromPoints, toPoints, nowMs }))
}

/** Placed, and neither confirmed nor come to nothing. */
const isPending = ({ status }: Order['state']): boolean =>
  status === 'unpaid' || status === 'closing' || status === 'paid'

function spentBy(account: PointsAccount, orderId: Order['id']): PointsAccount {
  const spent = spend(account, orderId)
  assert(spent.ok, 'what is held can be spent', orderId)
  return spent.value.account
}

const movedBy = ({ account, entry, row }: PointsDecision) => ({
  account,
  row,
  postings: entry?.postings ?? [],
})

function storedValueAfter(
  account: StoredValueAccount,
  before: Order,
  after: Order,
  nowMs: EpochMs,
): Pick<GivenBack, 'account' | 'postings' | 'row'> {
  const { storedValue: use } = after.tenders
  if (use === null) return { account, row: null, postings: [] }
  const total = totalFen(use.parts)
  const backAt = (order: Order) =>
    subtractFen(total, splitOf(order.tenders, costOf(order)).storedValueFen)
  return giveBack(account, { use, fromFen: backAt(before), toFen: backAt(after), nowMs })
}
