import { addFen, negateFen, NO_FEN } from '../kernel/fen'
import { type EpochMs, laterOf } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { entryOf, type Posting } from '../ledger/journal'
import type { PaymentFact } from '../payment/fact'
import { addRefund } from '../payment/refund'
import { channelAccount, type Decision, journalId, unchanged, undeliveredAccount } from './decision'
import { holdsBenefits } from './held'
import {
  type ClosedState,
  hasMoney,
  type MoneyState,
  type Order,
  type OrderFacts,
  outTradeNo,
  type Payment,
  type Refund,
  refundId,
  type RefundReason,
  type ReversedState,
} from './order'
import { tenderPostings, walletFen } from './tender'

export type PaymentRefusal =
  /** The fact is about another order or another channel. */
  | { readonly code: 'payment/not-this-order' }
  /** Not the amount that was asked for. Nothing is delivered for it; somebody has to look. */
  | { readonly code: 'payment/amount-differs' }
  /** Paid in something else than yuan. */
  | { readonly code: 'payment/currency-differs' }
  /** Paid by somebody who is not the driver. */
  | { readonly code: 'payment/payer-differs' }

/**
 * The one place where a payment becomes ours, for notification, query and client report alike.
 * Paid beats closed: no fact is dropped, money either buys the order or goes back. A fact that was
 * applied before changes nothing.
 */
export function applyPaymentFact(
  order: Order,
  fact: PaymentFact,
  nowMs: EpochMs,
): Result<Decision, PaymentRefusal> {
  const mismatch = mismatchOf(order, fact)
  if (mismatch) return refuse(mismatch)
  const { state } = order
  if (hasMoney(state)) return ok(paidAgain(order, state, fact, nowMs))
  if (state.status === 'closed' && (state.reason === 'cancelled' || holdsBenefits(order))) {
    return ok(paidAfterClose(order, state, fact, nowMs))
  }
  return ok({
    order: { ...order, state: { status: 'paid', payment: paymentOf(order, fact), refunds: [] } },
    entry: paidEntry(order, fact, tenderPostings(order, order.payableFen)),
  })
}

/** Nothing is left for a wallet: the order is paid with its placing. */
export function paidByTenders(order: Order): Decision {
  const { createdAtMs, id, payableFen } = order
  const payment = { transactionId: null, amountFen: NO_FEN, paidAtMs: createdAtMs }
  return {
    order: { ...order, state: { status: 'paid', payment, refunds: [] } },
    entry: entryOf(
      { id: journalId(id, 'paid'), kind: 'paid', subject: id, atMs: createdAtMs },
      tenderPostings(order, payableFen),
    ),
  }
}

function mismatchOf(order: Order, fact: PaymentFact): PaymentRefusal | null {
  if (fact.channel !== order.channel || fact.outTradeNo !== outTradeNo(order.id)) {
    return { code: 'payment/not-this-order' }
  }
  if (fact.currency !== 'CNY') return { code: 'payment/currency-differs' }
  const askedFen = walletFen(order)
  if (askedFen === NO_FEN || fact.amountFen !== askedFen) return { code: 'payment/amount-differs' }
  if (fact.payerId !== null && fact.payerId !== order.payerId) {
    return { code: 'payment/payer-differs' }
  }
  return null
}

/** A second transaction over the same order: the later one goes back, whatever the order's state. */
function paidAgain(order: Order, state: MoneyState, fact: PaymentFact, nowMs: EpochMs): Decision {
  const known = [state.payment, ...state.refunds].some(
    ({ transactionId }) => transactionId === fact.transactionId,
  )
  if (known) return unchanged(order)
  const refunds = reserveRefund(order, state.refunds, fact, 'paid-twice', nowMs)
  return { order: { ...order, state: { ...state, refunds } }, entry: paidEntry(order, fact) }
}

/** The driver wants no fuel, or the coupons that made the price are free again: all of it goes back. */
function paidAfterClose(
  order: Order,
  { reason }: ClosedState,
  fact: PaymentFact,
  nowMs: EpochMs,
): Decision {
  const state: ReversedState = {
    status: 'refunding',
    payment: paymentOf(order, fact),
    refunds: reserveRefund(order, [], fact, 'reversal', nowMs),
    reversal: {
      reason: reason === 'cancelled' ? 'paid-after-cancel' : 'paid-too-late',
      staffId: null,
      decidedAtMs: nowMs,
    },
  }
  return { order: { ...order, state }, entry: paidEntry(order, fact) }
}

/**
 * Reserves money of one transaction to go back, under the order's next refund number or with a
 * refund that still waits for its minute.
 */
export function reserveRefund(
  order: OrderFacts,
  earlier: readonly Refund[],
  from: { readonly transactionId: string; readonly amountFen: Refund['amountFen'] },
  reason: RefundReason,
  nowMs: EpochMs,
): readonly Refund[] {
  const fresh: Refund = {
    id: refundId(order.id, earlier.length + 1),
    transactionId: from.transactionId,
    amountFen: from.amountFen,
    reason,
    requestedAtMs: nowMs,
    state: { at: 'requested' },
  }
  return addRefund(
    earlier,
    fresh,
    (refund) => refund.reason === reason,
    (refund, { amountFen }) => ({ ...refund, amountFen: addFen(refund.amountFen, amountFen) }),
  )
}

/** Channels tell time in whole seconds: no order was paid before it was placed. */
const paymentOf = (
  { createdAtMs }: OrderFacts,
  { transactionId, amountFen, paidAtMs }: PaymentFact,
): Payment => ({
  transactionId,
  amountFen,
  paidAtMs: laterOf(paidAtMs, createdAtMs),
})

const paidEntry = (order: OrderFacts, fact: PaymentFact, others: readonly Posting[] = []) =>
  entryOf(
    {
      id: journalId(order.id, `paid:${fact.transactionId}`),
      kind: 'paid',
      subject: order.id,
      atMs: fact.paidAtMs,
    },
    [
      { account: channelAccount(order), amountFen: fact.amountFen },
      { account: undeliveredAccount(order), amountFen: negateFen(fact.amountFen) },
      ...others,
    ],
  )
