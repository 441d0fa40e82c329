import type { WalletRequest } from '@palm/shared/api/order'
import type { Fen } from '@palm/shared/kernel/fen'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Result } from '@palm/shared/kernel/result'
import type { MerchantKey } from '@palm/shared/trade/fact'
import type { Provider, PaymentFact, RefundFact } from '@palm/shared/trade/fact'

/**
 * A payment provider, as used by the rest of the code. Facts returned here are verified: signature,
 * freshness, merchant, application. Whether they match an order is decided by the domain.
 */
export interface PaymentProvider {
  readonly provider: Provider
  /** Our name for the merchant account that it acts for. */
  readonly merchant: MerchantKey
  /** Creates a trade for the wallet to pay. Idempotent for the same request. */
  openPayment(request: OpenPayment): Promise<Result<WalletRequest, ProviderRefusal>>
  /**
   * The wallet's request for an existing payment, by its prepay's or trade's number. Makes no call.
   */
  reopen(reference: string): WalletRequest
  query(outTradeNo: string): Promise<Result<Trade, ProviderRefusal>>
  /** After `closed` the trade can no longer be paid; `paid` if the payer was faster. */
  close(outTradeNo: string): Promise<Result<'closed' | 'paid', ProviderRefusal>>
  /** Requests a refund. The number is the idempotency key. */
  refund(request: RefundRequest): Promise<Result<RefundFact, ProviderRefusal>>
  /** Null if the provider does not know the refund. */
  queryRefund(request: RefundRequest): Promise<Result<RefundFact | null, ProviderRefusal>>
  /** Reads a delivery from the provider. Makes no call, whatever it contains. */
  readNotification(delivery: Delivery, nowMs: EpochMs): Result<Notification, NotificationRefusal>
  /** The answer that makes the provider stop, or continue, delivering. */
  acknowledge(outcome: 'done' | 'again' | 'refused'): HttpReply
}

/** Options of an adapter, besides its merchant's credentials. */
export interface AdapterOptions {
  readonly merchant: MerchantKey
  readonly notifyUrl: string
  readonly clock: () => EpochMs
  readonly onLocalStack: boolean
  readonly deadlineMs: number
}

export interface OpenPayment {
  readonly outTradeNo: string
  readonly amountFen: Fen
  readonly description: string
  /** The payer's id at the provider. */
  readonly payerId: string
  readonly expiresAtMs: EpochMs
}

export interface RefundRequest {
  readonly outTradeNo: string
  readonly transactionId: string
  readonly outRefundNo: string
  readonly amountFen: Fen
  /** Amount of the trade. */
  readonly totalFen: Fen
}

export type Trade =
  | { readonly at: 'paid'; readonly fact: PaymentFact }
  | { readonly at: 'open' }
  /** Closed, expired, or never opened: not paid, and no longer payable. */
  | { readonly at: 'closed' }

export type ProviderRefusal =
  /** No answer, a broken one, or an unverified one. The outcome is unknown. */
  | { readonly code: 'payment/provider-unreachable'; readonly reason: string }
  /** A definite refusal. `reason` is the provider's own code, in one spelling. */
  | { readonly code: 'payment/provider-refused'; readonly reason: string }

export interface Delivery {
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

export type Notification =
  | { readonly about: 'payment'; readonly fact: PaymentFact }
  | { readonly about: 'refund'; readonly fact: RefundFact }
  /** Genuine, but irrelevant. */
  | { readonly about: 'other' }

export interface NotificationRefusal {
  readonly code:
    | 'notification/unreadable'
    | 'notification/stale'
    /**
     * An untrusted key. It is never fetched here, since forged callbacks would trigger our calls.
     */
    | 'notification/unknown-key'
    | 'notification/bad-signature'
    /** Genuine, but of another merchant or application. */
    | 'notification/foreign'
}

export interface HttpReply {
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}

/** Maximum age, and maximum lead, of messages of both providers. */
export const FRESH_WITHIN_MS = 5 * 60 * 1000

/** Deadline of any call to a provider. */
export const PROVIDER_DEADLINE_MS = 5_000
