import { fen } from '@palm/shared/kernel/fen'
import { epochMs } from '@palm/shared/kernel/instant'
import type { PaymentFact, RefundFact } from '@palm/shared/trade/fact'
import { z } from 'zod'

/** WeChat Pay's objects as it sends them; irrelevant fields may vary. */
const instant = z.iso.datetime({ offset: true }).transform((text) => epochMs(Date.parse(text)))

export const transaction = z.object({
  appid: z.string(),
  mchid: z.string(),
  out_trade_no: z.string(),
  transaction_id: z.string().optional(),
  trade_state: z.string(),
  success_time: instant.optional(),
  payer: z.object({ openid: z.string() }).optional(),
  amount: z
    .object({
      total: z.int(),
      /** Some replies omit it; this API has only CNY. */
      currency: z.string().default('CNY'),
    })
    .optional(),
})

/** A successful transaction; null without the fields of a payment. */
export function paymentFactOf(paid: z.output<typeof transaction>): PaymentFact | null {
  const { amount, success_time: paidAtMs, transaction_id: transactionId } = paid
  if (!amount || paidAtMs === undefined || transactionId === undefined) return null
  return {
    provider: 'wechat',
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
  .object({ ...refundFields, mchid: z.string(), refund_status: refundStatus })
  .transform(({ refund_status: status, ...rest }) => ({ ...rest, status }))

const STATUSES = {
  SUCCESS: 'done',
  PROCESSING: 'processing',
  ABNORMAL: 'abnormal',
  CLOSED: 'closed',
} as const

export function refundFactOf(known: z.output<typeof refund>): RefundFact {
  return {
    provider: 'wechat',
    outRefundNo: known.out_refund_no,
    outTradeNo: known.out_trade_no,
    amountFen: fen(known.amount.refund),
    status: STATUSES[known.status],
    doneAtMs: known.success_time ?? null,
  }
}
