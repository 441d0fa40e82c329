import { type EpochMs, laterOf } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import type { RefundFact, RefundId } from './fact'
import { reserveRefund } from './pay'
import {
  type HaltReason,
  outRefundNo,
  type PayoutWay,
  type RefundState,
  type TradeRefund,
  withRefundState,
} from './refund'
import { isPaid, type PaidTrade, type Trade, type TradeChange, unchangedTrade } from './trade'

export type HaltRefusal =
  /** No refund has that number. */
  | { readonly code: 'refund/unknown' }
  /** Already returned to the payer, or replaced by another refund. */
  | { readonly code: 'refund/settled' }
  /** The provider is still being asked: a person decides about halted refunds only. */
  | { readonly code: 'refund/not-halted' }

export type RefundRefusal =
  | HaltRefusal
  /** The amount differs from the reserved one. A person has to look. */
  | { readonly code: 'refund/amount-differs' }

/** Number of replacements of a finally closed refund, after which a person decides. */
const REPLACED_MAX = 1

/** Applies a provider's fact about a refund, from answer, notification and query alike. */
export function applyRefund(
  trade: Trade,
  fact: RefundFact,
  nowMs: EpochMs,
): Result<TradeChange, RefundRefusal> {
  const isOurs =
    fact.provider === trade.provider &&
    fact.merchant === trade.payee.merchant &&
    fact.outTradeNo === trade.no
  const found = isOurs ? refundIn(trade, ({ id }) => outRefundNo(id) === fact.outRefundNo) : NONE
  if (!found.ok) return found
  const { paid, refund } = found.value
  if (fact.amountFen !== refund.amountFen) return refuse({ code: 'refund/amount-differs' })
  if (refund.state.at !== 'requested' && refund.state.at !== 'halted') {
    return ok(unchangedTrade(trade))
  }
  switch (fact.status) {
    case 'processing':
      return ok(unchangedTrade(trade))
    case 'abnormal':
      return haltRefund(trade, refund.id, 'abnormal', nowMs)
    case 'closed':
      return replacedCount(paid, refund) < REPLACED_MAX
        ? ok(replaced(paid, refund, nowMs))
        : haltRefund(trade, refund.id, 'refused', nowMs)
    case 'done': {
      const doneAtMs = laterOf(fact.doneAtMs ?? nowMs, refund.requestedAtMs)
      return ok(refunded(paid, refund, { at: 'done', doneAtMs }))
    }
  }
}

const replacedCount = ({ state: { refunds } }: PaidTrade, { reason, transactionId }: TradeRefund) =>
  refunds.filter(
    (earlier) =>
      earlier.state.at === 'replaced' &&
      earlier.reason === reason &&
      earlier.transactionId === transactionId,
  ).length

/** Replaces a refund that the provider closed finally (7 days without funds). */
function replaced(trade: PaidTrade, refund: TradeRefund, nowMs: EpochMs): TradeChange {
  const { amountFen, reason, transactionId } = refund
  const without = withState(trade, refund, { at: 'replaced' })
  return {
    trade: reserveRefund(without, { amountFen, reason, transactionId }, nowMs),
    event: { kind: 'refund-moved' },
  }
}

const refunded = (trade: PaidTrade, refund: TradeRefund, state: RefundState): TradeChange => ({
  trade: withState(trade, refund, state),
  event: { kind: 'refunded', refund: { ...refund, state } },
})

/** Halts a refund: it is not sent to the provider until a person decides. */
export function haltRefund(
  trade: Trade,
  id: RefundId,
  reason: HaltReason,
  nowMs: EpochMs,
): Result<TradeChange, HaltRefusal> {
  const found = refundOf(trade, id)
  if (!found.ok) return found
  const { paid, refund } = found.value
  if (refund.state.at === 'halted') return ok(unchangedTrade(trade))
  if (refund.state.at !== 'requested') return refuse({ code: 'refund/settled' })
  return ok(moved(paid, refund, { at: 'halted', reason, haltedAtMs: nowMs }))
}

/** Requests a refund again under the same number, so that a completed one is not made twice. */
export function resumeRefund(trade: Trade, id: RefundId): Result<TradeChange, HaltRefusal> {
  const found = haltedOf(trade, id)
  if (!found.ok) return found
  const { paid, refund } = found.value
  return ok(moved(paid, refund, { at: 'requested' }))
}

export interface PayOut {
  readonly how: PayoutWay
  readonly nowMs: EpochMs
}

/** Records that a person has returned the money another way. */
export function payOutRefund(
  trade: Trade,
  id: RefundId,
  { how, nowMs }: PayOut,
): Result<TradeChange, HaltRefusal> {
  const found = refundOf(trade, id)
  if (found.ok && found.value.refund.state.at === 'paid-out') return ok(unchangedTrade(trade))
  const halted = haltedOf(trade, id)
  if (!halted.ok) return halted
  const { paid, refund } = halted.value
  return ok(refunded(paid, refund, { at: 'paid-out', how, doneAtMs: nowMs }))
}

const moved = (trade: PaidTrade, refund: TradeRefund, state: RefundState): TradeChange => ({
  trade: withState(trade, refund, state),
  event: { kind: 'refund-moved' },
})

const withState = (trade: PaidTrade, { id }: TradeRefund, state: RefundState): PaidTrade => ({
  ...trade,
  state: { ...trade.state, refunds: withRefundState(trade.state.refunds, id, state) },
})

interface Found {
  readonly paid: PaidTrade
  readonly refund: TradeRefund
}

const NONE = refuse({ code: 'refund/unknown' } as const)

const refundOf = (trade: Trade, id: RefundId) => refundIn(trade, (refund) => refund.id === id)

function haltedOf(trade: Trade, id: RefundId): Result<Found, HaltRefusal> {
  const found = refundOf(trade, id)
  if (!found.ok || found.value.refund.state.at === 'halted') return found
  const isPending = found.value.refund.state.at === 'requested'
  return refuse({ code: isPending ? 'refund/not-halted' : 'refund/settled' })
}

function refundIn(
  trade: Trade,
  isWanted: (refund: TradeRefund) => boolean,
): Result<Found, { readonly code: 'refund/unknown' }> {
  const refund = isPaid(trade) ? trade.state.refunds.find(isWanted) : undefined
  return isPaid(trade) && refund ? ok({ paid: trade, refund }) : NONE
}
