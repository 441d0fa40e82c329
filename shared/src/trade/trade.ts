import type { Fen } from '../kernel/fen'
import type { EpochMs } from '../kernel/instant'
import type { Channel } from './fact'
import type { TradeRefund } from './refund'

/**
 * 收款单: money collected through a payment provider, whatever it pays for. An order and a recharge
 * hold one each, and say what paid, closed and refunded mean for them.
 */
export interface Trade {
  /** The number by which the provider knows it: 6–32 of [0-9a-z], as WeChat Pay and Alipay both take. */
  readonly no: string
  readonly channel: Channel
  /** The payer as the provider names them to us; a payment by anybody else does not pay this trade. */
  readonly payerId: string
  /** Amount requested from the wallet; 0 where other tenders pay all and no provider is asked. */
  readonly amountFen: Fen
  readonly openedAtMs: EpochMs
  readonly payByMs: EpochMs
  readonly state: TradeState
}

/** A trade that nobody has paid. */
export const openTrade = (facts: Omit<Trade, 'state'>): Trade => ({
  ...facts,
  state: { at: 'open' },
})

export type TradeState = OpenState | ClosingState | ClosedState | PaidState

export interface OpenState {
  readonly at: 'open'
}

/** Closing has begun with the provider; until it answers, a payment still wins. */
export interface ClosingState {
  readonly at: 'closing'
  readonly reason: CloseReason
  readonly begunAtMs: EpochMs
}

export interface ClosedState {
  readonly at: 'closed'
  readonly reason: CloseReason
  readonly closedAtMs: EpochMs
  /** Whether the provider has closed it as well: until then the payer may still pay. */
  readonly isConfirmed: boolean
}

export type CloseReason = 'timeout' | 'cancelled'

export interface PaidState {
  readonly at: 'paid'
  /** The provider's number for the payment; null where the provider was not asked. */
  readonly transactionId: string | null
  readonly paidAtMs: EpochMs
  /** All that were ever reserved, the oldest first; their order makes their numbers. */
  readonly refunds: readonly TradeRefund[]
}

export type PaidTrade = Trade & { readonly state: PaidState }

/** The whole life of a trade. A second payment and refunds leave it paid. */
export const TRADE_TRANSITIONS: Readonly<Record<TradeState['at'], readonly TradeState['at'][]>> = {
  open: ['closing', 'closed', 'paid'],
  closing: ['closed', 'paid'],
  closed: ['paid'],
  paid: [],
}

export const isPaid = (trade: Trade): trade is PaidTrade => trade.state.at === 'paid'

/** Every refund of a trade, whatever became of it; none before it is paid. */
export const refundsOf = ({ state }: Trade): readonly TradeRefund[] =>
  state.at === 'paid' ? state.refunds : []

/** Next state of a trade and its event; `event` is null where nothing changed. */
export interface TradeChange {
  readonly trade: Trade
  readonly event: TradeEvent | null
}

export type TradeEvent =
  | { readonly kind: 'closing' }
  | { readonly kind: 'closed' }
  /** The first payment; `closed` says how the trade had been closed before it arrived. */
  | { readonly kind: 'paid'; readonly transactionId: string; readonly closed: ClosedState | null }
  /** A second payment of the same trade, whose refund is reserved already. */
  | {
      readonly kind: 'paid-again'
      readonly transactionId: string
      readonly amountFen: Fen
      readonly paidAtMs: EpochMs
    }
  /** Halted for a person, resumed, or replaced by a refund with another number. */
  | { readonly kind: 'refund-moved' }
  /** The provider or a person has returned the money. */
  | { readonly kind: 'refunded'; readonly refund: TradeRefund }

export const unchangedTrade = (trade: Trade): TradeChange => ({ trade, event: null })
