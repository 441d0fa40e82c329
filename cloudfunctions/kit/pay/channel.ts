import type { WalletRequest } from '@palm/shared/api/order'
import type { Fen } from '@palm/shared/kernel/fen'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Result } from '@palm/shared/kernel/result'
import type { Channel, PaymentFact, RefundFact } from '@palm/shared/trade/fact'

/**
 * What we ask of a payment channel, and all that the rest of the code knows of one. What comes out
 * of here as a fact has been verified: signature, freshness, merchant, application. Whether it fits
 * an order is the domain's to say.
 */
export interface PaymentChannel {
  readonly channel: Channel
  /** Asks the channel for a trade that the wallet can pay. May be repeated with the same request. */
  openPayment(request: OpenPayment): Promise<Result<WalletRequest, ChannelRefusal>>
  /** The same payment for the wallet once more, by its prepay's or trade's number. Makes no call. */
  reopen(reference: string): WalletRequest
  query(outTradeNo: string): Promise<Result<Trade, ChannelRefusal>>
  /** After `closed` nobody can pay the trade any more; `paid` when somebody was faster. */
  close(outTradeNo: string): Promise<Result<'closed' | 'paid', ChannelRefusal>>
  /** Asks for money to go back. The same number again is the same refund. */
  refund(request: RefundRequest): Promise<Result<RefundFact, ChannelRefusal>>
  /** Null when the channel knows of no such refund. */
  queryRefund(request: RefundRequest): Promise<Result<RefundFact | null, ChannelRefusal>>
  /** Reads a delivery from the channel. Makes no call, whatever it contains. */
  readNotification(delivery: Delivery, nowMs: EpochMs): Result<Notification, NotificationRefusal>
  /** What the channel wants to hear so that it stops, or does not stop, delivering. */
  acknowledge(outcome: 'done' | 'again' | 'refused'): HttpReply
}

export interface OpenPayment {
  readonly outTradeNo: string
  readonly amountFen: Fen
  readonly description: string
  /** The payer as the channel names him to us. */
  readonly payerId: string
  readonly expiresAtMs: EpochMs
}

export interface RefundRequest {
  readonly outTradeNo: string
  readonly transactionId: string
  readonly outRefundNo: string
  readonly amountFen: Fen
  /** What the trade was over. */
  readonly totalFen: Fen
}

export type Trade =
  | { readonly at: 'paid'; readonly fact: PaymentFact }
  | { readonly at: 'open' }
  /** Closed by us, run out of time, or never opened: nothing was paid and nothing will be. */
  | { readonly at: 'closed' }

export type ChannelRefusal =
  /** No answer, a broken one, or one that is not the channel's. What it did is unknown. */
  | { readonly code: 'payment/channel-unreachable'; readonly reason: string }
  /** A clear no. `reason` is the channel's own code, in one spelling. */
  | { readonly code: 'payment/channel-refused'; readonly reason: string }

export interface Delivery {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export type Notification =
  | { readonly about: 'payment'; readonly fact: PaymentFact }
  | { readonly about: 'refund'; readonly fact: RefundFact }
  /** Genuine, and nothing that we act on. */
  | { readonly about: 'other' }

export interface NotificationRefusal {
  readonly code:
    | 'notification/unreadable'
    | 'notification/stale'
    /** A key that we do not trust. It is never fetched here: a stranger would drive our calls. */
    | 'notification/unknown-key'
    | 'notification/bad-signature'
    /** Genuine, but another merchant's or another application's. */
    | 'notification/foreign'
}

export interface HttpReply {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** What both channels count as too old or too early (payments reference 4.1). */
export const FRESH_WITHIN_MS = 5 * 60 * 1000

/** How long any call to a channel may take. */
export const CHANNEL_DEADLINE_MS = 5_000
