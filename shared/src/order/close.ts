import type { EpochMs } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { type Decision, unchanged } from './decision'
import type { CloseReason, Order } from './order'

export type CloseRefusal =
  /** It is paid: nothing can be cancelled, but the attendant can send the money back. */
  | { readonly code: 'order/already-paid' }
  /** There is still time to pay. */
  | { readonly code: 'order/still-payable'; readonly payByMs: EpochMs }

/**
 * First step: from here on nobody can open a payment, but the channel has not been asked yet.
 * Closing is two steps because a payment may be under way in the wallet at this very moment.
 */
export function beginClose(
  order: Order,
  reason: CloseReason,
  nowMs: EpochMs,
): Result<Decision, CloseRefusal> {
  const { status } = order.state
  if (status === 'closing' || status === 'closed') return ok(unchanged(order))
  if (status !== 'unpaid') return refuse({ code: 'order/already-paid' })
  if (reason === 'timeout' && nowMs < order.payByMs) return refuse(stillPayable(order))
  return ok({ order: { ...order, state: { status: 'closing', reason } }, entry: null })
}

/** Second step, once the channel has closed the trade. A payment that came in between stands. */
export function finishClose(order: Order, nowMs: EpochMs): Result<Decision, CloseRefusal> {
  const { state } = order
  if (state.status === 'closed') return ok(unchanged(order))
  if (state.status === 'unpaid') return refuse(stillPayable(order))
  if (state.status !== 'closing') return refuse({ code: 'order/already-paid' })
  const closed = { status: 'closed', reason: state.reason, closedAtMs: nowMs } as const
  return ok({ order: { ...order, state: closed }, entry: null })
}

const stillPayable = ({ payByMs }: Order) => ({ code: 'order/still-payable', payByMs }) as const
