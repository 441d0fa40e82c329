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
  /** It is paid: nothing can be cancelled, money can only go back. */
  | { readonly code: 'trade/already-paid' }
  /** There is still time to pay. */
  | { readonly code: 'trade/still-payable'; readonly payByMs: EpochMs }

/**
 * First step: from here on no payment is opened, but the provider has not been asked yet. Closing is
 * two steps because a payment may be under way in the wallet at this very moment.
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

/** Second step, once the provider has closed the trade. A payment that came in between stands. */
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

/** From here on nothing of a member's is held for a trade, whatever its provider does. */
export const holdsUntilMs = ({ payByMs }: Pick<Trade, 'payByMs'>): EpochMs =>
  later(payByMs, HOLD_GRACE_MS)

/**
 * Closes a trade whose provider does not answer, so that its holds are released. The provider
 * is still queried; a payment that arrives later is applied.
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
