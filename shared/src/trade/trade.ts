import type { Fen } from '../kernel/fen'
import type { EpochMs } from '../kernel/instant'
import type { Provider } from './fact'
import type { ChargedPayee } from './payee'
import type { TradeRefund } from './refund'

/**
 * 收款单: money collected through a payment provider. An order and a recharge hold one each, and
 * define the effect of payment, closing and refunds on themselves.
 */
export interface Trade {
  /** The number by which the provider knows it: 6–32 of [0-9a-z], as WeChat Pay and Alipay both take. */
  readonly no: string
  /** 收款方: whose account with the provider is paid. */
  readonly payee: ChargedPayee
  readonly provider: Provider
  /** The payer's id with the provider; a payment by another payer does not pay this trade. */
  readonly payerId: string
  /** Amount requested from the wallet. 0 if other tenders cover the total, without the provider. */
  readonly amountFen: Fen
  readonly openedAtMs: EpochMs
  readonly payByMs: EpochMs
  readonly state: TradeState
}

/** A new, unpaid trade. */
export const openTrade = (facts: Omit<Trade, 'state'>): Trade => ({
  ...facts,
  state: { at: 'open' },
})

export type TradeState = OpenState | ClosingState | ClosedState | PaidState

export interface OpenState {
  readonly at: 'open'
}

/** Closing has begun; until the provider answers, a payment takes precedence. */
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
  /** The provider's number for the payment; null if the provider was not involved. */
  readonly transactionId: string | null
  readonly paidAtMs: EpochMs
  /** All refunds ever reserved, the oldest first; their order determines their numbers. */
  readonly refunds: readonly TradeRefund[]
}

export type PaidTrade = Trade & { readonly state: PaidState }

/** All transitions of a trade. A second payment and refunds leave it paid. */
export const TRADE_TRANSITIONS: Readonly<Record<TradeState['at'], readonly TradeState['at'][]>> = {
  open: ['closing', 'closed', 'paid'],
  closing: ['closed', 'paid'],
  closed: ['paid'],
  paid: [],
}

export const isPaid = (trade: Trade): trade is PaidTrade => trade.state.at === 'paid'

/** Every refund of a trade, in any state; empty before it is paid. */
export const refundsOf = ({ state }: Trade): readonly TradeRefund[] =>
  state.at === 'paid' ? state.refunds : []

/** The changed trade, with its event; `event` is null if nothing changed. */
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
