import type { Fen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'

/** Payment provider 支付渠道, with whose wallet a driver pays. */
export type Provider = (typeof PROVIDERS)[number]
export const PROVIDERS = ['wechat', 'alipay'] as const

/**
 * Our name for one merchant account with one provider, as in the credentials. It is never given to
 * another account: trades keep it, so that queries and refunds find the account that was paid.
 */
export type MerchantKey = string

/**
 * A provider's statement about one trade, from a verified notification or a verified answer to a
 * query. No other statement is a fact, in particular none of a client.
 */
export interface PaymentFact {
  readonly provider: Provider
  /** The account that received it. */
  readonly merchant: MerchantKey
  /** Our number for the trade; the letters of the order's id. */
  readonly outTradeNo: string
  /** The provider's number for the payment. */
  readonly transactionId: string
  /**
   * Amount of the trade, before the provider's own vouchers: WeChat `total`, Alipay `total_amount`.
   */
  readonly amountFen: Fen
  readonly currency: string
  /** The payer's id with the provider: openid, open_id. Null if the provider omits it. */
  readonly payerId: string | null
  readonly paidAtMs: EpochMs
}

export type RefundId = Id<'refund'>

/** A provider's verified statement about one refund. */
export interface RefundFact {
  readonly provider: Provider
  /** The account that returns it. */
  readonly merchant: MerchantKey
  /** Our number for the refund; the letters of its id. */
  readonly outRefundNo: string
  readonly outTradeNo: string
  readonly amountFen: Fen
  /** `processing` and `abnormal` may still become `done` under the same number; `closed` cannot. */
  readonly status: 'processing' | 'done' | 'abnormal' | 'closed'
  readonly doneAtMs: EpochMs | null
}
