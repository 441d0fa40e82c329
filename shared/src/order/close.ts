import { type EpochMs, later } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { HOLD_GRACE_MS } from '../payment/follow-up'
import { type Decision, unchanged } from './decision'
import type { ClosedState, CloseReason, Order } from './order'

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
  return ok({
    order: { ...order, state: { status: 'closing', reason, begunAtMs: nowMs } },
    entry: null,
  })
}

/** Second step, once the channel has closed the trade. A payment that came in between stands. */
export function finishClose(order: Order, nowMs: EpochMs): Result<Decision, CloseRefusal> {
  const { state } = order
  if (state.status === 'closed') return ok(closeConfirmed(order, state))
  if (state.status === 'unpaid') return refuse(stillPayable(order))
  if (state.status !== 'closing') return refuse({ code: 'order/already-paid' })
  const closed = { status: 'closed', reason: state.reason, closedAtMs: nowMs } as const
  return ok({ order: { ...order, state: closed }, entry: null })
}

function closeConfirmed(order: Order, { unconfirmed, ...state }: ClosedState): Decision {
  return unconfirmed ? { order: { ...order, state }, entry: null } : unchanged(order)
}

/** From here on nothing of the member's is held for an order, whatever its provider does. */
export const holdsUntilMs = ({ payByMs }: Order): EpochMs => later(payByMs, HOLD_GRACE_MS)

/**
 * Closes an order whose provider does not answer, so that coupons, points and stored value are free
 * again. The provider is asked on; money that arrives all the same goes back.
 */
export function releaseHolds(order: Order, nowMs: EpochMs): Result<Decision, CloseRefusal> {
  const { state } = order
  if (state.status === 'closed') return ok(unchanged(order))
  if (state.status !== 'unpaid' && state.status !== 'closing') {
    return refuse({ code: 'order/already-paid' })
  }
  if (nowMs < holdsUntilMs(order)) return refuse(stillPayable(order))
  const reason = state.status === 'closing' ? state.reason : 'timeout'
  const closed = { status: 'closed', reason, closedAtMs: nowMs, unconfirmed: true } as const
  return ok({ order: { ...order, state: closed }, entry: null })
}

const stillPayable = ({ payByMs }: Order) => ({ code: 'order/still-payable', payByMs }) as const
