import { type EpochMs, later } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { HOLD_GRACE_MS } from './follow-up'
import {
  type ClosedState,
  type CloseReason,
  type Trade,
  type TradeChange,
  unchangedTrade,
} from './trade'

export type CloseRefusal =
  /** Already paid: it can only be refunded, not cancelled. */
  | { readonly code: 'trade/already-paid' }
  /** There is still time to pay. */
  | { readonly code: 'trade/still-payable'; readonly payByMs: EpochMs }

/**
 * First step: no further payment is opened, but the provider has not been asked yet. Closing takes
 * two steps because a payment may be under way in the wallet at the same time.
 */
export function beginClose(
  trade: Trade,
  reason: CloseReason,
  nowMs: EpochMs,
): Result<TradeChange, CloseRefusal> {
  const { at } = trade.state
  if (at === 'closing' || at === 'closed') return ok(unchangedTrade(trade))
  if (at === 'paid') return refuse({ code: 'trade/already-paid' })
  if (reason === 'timeout' && nowMs < trade.payByMs) return refuse(stillPayable(trade))
  return ok({
    trade: { ...trade, state: { at: 'closing', reason, begunAtMs: nowMs } },
    event: { kind: 'closing' },
  })
}

/** Second step, once the provider has closed the trade. A payment in between remains. */
export function finishClose(trade: Trade, nowMs: EpochMs): Result<TradeChange, CloseRefusal> {
  const { state } = trade
  switch (state.at) {
    case 'open':
      return refuse(stillPayable(trade))
    case 'closing':
      return ok(closed(trade, state.reason, nowMs, true))
    case 'closed':
      return ok(
        state.isConfirmed
          ? unchangedTrade(trade)
          : closed(trade, state.reason, state.closedAtMs, true),
      )
    case 'paid':
      return refuse({ code: 'trade/already-paid' })
  }
}

/** Time at which a member's holds for a trade end, whatever its provider does. */
export const holdsUntilMs = ({ payByMs }: Pick<Trade, 'payByMs'>): EpochMs =>
  later(payByMs, HOLD_GRACE_MS)

/**
 * Closes a trade whose provider does not answer, so that its holds end. The timer continues to ask
 * the provider; a payment that arrives later is applied.
 */
export function releaseHolds(trade: Trade, nowMs: EpochMs): Result<TradeChange, CloseRefusal> {
  const { state } = trade
  if (state.at === 'closed') return ok(unchangedTrade(trade))
  if (state.at === 'paid') return refuse({ code: 'trade/already-paid' })
  if (nowMs < holdsUntilMs(trade)) return refuse(stillPayable(trade))
  return ok(closed(trade, state.at === 'closing' ? state.reason : 'timeout', nowMs, false))
}

function closed(
  trade: Trade,
  reason: CloseReason,
  closedAtMs: EpochMs,
  isConfirmed: boolean,
): TradeChange {
  const state: ClosedState = { at: 'closed', reason, closedAtMs, isConfirmed }
  return { trade: { ...trade, state }, event: { kind: 'closed' } }
}

const stillPayable = ({ payByMs }: Trade) => ({ code: 'trade/still-payable', payByMs }) as const
