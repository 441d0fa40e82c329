import { divide } from '../kernel/divide'
import { addFen, type Fen, fen, NO_FEN } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import { NO_POINTS, points } from '../kernel/points'
import { ok, refuse, type Result } from '../kernel/result'
import { entryOrNull } from '../ledger/journal'
import type { Party } from '../ledger/party'
import { type PointsAccount, type PointsLotId, withLot } from './account'
import {
  journalId,
  marketingAccount,
  nothingMoved,
  owedMore,
  type PointsDecision,
  rowOf,
  withDebtsPaid,
} from './decision'
import { expiryOf, type PointsPolicy, weighted } from './policy'

export type EarnRefusal =
  /** The order has already earned, with another amount. */
  { readonly code: 'points/earned-otherwise' }

export interface Earn {
  readonly orderId: Id<'order'>
  readonly lotId: PointsLotId
  /** Qualifying amount: actual payment or pump price, by the operator's choice. */
  readonly basisFen: Fen
  /** Result of `multiplierFor`. */
  readonly hundredths: number
  readonly grantedBy: Party
  readonly policy: PointsPolicy
  readonly nowMs: EpochMs
}

/** A confirmed order earns once. The remainder below a whole point is carried to the next order. */
export function earn(account: PointsAccount, command: Earn): Result<PointsDecision, EarnRefusal> {
  const { basisFen, grantedBy, hundredths, lotId, nowMs, orderId, policy } = command
  const { fenPerPoint, unitCostFen } = policy
  const known = account.earnings.find((earning) => earning.orderId === orderId)
  if (known) {
    const same = known.basisFen === basisFen
    return same ? ok(nothingMoved(account)) : refuse({ code: 'points/earned-otherwise' })
  }
  const weightedFen = weighted(basisFen, hundredths)
  const towardsFen = addFen(account.remainderFen, weightedFen)
  const earned = points(Math.max(0, divide(towardsFen, fenPerPoint, 'down')))
  const terms = { orderId, points: earned, unitCostFen, grantedBy, earnedAtMs: nowMs }
  const lot = { ...terms, id: lotId, left: earned, expiresAtMs: expiryOf(policy, nowMs) }
  const { account: after, postings } = withDebtsPaid({
    ...account,
    lots: earned === 0 ? account.lots : withLot(account.lots, lot),
    remainderFen: fen(towardsFen - earned * fenPerPoint),
    earnings: [
      ...account.earnings,
      { ...terms, lotId, basisFen, weightedFen, fenPerPoint, ...NOTHING_BACK },
    ],
  })
  return ok({
    account: after,
    row: rowOf(account, after, { kind: 'earned', orderId, atMs: nowMs }),
    entry: entryOrNull(
      {
        id: journalId(orderId, 'points-earned'),
        kind: 'points-earned',
        subject: orderId,
        atMs: nowMs,
      },
      [...owedMore(marketingAccount(grantedBy), fen(earned * unitCostFen)), ...postings],
    ),
  })
}

const NOTHING_BACK = { refundedFen: NO_FEN, takenBack: NO_POINTS, expired: NO_POINTS }
