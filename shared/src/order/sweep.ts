import { type EpochMs, MINUTE_MS } from '../kernel/instant'

/** An order or a recharge that waits for its payment. */
export interface Unsettled {
  readonly state: { readonly status: string }
  readonly createdAtMs: EpochMs
  readonly payByMs: EpochMs
}

/**
 * Notifications get lost, so the timer asks the channel itself: in the first minute, and then ever
 * more rarely, so that a wallet left open costs a few questions and not fifteen.
 */
const ASK_IN_MINUTES = [1, 2, 4, 8]

/** What the timer, which comes every minute, has to do about what is not settled. */
export function sweepOf(
  { createdAtMs, payByMs, state }: Unsettled,
  nowMs: EpochMs,
): 'close' | 'ask' | 'wait' {
  if (state.status === 'closing' || nowMs >= payByMs) return 'close'
  const minute = Math.floor((nowMs - createdAtMs) / MINUTE_MS)
  return ASK_IN_MINUTES.includes(minute) ? 'ask' : 'wait'
}
