import type { Waiting } from './follow-up'
import { nextToSend, sendableFromMs } from './refund'
import { isPaid, type Trade } from './trade'

/** Pending state that the timer has to follow up; null if nothing waits for the provider. */
export function waitingOf(trade: Trade): Waiting | null {
  const { openedAtMs: createdAtMs, payByMs, state } = trade
  if (isPaid(trade)) {
    const refund = nextToSend(trade.state.refunds)
    if (!refund) return null
    const { requestedAtMs } = refund
    return { at: 'refund', requestedAtMs, sendableFromMs: sendableFromMs(refund) }
  }
  switch (state.at) {
    case 'closing':
      return { at: 'closing', sinceMs: state.begunAtMs }
    case 'closed':
      return { at: 'closed', closedAtMs: state.closedAtMs, confirmed: state.isConfirmed }
    default:
      return { at: 'payment', createdAtMs, payByMs }
  }
}
