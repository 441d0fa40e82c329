import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { MerchantKey } from '@palm/shared/trade/fact'
import { z } from 'zod'
import type { WechatMerchant } from '../../credentials/merchants'
import type {
  AdapterOptions,
  PaymentProvider,
  ProviderRefusal,
  RefundRequest,
  Trade,
} from '../provider'
import { providerOrigin } from '../origin'
import { askWechat as ask } from './ask'
import { SafeWechatPay } from './client'
import { paymentFactOf, refund, refundFactOf } from './facts'
import { wechatHttp } from './http'
import { readWechatNotification } from './notification'
import { type WechatTransactions, wechatTransactions } from './transactions'
import { trustedKeys } from './trust'

export interface WechatProviderOptions extends AdapterOptions {
  readonly credentials: WechatMerchant
}

const ORIGINS = ['https://api.mch.weixin.qq.com', 'https://api2.mch.weixin.qq.com']

/** WeChat Pay, API v3, JSAPI. */
export function openWechatProvider(options: WechatProviderOptions): PaymentProvider {
  const { clock, credentials, deadlineMs, merchant, notifyUrl } = options
  const keys = trustedKeys(credentials.platformKeys)
  const baseUrl = providerOrigin(credentials.baseUrl, ORIGINS, options.onLocalStack)
  const pay = new SafeWechatPay(
    credentials,
    clock,
    wechatHttp({ baseUrl, keys, clock, deadlineMs }),
  )
  const transactions = wechatTransactions(pay, credentials)

  return {
    provider: 'wechat',
    merchant,

    async openPayment(request) {
      const answer = await ask(() => transactions.open(request, notifyUrl))
      if (!answer.ok) return answer
      const prepayId = opened.safeParse(answer.value)
      if (!prepayId.success) return unreadable
      return ok(walletRequest(pay, prepayId.data))
    },

    reopen: (prepayId) => walletRequest(pay, prepayId),

    query: (outTradeNo) => query(transactions, outTradeNo, merchant),

    async close(outTradeNo) {
      const answer = await ask(() => transactions.close(outTradeNo))
      if (answer.ok) return ok('closed')
      const { reason } = answer.refusal
      if (reason === 'ORDERPAID') return ok('paid')
      return NEVER_PAID.includes(reason) ? ok('closed') : answer
    },

    async refund(request) {
      const answer = await ask(() => transactions.refund(request, notifyUrl))
      return answer.ok ? readRefund(answer.value, request, merchant) : answer
    },

    async queryRefund(request) {
      const answer = await ask(() => transactions.queryRefund(request.outRefundNo))
      if (answer.ok) return readRefund(answer.value, request, merchant)
      return answer.refusal.reason === 'RESOURCENOTEXISTS' ? ok(null) : answer
    },

    readNotification: (delivery, nowMs) =>
      readWechatNotification(delivery, nowMs, { keys, pay, transactions, merchant }),

    acknowledge: (outcome) => ACKNOWLEDGEMENTS[outcome],
  }
}

/** Signed again each time: the wallet accepts a signature for five minutes only. */
const walletRequest = (pay: SafeWechatPay, prepayId: string) =>
  ({ provider: 'wechat', signType: 'RSA', ...pay.walletSignature(prepayId) }) as const

/** A closed or unknown trade cannot be paid. */
const NEVER_PAID = ['ORDERCLOSED', 'ORDERNOTEXIST', 'RESOURCENOTEXISTS']

const json = { 'content-type': 'application/json' }
const fail = (message: string) => JSON.stringify({ code: 'FAIL', message })
const ACKNOWLEDGEMENTS = {
  done: { statusCode: 204, headers: {}, body: '' },
  again: { statusCode: 500, headers: json, body: fail('try again') },
  refused: { statusCode: 401, headers: json, body: fail('not verified') },
} as const

/** The SDK answers with the wallet's parameters, the API itself with the number alone. */
const opened = z
  .union([
    z.object({ prepay_id: z.string() }),
    z
      .object({ package: z.string().startsWith('prepay_id=') })
      .transform((packed) => ({ prepay_id: packed.package.slice('prepay_id='.length) })),
  ])
  .transform(({ prepay_id }) => prepay_id)

async function query(
  transactions: WechatTransactions,
  outTradeNo: string,
  merchant: MerchantKey,
): Promise<Result<Trade, ProviderRefusal>> {
  const answer = await ask(() => transactions.query(outTradeNo))
  if (!answer.ok) return NEVER_PAID.includes(answer.refusal.reason) ? ok({ at: 'closed' }) : answer
  const read = transactions.read(answer.value)
  if (read.of !== 'us') return unreadable
  const { trade_state: state } = read.transaction
  if (state === 'SUCCESS' || state === 'REFUND') {
    const fact = paymentFactOf(read.transaction, merchant)
    return fact ? ok({ at: 'paid', fact }) : unreadable
  }
  return ok({ at: state === 'CLOSED' || state === 'REVOKED' ? 'closed' : 'open' })
}

function readRefund(answer: unknown, request: RefundRequest, merchant: MerchantKey) {
  const read = refund.safeParse(answer)
  if (!read.success || read.data.out_refund_no !== request.outRefundNo) return unreadable
  return ok(refundFactOf(read.data, merchant))
}

const unreadable = refuse({ code: 'payment/provider-unreachable', reason: 'unreadable answer' })
