import { entryOrNull, withPostings } from '../ledger/journal'
import type { EpochMs } from '../kernel/instant'
import { ok, type Result } from '../kernel/result'
import { entryOfEvent, type TradeBook } from '../trade/entry'
import { paidWithoutProvider, reserveRefund } from '../trade/pay'
import { type ClosedState, isPaid, type Trade, type TradeChange } from '../trade/trade'
import { type Decision, journalId, unchanged, undeliveredAccount } from './decision'
import { holdsBenefits } from './held'
import { hasMoney, type Order, type OrderState, reversedStatus, type UnpaidState } from './order'
import { tenderPostings } from './tender'

/** Changes an order's trade, with what that means for the order. */
export function changeTrade<Refusal extends { readonly code: string }>(
  order: Order,
  nowMs: EpochMs,
  decide: (trade: Trade) => Result<TradeChange, Refusal>,
): Result<Decision, Refusal> {
  const change = decide(order.trade)
  return change.ok ? ok(afterTrade(order, change.value, nowMs)) : change
}

/**
 * What happened to the trade, for the order: paid beats closed, so that money either buys the order
 * or goes back.
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

/** The driver wants no fuel, or the coupons that made the price are free again. */
const isTooLate = (order: Order, { reason }: ClosedState): boolean =>
  reason === 'cancelled' || holdsBenefits(order)

interface LatePayment extends Pick<ClosedState, 'reason'> {
  readonly trade: Trade
  readonly transactionId: string
}

/** A payment that came too late to buy the order: all of it goes back. */
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

/** An order that is not paid stands where its trade stands; a reversed one waits for its refunds. */
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

/** Nothing is left for a wallet: the order is paid with its placing. */
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
