import { fen } from '@palm/shared/kernel/fen'
import { epochMs } from '@palm/shared/kernel/instant'
import type { PaymentFact, RefundFact } from '@palm/shared/trade/fact'
import type { MerchantKey } from '@palm/shared/trade/fact'
import { z } from 'zod'

/** WeChat Pay's objects as it sends them; irrelevant fields may vary. */
const instant = z.iso.datetime({ offset: true }).transform((text) => epochMs(Date.parse(text)))

const transactionFields = {
  out_trade_no: z.string(),
  transaction_id: z.string().optional(),
  trade_state: z.string(),
  success_time: instant.optional(),
  amount: z
    .object({
      total: z.int(),
      /** Some replies omit it; this API has only CNY. */
      currency: z.string().default('CNY'),
    })
    .optional(),
}

export const transaction = z.object({
  ...transactionFields,
  appid: z.string(),
  mchid: z.string(),
  payer: z.object({ openid: z.string() }).optional(),
})

export type Transaction = z.output<typeof transaction>

/** The same, by the names that service providers see. */
export const partnerTransaction = z
  .object({
    ...transactionFields,
    sp_appid: z.string(),
    sp_mchid: z.string(),
    sub_mchid: z.string(),
    payer: z.object({ sp_openid: z.string() }).optional(),
  })
  .transform(({ payer, sp_appid: appid, sp_mchid: mchid, ...rest }) => ({
    ...rest,
    ...{ appid, mchid },
    payer: payer && { openid: payer.sp_openid },
  }))

/** A successful transaction; null without the fields of a payment. */
export function paymentFactOf(paid: Transaction, merchant: MerchantKey): PaymentFact | null {
  const { amount, success_time: paidAtMs, transaction_id: transactionId } = paid
  if (!amount || paidAtMs === undefined || transactionId === undefined) return null
  return {
    provider: 'wechat',
    merchant,
    outTradeNo: paid.out_trade_no,
    transactionId,
    amountFen: fen(amount.total),
    currency: amount.currency,
    payerId: paid.payer?.openid ?? null,
    paidAtMs,
  }
}

/** A reply says `status`, a notification `refund_status`, with the same meaning. */
const refundFields = {
  out_refund_no: z.string(),
  out_trade_no: z.string(),
  success_time: instant.optional(),
  amount: z.object({ refund: z.int() }),
}

const refundStatus = z.enum(['SUCCESS', 'PROCESSING', 'ABNORMAL', 'CLOSED'])

export const refund = z.object({ ...refundFields, status: refundStatus })

export const notifiedRefund = z
  .object({
    ...refundFields,
    mchid: z.string().optional(),
    sub_mchid: z.string().optional(),
    refund_status: refundStatus,
  })
  .transform(({ refund_status: status, ...rest }) => ({ ...rest, status }))

const STATUSES = {
  SUCCESS: 'done',
  PROCESSING: 'processing',
  ABNORMAL: 'abnormal',
  CLOSED: 'closed',
} as const

export function refundFactOf(known: z.output<typeof refund>, merchant: MerchantKey): RefundFact {
  return {
    provider: 'wechat',
    merchant,
    outRefundNo: known.out_refund_no,
    outTradeNo: known.out_trade_no,
    amountFen: fen(known.amount.refund),
    status: STATUSES[known.status],
    doneAtMs: known.success_time ?? null,
  }
}
