import { plainYuan } from '@palm/shared/kernel/fen'
import { type EpochMs, formatChinaTime } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { RefundFact } from '@palm/shared/trade/fact'
import type { MerchantKey } from '@palm/shared/trade/fact'
import { z } from 'zod'
import type { AlipayMerchant } from '../../credentials/merchants'
import { type AlipayClient, openAlipayClient } from './client'
import { factOfTrade, instant, refundQuery } from './facts'
import { readAlipayNotification } from './notification'
import type {
  AdapterOptions,
  PaymentProvider,
  ProviderRefusal,
  RefundRequest,
  Trade,
} from '../provider'

export interface AlipayProviderOptions extends AdapterOptions {
  readonly credentials: AlipayMerchant
}

/**
 * Alipay, open API 2.0, JSAPI payments: the trade is created here, and the wallet pays it by its
 * number.
 */
export function openAlipayProvider(options: AlipayProviderOptions): PaymentProvider {
  const client = openAlipayClient(options)
  const { merchant } = options
  const { appId, sellerId } = options.credentials

  return {
    provider: 'alipay',
    merchant,

    async openPayment(request) {
      const answer = await client.call('alipay.trade.create', {
        notifyUrl: options.notifyUrl,
        bizContent: {
          out_trade_no: request.outTradeNo,
          total_amount: plainYuan(request.amountFen),
          subject: request.description.replace(/[/=&]/g, ' '),
          product_code: 'JSAPI_PAY',
          op_app_id: appId,
          buyer_open_id: request.payerId,
          time_expire: chinaMinute(request.expiresAtMs),
        },
      })
      if (!answer.ok) return answer
      const read = tradeNumber.safeParse(answer.value)
      if (!read.success || read.data.out_trade_no !== request.outTradeNo) return unreadable
      return ok({ provider: 'alipay', tradeNO: read.data.trade_no })
    },

    reopen: (tradeNO) => ({ provider: 'alipay', tradeNO }),

    query: (outTradeNo) => query(client, outTradeNo, merchant),

    async close(outTradeNo) {
      const bizContent = { out_trade_no: outTradeNo }
      const answer = await client.call('alipay.trade.close', { bizContent })
      if (answer.ok) return ok('closed')
      if (answer.refusal.reason === 'ACQ.TRADE_NOT_EXIST') return ok('closed')
      if (!WRONG_STATUS.includes(answer.refusal.reason)) return answer
      const trade = await query(client, outTradeNo, merchant)
      if (!trade.ok) return trade
      return trade.value.at === 'open' ? answer : ok(trade.value.at)
    },

    async refund(request) {
      const answer = await client.call('alipay.trade.refund', {
        bizContent: {
          trade_no: request.transactionId,
          refund_amount: plainYuan(request.amountFen),
          out_request_no: request.outRefundNo,
        },
      })
      if (!answer.ok) return answer
      const read = refundReply.safeParse(answer.value)
      if (!read.success || read.data.trade_no !== request.transactionId) return unreadable
      const { fund_change: moved, gmt_refund_pay: doneAtMs } = read.data
      if (moved === 'Y') return ok(refundDone(request, merchant, doneAtMs ?? null))
      // No money moved: either it had moved before, or the result is uncertain. Query it.
      const known = await queryRefund(client, request, merchant)
      if (!known.ok) return known
      return ok(known.value ?? { ...refundDone(request, merchant, null), status: 'processing' })
    },

    queryRefund: (request) => queryRefund(client, request, merchant),

    readNotification: (delivery) =>
      readAlipayNotification(delivery, client, { appId, merchant, sellerId }),

    acknowledge: (outcome) => ACKNOWLEDGEMENTS[outcome],
  }
}

const WRONG_STATUS = [
  'ACQ.TRADE_STATUS_ERROR',
  'ACQ.REASON_TRADE_STATUS_INVALID',
  'ACQ.REASON_ILLEGAL_STATUS',
]

/** Exactly these seven letters; any other answer causes redelivery. */
const plain = { 'content-type': 'text/plain' }
const ACKNOWLEDGEMENTS = {
  done: { statusCode: 200, headers: plain, body: 'success' },
  again: { statusCode: 500, headers: plain, body: 'fail' },
  refused: { statusCode: 401, headers: plain, body: 'fail' },
} as const

const tradeNumber = z.object({ trade_no: z.string(), out_trade_no: z.string() })
const refundReply = z.object({
  trade_no: z.string(),
  fund_change: z.enum(['Y', 'N']),
  gmt_refund_pay: instant.optional(),
})

async function query(
  client: AlipayClient,
  outTradeNo: string,
  merchant: MerchantKey,
): Promise<Result<Trade, ProviderRefusal>> {
  const bizContent = { out_trade_no: outTradeNo }
  const answer = await client.call('alipay.trade.query', { bizContent })
  if (!answer.ok) {
    const never = answer.refusal.reason === 'ACQ.TRADE_NOT_EXIST'
    return never ? ok({ at: 'closed' }) : answer
  }
  const trade = factOfTrade(answer.value, merchant)
  return trade && trade.outTradeNo === outTradeNo ? ok(trade.trade) : unreadable
}

/** An empty answer means that nothing was refunded. */
async function queryRefund(
  client: AlipayClient,
  request: RefundRequest,
  merchant: MerchantKey,
): Promise<Result<RefundFact | null, ProviderRefusal>> {
  const answer = await client.call('alipay.trade.fastpay.refund.query', {
    bizContent: {
      trade_no: request.transactionId,
      out_request_no: request.outRefundNo,
    },
  })
  if (!answer.ok) {
    const never = answer.refusal.reason === 'ACQ.TRADE_NOT_EXIST'
    return never ? ok(null) : answer
  }
  const read = refundQuery.safeParse(answer.value)
  if (!read.success) return unreadable
  const { out_request_no: number, refund_amount: amountFen, refund_status: status } = read.data
  if (status !== 'REFUND_SUCCESS') return ok(null)
  if (number !== request.outRefundNo || amountFen === undefined) return unreadable
  return ok({ ...refundDone(request, merchant, null), amountFen })
}

const refundDone = (
  request: RefundRequest,
  merchant: MerchantKey,
  doneAtMs: EpochMs | null,
): RefundFact => ({
  provider: 'alipay',
  merchant,
  outRefundNo: request.outRefundNo,
  outTradeNo: request.outTradeNo,
  amountFen: request.amountFen,
  status: 'done',
  doneAtMs,
})

const chinaMinute = (instant: EpochMs) => formatChinaTime(instant).slice(0, 19).replace('T', ' ')

const unreadable = refuse({ code: 'payment/provider-unreachable', reason: 'unreadable answer' })
