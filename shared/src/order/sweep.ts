import { type EpochMs, MINUTE_MS } from '../kernel/instant'
import type { Order } from './order'

/**
 * Notifications get lost, so the timer asks the channel itself: in the first minute, and then ever
 * more rarely, so that a wallet left open costs a few questions and not fifteen.
 */
const ASK_IN_MINUTES = [1, 2, 4, 8]

/** What the timer, which comes every minute, has to do about an order that is not settled. */
export function sweepOf(order: Order, nowMs: EpochMs): 'close' | 'ask' | 'wait' {
  if (order.state.status === 'closing' || nowMs >= order.payByMs) return 'close'
  const minute = Math.floor((nowMs - order.createdAtMs) / MINUTE_MS)
  return ASK_IN_MINUTES.includes(minute) ? 'ask' : 'wait'
}
