import { NO_FEN } from '../kernel/fen'
import { type EpochMs, laterOf } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import type { PaymentFact } from './fact'
import { type NewRefund, withRefundReserved } from './refund'
import { isPaid, type PaidTrade, type Trade, type TradeChange, unchangedTrade } from './trade'

export type PaymentRefusal =
  /** The fact is about another trade or another provider. */
  | { readonly code: 'payment/not-this-trade' }
  /** The number is ours, but another of our merchant accounts received it. A person has to look. */
  | { readonly code: 'payment/other-merchant' }
  /** The amount differs from the requested one. Nothing is delivered; a person has to look. */
  | { readonly code: 'payment/amount-differs' }
  /** Paid in another currency than yuan. */
  | { readonly code: 'payment/currency-differs' }
  /** Paid by a person who is not the payer. */
  | { readonly code: 'payment/payer-differs' }

/**
 * Applies a provider's fact about a payment, from notification, query and answer alike. No fact is
 * dropped: a payment counts in every state, and a second one is refunded. A fact that was applied
 * before changes nothing.
 */
export function applyPayment(
  trade: Trade,
  fact: PaymentFact,
  nowMs: EpochMs,
): Result<TradeChange, PaymentRefusal> {
  const mismatch = mismatchOf(trade, fact)
  if (mismatch) return refuse(mismatch)
  if (isPaid(trade)) return ok(paidAgain(trade, fact, nowMs))
  const { transactionId } = fact
  // Times of providers are whole seconds: no trade was paid before it was opened.
  const paidAtMs = laterOf(fact.paidAtMs, trade.openedAtMs)
  const closed = trade.state.at === 'closed' ? trade.state : null
  return ok({
    trade: { ...trade, state: { at: 'paid', transactionId, paidAtMs, refunds: [] } },
    event: { kind: 'paid', transactionId, closed },
  })
}

/** Other tenders cover the total: the trade is paid without its provider. */
export const paidWithoutProvider = (trade: Trade): PaidTrade => ({
  ...trade,
  state: { at: 'paid', transactionId: null, paidAtMs: trade.openedAtMs, refunds: [] },
})

function mismatchOf(trade: Trade, fact: PaymentFact): PaymentRefusal | null {
  if (fact.provider !== trade.provider || fact.outTradeNo !== trade.no) {
    return { code: 'payment/not-this-trade' }
  }
  if (fact.merchant !== trade.payee.merchant) return { code: 'payment/other-merchant' }
  if (fact.currency !== 'CNY') return { code: 'payment/currency-differs' }
  if (trade.amountFen === NO_FEN || fact.amountFen !== trade.amountFen) {
    return { code: 'payment/amount-differs' }
  }
  if (fact.payerId !== null && fact.payerId !== trade.payerId) {
    return { code: 'payment/payer-differs' }
  }
  return null
}

/** Refunds a second payment, in every later state of the trade. */
function paidAgain(trade: PaidTrade, fact: PaymentFact, nowMs: EpochMs): TradeChange {
  const { amountFen, paidAtMs, transactionId } = fact
  const known = [trade.state, ...trade.state.refunds].some(
    (earlier) => earlier.transactionId === transactionId,
  )
  if (known) return unchangedTrade(trade)
  return {
    trade: reserveRefund(trade, { transactionId, amountFen, reason: 'paid-twice' }, nowMs),
    event: { kind: 'paid-again', transactionId, amountFen, paidAtMs },
  }
}

/**
 * Reserves a refund of one payment, under the trade's next refund number or as part of a refund
 * that is not sendable yet. The provider is called afterwards, so that a lost answer can be requested
 * again under the same number.
 */
export const reserveRefund = (trade: PaidTrade, refund: NewRefund, nowMs: EpochMs): PaidTrade => ({
  ...trade,
  state: {
    ...trade.state,
    refunds: withRefundReserved(trade.no, trade.state.refunds, refund, nowMs),
  },
})
