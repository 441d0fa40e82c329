import { type EpochMs, laterOf } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { transfer } from '../ledger/journal'
import type { RefundFact } from '../payment/fact'
import { channelAccount, type Decision, journalId, unchanged, undeliveredAccount } from './decision'
import {
  hasMoney,
  type MoneyState,
  type Order,
  outRefundNo,
  outTradeNo,
  type Refund,
  type RefundState,
} from './order'
import { nextRefund } from './pay'

export type RefundRefusal =
  /** No refund of this order has that number. */
  | { readonly code: 'refund/unknown' }
  /** Not the amount that was reserved. Somebody has to look. */
  | { readonly code: 'refund/amount-differs' }

/** The one place where a refund becomes done, for answer, notification and query alike. */
export function applyRefundFact(
  order: Order,
  fact: RefundFact,
  nowMs: EpochMs,
): Result<Decision, RefundRefusal> {
  const { state } = order
  const refund = hasMoney(state)
    ? state.refunds.find(({ id }) => outRefundNo(id) === fact.outRefundNo)
    : undefined
  const ours = fact.channel === order.channel && fact.outTradeNo === outTradeNo(order.id)
  if (!hasMoney(state) || !refund || !ours) return refuse({ code: 'refund/unknown' })
  if (fact.amountFen !== refund.amountFen) return refuse({ code: 'refund/amount-differs' })
  if (refund.state.at !== 'requested') return ok(unchanged(order))
  if (fact.status === 'closed') return ok(replaced(order, state, refund, nowMs))
  if (fact.status !== 'done') return ok(unchanged(order))
  return ok(done(order, state, refund, laterOf(fact.doneAtMs ?? nowMs, refund.requestedAtMs)))
}

function done(order: Order, state: MoneyState, refund: Refund, doneAtMs: EpochMs): Decision {
  const refunds = withState(state.refunds, refund, { at: 'done', doneAtMs })
  const allBack = pendingRefunds(refunds).length === 0
  const next: MoneyState =
    state.status === 'refunding' && allBack
      ? { ...state, refunds, status: 'refunded' }
      : { ...state, refunds }
  return {
    order: { ...order, state: next },
    entry: transfer(
      {
        id: journalId(order.id, `refunded:${outRefundNo(refund.id)}`),
        kind: 'refunded',
        subject: order.id,
        atMs: doneAtMs,
      },
      channelAccount(order),
      undeliveredAccount(order),
      refund.amountFen,
    ),
  }
}

/** The channel closed the refund for good (7 days without funds): the same money under a new number. */
function replaced(order: Order, state: MoneyState, refund: Refund, nowMs: EpochMs): Decision {
  const refunds = withState(state.refunds, refund, { at: 'replaced' })
  const again = nextRefund(order, refunds, refund, refund.reason, nowMs)
  return { order: { ...order, state: { ...state, refunds: [...refunds, again] } }, entry: null }
}

const withState = (refunds: readonly Refund[], changed: Refund, state: RefundState) =>
  refunds.map((refund) => (refund.id === changed.id ? { ...refund, state } : refund))

export const pendingRefunds = (refunds: readonly Refund[]) =>
  refunds.filter(({ state }) => state.at === 'requested')
