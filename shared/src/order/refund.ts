import { type EpochMs, laterOf } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { transfer } from '../ledger/journal'
import type { RefundFact, RefundId } from '../payment/fact'
import {
  type HaltReason,
  type HaltRefusal,
  type PayoutWay,
  type RefundState,
  withRefundState,
} from '../payment/refund'
import { channelAccount, type Decision, journalId, unchanged, undeliveredAccount } from './decision'
import {
  hasMoney,
  type MoneyState,
  type Order,
  outRefundNo,
  outTradeNo,
  type Refund,
  reversedStatus,
} from './order'
import { reserveRefund } from './pay'

export type RefundRefusal =
  | HaltRefusal
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
  if (refund.state.at !== 'requested' && refund.state.at !== 'halted') return ok(unchanged(order))
  if (fact.status === 'abnormal') return haltRefund(order, refund.id, 'abnormal', nowMs)
  if (fact.status === 'closed') return ok(replaced(order, state, refund, nowMs))
  if (fact.status !== 'done') return ok(unchanged(order))
  return ok(done(order, state, refund, laterOf(fact.doneAtMs ?? nowMs, refund.requestedAtMs)))
}

function done(order: Order, state: MoneyState, refund: Refund, doneAtMs: EpochMs): Decision {
  return {
    order: withRefund(order, state, refund.id, { at: 'done', doneAtMs }),
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

/** The provider closed the refund for good (7 days without funds): the same money, a new number. */
function replaced(order: Order, state: MoneyState, refund: Refund, nowMs: EpochMs): Decision {
  const refunds = withRefundState(state.refunds, refund.id, { at: 'replaced' })
  const again = reserveRefund(order, refunds, refund, refund.reason, nowMs)
  return { order: { ...order, state: { ...state, refunds: again } }, entry: null }
}

function withRefund(order: Order, state: MoneyState, id: RefundId, to: RefundState): Order {
  const refunds = withRefundState(state.refunds, id, to)
  const next: MoneyState =
    'reversal' in state
      ? { ...state, refunds, status: reversedStatus(refunds) }
      : { ...state, refunds }
  return { ...order, state: next }
}

/** Takes a refund out of the provider's queue: a person decides about it. */
export function haltRefund(
  order: Order,
  id: RefundId,
  reason: HaltReason,
  nowMs: EpochMs,
): Result<Decision, HaltRefusal> {
  const found = refundIn(order, id)
  if (!found.ok) return found
  const { refund, state } = found.value
  if (refund.state.at === 'halted') return ok(unchanged(order))
  if (refund.state.at !== 'requested') return refuse({ code: 'refund/settled' })
  const halted = { at: 'halted', reason, haltedAtMs: nowMs } as const
  return ok({ order: withRefund(order, state, id, halted), entry: null })
}

/** Asks the provider again, under the same number: what it has made by now is not made twice. */
export function resumeRefund(order: Order, id: RefundId): Result<Decision, HaltRefusal> {
  const found = haltedIn(order, id)
  if (!found.ok) return found
  const { state } = found.value
  return ok({ order: withRefund(order, state, id, { at: 'requested' }), entry: null })
}

export interface PayOut {
  readonly how: PayoutWay
  readonly nowMs: EpochMs
}

/** Records that a person has returned the money another way. */
export function payOutRefund(
  order: Order,
  id: RefundId,
  { how, nowMs }: PayOut,
): Result<Decision, HaltRefusal> {
  const found = refundIn(order, id)
  if (found.ok && found.value.refund.state.at === 'paid-out') return ok(unchanged(order))
  const halted = haltedIn(order, id)
  if (!halted.ok) return halted
  const { refund, state } = halted.value
  const facts = { kind: 'refunded', subject: order.id, atMs: nowMs } as const
  return ok({
    order: withRefund(order, state, id, { at: 'paid-out', how, doneAtMs: nowMs }),
    entry: transfer(
      { id: journalId(order.id, `paid-out:${outRefundNo(id)}`), ...facts },
      `payout:${how}`,
      undeliveredAccount(order),
      refund.amountFen,
    ),
  })
}

function haltedIn(order: Order, id: RefundId) {
  const found = refundIn(order, id)
  if (!found.ok || found.value.refund.state.at === 'halted') return found
  const { at } = found.value.refund.state
  return refuse({ code: at === 'requested' ? 'refund/not-halted' : 'refund/settled' } as const)
}

function refundIn({ state }: Order, id: RefundId) {
  const refund = hasMoney(state) ? state.refunds.find((one) => one.id === id) : undefined
  return hasMoney(state) && refund
    ? ok({ state, refund })
    : refuse({ code: 'refund/unknown' } as const)
}
