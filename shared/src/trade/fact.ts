import type { Fen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'

/** A payment channel 支付渠道: the wallet that a driver pays with. */
export type Channel = (typeof CHANNELS)[number]
export const CHANNELS = ['wechat', 'alipay'] as const

/**
 * What a channel is known to hold about one trade, from a verified notification or a verified
 * answer to a query. Nothing else is a fact: a client's word never is.
 */
export interface PaymentFact {
  readonly channel: Channel
  /** Our number for the trade; the letters of the order's id. */
  readonly outTradeNo: string
  /** The channel's number for it. */
  readonly transactionId: string
  /**
   * Amount of the trade, before the channel's own vouchers: WeChat `total`, Alipay `total_amount`.
   */
  readonly amountFen: Fen
  readonly currency: string
  /** The payer's id at the channel: openid, open_id. Null if the channel omits it. */
  readonly payerId: string | null
  readonly paidAtMs: EpochMs
}

export type RefundId = Id<'refund'>

/** A channel's verified statement about one refund. */
export interface RefundFact {
  readonly channel: Channel
  /** Our number for the refund; the letters of its id. */
  readonly outRefundNo: string
  readonly outTradeNo: string
  readonly amountFen: Fen
  /** `processing` and `abnormal` may still become `done` under the same number; `closed` cannot. */
  readonly status: 'processing' | 'done' | 'abnormal' | 'closed'
  readonly doneAtMs: EpochMs | null
}
