import { fen, negateFen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import { NO_POINTS, type Points, points } from '../kernel/points'
import { type Recency, recent } from '../rule/recent'
import { entryOrNull } from '../ledger/journal'
import { type PointsAccount, type PointsLot, withLot } from './account'
import { journalId, nothingMoved, owedMore, type PointsDecision, rowOf } from './decision'

/**
 * Debits every expired lot. The lot itself is debited: an expiry that only hid old lots would let
 * the debits of spent ones reduce the rest.
 */
export function expire(
  account: PointsAccount,
  memberId: Id<'member'>,
  nowMs: EpochMs,
): PointsDecision {
  const gone = account.lots.filter((lot) => lot.expiresAtMs <= nowMs && lot.left > 0)
  if (gone.length === 0) return nothingMoved(account)
  const after: PointsAccount = {
    ...account,
    lots: account.lots.map((lot) => (gone.includes(lot) ? { ...lot, left: NO_POINTS } : lot)),
    earnings: account.earnings.map((earning) => {
      const lost = gone.find(({ id }) => id === earning.lotId)?.left ?? NO_POINTS
      return { ...earning, expired: points(earning.expired + lost) }
    }),
  }
  const costFen = fen(gone.reduce((sum, lot) => sum + lot.left * lot.unitCostFen, 0))
  const id = journalId(memberId, `points-expired:${nowMs}`)
  return {
    account: after,
    row: rowOf(account, after, { kind: 'expired', orderId: null, atMs: nowMs }),
    entry: entryOrNull(
      { id, kind: 'points-expired', subject: memberId, atMs: nowMs },
      owedMore('breakage:points', negateFen(costFen)),
    ),
  }
}

/**
 * Bounds the size of the document. Earnings are kept for recent orders only; after that, empty lots
 * are dropped, and lots of one unit, cost and expiry are joined. No balance changes; the fact that
 * an order has earned is then stored in the order only.
 */
export function tidied(account: PointsAccount, recency: Recency): PointsAccount {
  const earnings = recent(account.earnings, ({ earnedAtMs }) => earnedAtMs, recency)
  const open = new Set(earnings.map(({ lotId }) => lotId))
  const isSettled = ({ id }: PointsLot) => !open.has(id)
  const lots = account.lots
    .filter((lot) => lot.left > 0 || !isSettled(lot))
    .reduce<readonly PointsLot[]>((kept, lot) => {
      const twin = kept.find((other) => isSettled(lot) && isSettled(other) && alike(lot, other))
      return withLot(kept, twin ? joined(twin, lot) : lot)
    }, [])
  return { ...account, lots: fewer(lots, isSettled), earnings }
}

/** With lifetimes in days, lots of one unit and cost are joined at the later of two expiries. */
const LOTS_MAX = 60

function fewer(
  lots: readonly PointsLot[],
  isSettled: (lot: PointsLot) => boolean,
): readonly PointsLot[] {
  if (lots.length <= LOTS_MAX) return lots
  const index = lots.findIndex((lot, at) => {
    const next = lots[at + 1]
    return next && isSettled(lot) && isSettled(next) && sameKind(lot, next)
  })
  const [first, second] = [lots[index], lots[index + 1]]
  if (!first || !second) return lots
  const others = lots.filter((lot) => lot !== first && lot !== second)
  return fewer(withLot(others, joined(second, first)), isSettled)
}

const sameKind = (a: PointsLot, b: PointsLot) =>
  a.unitCostFen === b.unitCostFen && a.grantedBy === b.grantedBy

const alike = (a: PointsLot, b: PointsLot) => a.expiresAtMs === b.expiresAtMs && sameKind(a, b)

const joined = (a: PointsLot, b: PointsLot): PointsLot => ({
  ...a,
  points: plus(a.points, b.points),
  left: plus(a.left, b.left),
  orderId: null,
})

const plus = (a: Points, b: Points): Points => points(a + b)
