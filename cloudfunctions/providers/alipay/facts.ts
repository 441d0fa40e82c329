import { parseYuan } from '@palm/shared/kernel/fen'
import { parseChinaTime } from '@palm/shared/kernel/instant'
import type { PaymentFact } from '@palm/shared/trade/fact'
import type { MerchantKey } from '@palm/shared/trade/fact'
import { z } from 'zod'
import type { Trade } from '../provider'

/** Alipay's `"88.88"` and `"2026-11-21 14:05:32"`, parsed into whole fen and instants. */
export const amount = z.string().transform((text, context) => {
  const parsed = parseYuan(text)
  if (parsed === null) context.addIssue({ code: 'custom', message: 'not an amount' })
  return parsed ?? z.NEVER
})

export const instant = z.string().transform((text, context) => {
  const parsed = parseChinaTime(text)
  if (parsed === null) context.addIssue({ code: 'custom', message: 'not a time' })
  return parsed ?? z.NEVER
})

const tradeFields = {
  out_trade_no: z.string(),
  trade_no: z.string(),
  trade_status: z.enum(['WAIT_BUYER_PAY', 'TRADE_SUCCESS', 'TRADE_FINISHED', 'TRADE_CLOSED']),
  total_amount: amount,
  trans_currency: z.string().default('CNY'),
  buyer_open_id: z.string().optional(),
}

const queriedTrade = z.object({ ...tradeFields, send_pay_date: instant.optional() })

/** A trade from a query; null if unreadable. */
export function factOfTrade(
  node: unknown,
  merchant: MerchantKey,
): { outTradeNo: string; trade: Trade } | null {
  const read = queriedTrade.safeParse(node)
  if (!read.success) return null
  const { out_trade_no: outTradeNo, send_pay_date: paidAtMs, trade_status: status } = read.data
  if (status === 'WAIT_BUYER_PAY') return { outTradeNo, trade: { at: 'open' } }
  // A paid and fully refunded trade is closed as well, but has a payment time.
  if (paidAtMs === undefined) {
    return status === 'TRADE_CLOSED' ? { outTradeNo, trade: { at: 'closed' } } : null
  }
  return { outTradeNo, trade: { at: 'paid', fact: factOf(read.data, merchant, paidAtMs) } }
}

export const notifiedTrade = z.object({
  ...tradeFields,
  app_id: z.string(),
  seller_id: z.string(),
  gmt_payment: instant.optional(),
  /** Only in notifications of refunds. */
  out_biz_no: z.string().optional(),
})

export function factOf(
  trade: z.output<z.ZodObject<typeof tradeFields>>,
  merchant: MerchantKey,
  paidAtMs: PaymentFact['paidAtMs'],
): PaymentFact {
  return {
    provider: 'alipay',
    merchant,
    outTradeNo: trade.out_trade_no,
    transactionId: trade.trade_no,
    amountFen: trade.total_amount,
    currency: trade.trans_currency,
    payerId: trade.buyer_open_id ?? null,
    paidAtMs,
  }
}

export const refundQuery = z.object({
  out_request_no: z.string().optional(),
  refund_amount: amount.optional(),
  refund_status: z.string().optional(),
})
