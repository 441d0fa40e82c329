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
  /** It has reached the payer, or another refund has taken its place. */
  | { readonly code: 'refund/settled' }
  /** The provider is still being asked: a person decides about halted refunds only. */
  | { readonly code: 'refund/not-halted' }

export type RefundRefusal =
  | HaltRefusal
  /** Not the amount that was reserved. A person has to look. */
  | { readonly code: 'refund/amount-differs' }

/** A provider that closes a refund for good more often than this has a person ask it. */
const REPLACED_MAX = 1

/** Takes in what the provider says about a refund, from answer, notification and query alike. */
export function applyRefund(
  trade: Trade,
  fact: RefundFact,
  nowMs: EpochMs,
): Result<TradeChange, RefundRefusal> {
  const isOurs = fact.channel === trade.channel && fact.outTradeNo === trade.no
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

/** The provider closed the refund for good (7 days without funds): the same money, a new number. */
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

/** Takes a refund out of the provider's queue: a person decides about it. */
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

/** Asks the provider again, under the same number: what it has made by now is not made twice. */
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
