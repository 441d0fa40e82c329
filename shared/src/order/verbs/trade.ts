import { entryOrNull, withPostings } from '../../ledger/journal'
import type { EpochMs } from '../../kernel/instant'
import { ok, type Result } from '../../kernel/result'
import { entryOfEvent, type TradeBook } from '../../trade/entry'
import { paidWithoutProvider, reserveRefund } from '../../trade/pay'
import { type ClosedState, isPaid, type Trade, type TradeChange } from '../../trade/trade'
import { type Decision, journalId, unchanged, undeliveredAccount } from '../facts/decision'
import { holdsBenefits } from '../facts/held'
import {
  hasMoney,
  type Order,
  type OrderState,
  reversedStatus,
  type UnpaidState,
} from '../facts/order'
import { tenderPostings } from '../price/tender-postings'

/** Changes an order's trade and applies the effect to the order. */
export function changeTrade<Refusal extends { readonly code: string }>(
  order: Order,
  nowMs: EpochMs,
  decide: (trade: Trade) => Result<TradeChange, Refusal>,
): Result<Decision, Refusal> {
  const change = decide(order.trade)
  return change.ok ? ok(afterTrade(order, change.value, nowMs)) : change
}

/**
 * Applies an event of the trade to the order: paid takes precedence over closed, so that money
 * either buys the order or is refunded.
 */
function afterTrade(order: Order, { event, trade }: TradeChange, nowMs: EpochMs): Decision {
  if (!event) return unchanged(order)
  const entry = entryOfEvent(trade, event, bookOf(order))
  if (event.kind === 'paid' && event.closed && isTooLate(order, event.closed)) {
    const { transactionId } = event
    return { order: reversedLate(order, { trade, transactionId, ...event.closed }, nowMs), entry }
  }
  const tenders = event.kind === 'paid' ? tenderPostings(order, order.payableFen) : []
  return {
    order: { ...order, trade, state: stateAfter(order.state, trade) },
    entry: entry && withPostings(entry, tenders),
  }
}

const bookOf = (order: Order): TradeBook => ({
  subject: order.id,
  owed: undeliveredAccount(order),
  paid: 'paid',
  refunded: 'refunded',
})

/** The driver has cancelled, or the coupons behind the price have been released. */
const isTooLate = (order: Order, { reason }: ClosedState): boolean =>
  reason === 'cancelled' || holdsBenefits(order)

interface LatePayment extends Pick<ClosedState, 'reason'> {
  readonly trade: Trade
  readonly transactionId: string
}

/** Refunds a payment that arrived too late to buy the order, in full. */
function reversedLate(
  order: Order,
  { reason, trade, transactionId }: LatePayment,
  nowMs: EpochMs,
): Order {
  const { amountFen } = trade
  const refund = { transactionId, amountFen, reason: 'reversal' } as const
  const reversed = isPaid(trade) ? reserveRefund(trade, refund, nowMs) : trade
  const reversal = {
    reason: reason === 'cancelled' ? 'paid-after-cancel' : 'paid-too-late',
    staffId: null,
    decidedAtMs: nowMs,
  } as const
  return { ...order, trade: reversed, state: { status: reversedStatus(reversed), reversal } }
}

/** State of an unpaid order by its trade; a reversed order waits for its refunds. */
function stateAfter(state: OrderState, trade: Trade): OrderState {
  if (!isPaid(trade)) return { status: UNPAID_STATUS[trade.state.at] ?? 'unpaid' }
  if (!hasMoney(state)) return { status: 'paid' }
  return 'reversal' in state ? { ...state, status: reversedStatus(trade) } : state
}

const UNPAID_STATUS: Readonly<Record<string, UnpaidState['status']>> = {
  open: 'unpaid',
  closing: 'closing',
  closed: 'closed',
}

/** The wallet has nothing to pay: the order is paid when it is placed. */
export function paidByTenders(order: Order): Decision {
  const { createdAtMs, id, payableFen } = order
  return {
    order: { ...order, trade: paidWithoutProvider(order.trade), state: { status: 'paid' } },
    entry: entryOrNull(
      { id: journalId(id, 'paid'), kind: 'paid', subject: id, atMs: createdAtMs },
      tenderPostings(order, payableFen),
    ),
  }
}
