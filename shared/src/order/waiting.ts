import type { Waiting } from '../payment/follow-up'
import { nextToSend, sendableFromMs } from '../payment/refund'
import { hasMoney, type Order } from './order'

/** Follow-up of the timer for an order; null if nothing is pending at the provider. */
export function waitingOf({ createdAtMs, payByMs, state }: Order): Waiting | null {
  if (hasMoney(state)) {
    const refund = nextToSend(state.refunds)
    if (!refund) return null
    const { requestedAtMs } = refund
    return { at: 'refund', requestedAtMs, sendableFromMs: sendableFromMs(refund) }
  }
  switch (state.status) {
    case 'unpaid':
      return { at: 'payment', createdAtMs, payByMs }
    case 'closing':
      return { at: 'closing', sinceMs: state.begunAtMs ?? createdAtMs }
    case 'closed':
      return { at: 'closed', closedAtMs: state.closedAtMs, confirmed: !state.unconfirmed }
  }
}
