import { type EpochMs, formatChinaTime } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { Output } from 'wechatpay-node-v3/dist/define'
import { z } from 'zod'
import type { WechatCredentials } from '../credentials'
import {
  PROVIDER_DEADLINE_MS,
  type ProviderRefusal,
  type PaymentProvider,
  type RefundRequest,
  type Trade,
} from './provider'
import { providerOrigin } from './origin'
import { SafeWechatPay } from './wechat-client'
import { paymentFactOf, refund, refundFactOf, transaction } from './wechat-facts'
import { NoVerifiedAnswer, wechatHttp } from './wechat-http'
import { readWechatNotification } from './wechat-notification'
import { trustedKeys } from './wechat-trust'

export interface WechatProviderOptions {
  readonly credentials: WechatCredentials
  readonly notifyUrl: string
  readonly clock: () => EpochMs
  readonly onLocalStack: boolean
  /** Deadline of a call; shorter in tests. */
  readonly deadlineMs?: number
}

const ORIGINS = ['https://api.mch.weixin.qq.com', 'https://api2.mch.weixin.qq.com']

/** WeChat Pay, API v3, JSAPI. */
export function openWechatProvider(options: WechatProviderOptions): PaymentProvider {
  const { clock, credentials, deadlineMs = PROVIDER_DEADLINE_MS, notifyUrl } = options
  const keys = trustedKeys(credentials.platformKeys)
  const baseUrl = providerOrigin(credentials.baseUrl, ORIGINS, options.onLocalStack)
  const pay = new SafeWechatPay(
    credentials,
    clock,
    wechatHttp({ baseUrl, keys, clock, deadlineMs }),
  )
  const merchant = { mchId: credentials.mchId, appId: credentials.appId }

  return {
    provider: 'wechat',

    async openPayment(request) {
      const answer = await ask(() =>
        pay.transactions_jsapi({
          description: request.description,
          out_trade_no: checkedNumber(request.outTradeNo),
          time_expire: formatChinaTime(request.expiresAtMs),
          notify_url: notifyUrl,
          amount: { total: request.amountFen, currency: 'CNY' },
          payer: { openid: request.payerId },
        }),
      )
      if (!answer.ok) return answer
      const prepayId = z
        .object({ package: z.string().startsWith('prepay_id=') })
        .safeParse(answer.value)
      if (!prepayId.success) return unreadable
      return ok(walletRequest(pay, prepayId.data.package.slice('prepay_id='.length)))
    },

    reopen: (prepayId) => walletRequest(pay, prepayId),

    query: (outTradeNo) => query(pay, outTradeNo, merchant),

    async close(outTradeNo) {
      const answer = await ask(() => pay.close(checkedNumber(outTradeNo)))
      if (answer.ok) return ok('closed')
      const { reason } = answer.refusal
      if (reason === 'ORDERPAID') return ok('paid')
      return NEVER_PAID.includes(reason) ? ok('closed') : answer
    },

    async refund(request) {
      const answer = await ask(() =>
        pay.refunds({
          transaction_id: request.transactionId,
          out_refund_no: checkedNumber(request.outRefundNo),
          notify_url: notifyUrl,
          amount: { refund: request.amountFen, total: request.totalFen, currency: 'CNY' },
        }),
      )
      return answer.ok ? readRefund(answer.value, request) : answer
    },

    async queryRefund(request) {
      const answer = await ask(() => pay.find_refunds(checkedNumber(request.outRefundNo)))
      if (answer.ok) return readRefund(answer.value, request)
      return answer.refusal.reason === 'RESOURCENOTEXISTS' ? ok(null) : answer
    },

    readNotification: (delivery, nowMs) =>
      readWechatNotification(delivery, nowMs, { keys, pay, merchant }),

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

async function query(
  pay: SafeWechatPay,
  outTradeNo: string,
  merchant: { readonly mchId: string; readonly appId: string },
): Promise<Result<Trade, ProviderRefusal>> {
  const answer = await ask(() => pay.query({ out_trade_no: checkedNumber(outTradeNo) }))
  if (!answer.ok) return NEVER_PAID.includes(answer.refusal.reason) ? ok({ at: 'closed' }) : answer
  const read = transaction.safeParse(answer.value)
  if (!read.success) return unreadable
  const { appid, mchid, trade_state: state } = read.data
  if (mchid !== merchant.mchId || appid !== merchant.appId) return unreadable
  if (state === 'SUCCESS' || state === 'REFUND') {
    const fact = paymentFactOf(read.data)
    return fact ? ok({ at: 'paid', fact }) : unreadable
  }
  return ok({ at: state === 'CLOSED' || state === 'REVOKED' ? 'closed' : 'open' })
}

function readRefund(answer: unknown, request: RefundRequest) {
  const read = refund.safeParse(answer)
  if (!read.success || read.data.out_refund_no !== request.outRefundNo) return unreadable
  return ok(refundFactOf(read.data))
}

const unreadable = refuse({ code: 'payment/provider-unreachable', reason: 'unreadable answer' })

const problem = z.object({ code: z.string() })

/** Turns the result of a call into a value: an answer, a definite refusal, or unknown. */
async function ask(call: () => Promise<Output>): Promise<Result<unknown, ProviderRefusal>> {
  try {
    const { data, status } = await call()
    if (status >= 200 && status < 300) return ok(data)
    const read = problem.safeParse(data)
    // The provider's pages differ in the underscores: ORDER_PAID, ORDERPAID.
    const reason = read.success ? read.data.code.replaceAll('_', '') : `HTTP ${status}`
    const clear = status < 500 && status !== 429 && read.success
    return refuse({
      code: clear ? 'payment/provider-refused' : 'payment/provider-unreachable',
      reason,
    })
  } catch (error) {
    if (!(error instanceof NoVerifiedAnswer)) throw error
    return refuse({ code: 'payment/provider-unreachable', reason: error.message })
  }
}

/** Numbers become parts of paths, which the SDK does not encode. Ours have this form only. */
function checkedNumber(text: string): string {
  if (!/^[0-9A-Za-z_-]{6,64}$/.test(text)) throw new Error('not a trade or refund number of ours')
  return text
}
