import type { KeyObject } from 'node:crypto'
import { ok, refuse, type Result } from '../../gateway/result'
import { verifyRsa } from '../../gateway/rsa'
import type { Context } from '../context'
import { keysOf } from '../merchants'
import { publicKeyOf } from '../wire/certificate-key'
import { startPayment, takePayment, type Taken } from './payment'
import { checkPayable, type PayRefusal, type UnpaidTrade } from './trade'

/** Argument of a mini-program to `wx.requestPayment`. */
export interface PaymentRequest {
  readonly timeStamp: string
  readonly nonceStr: string
  /** `prepay_id=…` */
  readonly package: string
  readonly signType: string
  readonly paySign: string
}

/** Content of the sheet before the payer confirms. */
export interface PaymentOffer {
  readonly prepayId: string
  readonly description: string
  readonly totalFen: number
  /** Number of the merchant or sub-merchant who is paid, if not the first merchant. */
  readonly account?: string
}

export type OfferRefusal =
  PayRefusal | { readonly code: 'bad-signature'; readonly words: '支付验证签名失败' }

/** The payer's side of WeChat Pay, called by the wallet. */
export interface Cashier {
  /** Checks the mini-program's request on behalf of the phone's owner. */
  offer(request: PaymentRequest, openId: string): Result<PaymentOffer, OfferRefusal>
  /**
   * Takes the payment; resolves when it is on disk. The merchant is notified. Faults apply at
   * `wechat-pay.pay`.
   */
  pay(prepayId: string, openId: string): Promise<Result<{ transactionId: string }, PayRefusal>>
}

export function createCashier(context: Context): Cashier {
  return {
    offer(request, openId) {
      const [, prepayId] = /^prepay_id=(\w+)$/.exec(request.package) ?? []
      if (prepayId === undefined || !isSigned(context, prepayId, request)) {
        return refuse({ code: 'bad-signature', words: '支付验证签名失败' })
      }
      const payable = findPayable(context, prepayId, openId)
      if (!payable.ok) return payable
      const { amount, description, mchid, sub_mchid: account = mchid } = payable.value.request
      const offer = { prepayId, description, totalFen: amount.total }
      return ok(account === context.keys.mchid ? offer : { ...offer, account })
    },
    async pay(prepayId, openId) {
      const payable = findPayable(context, prepayId, openId)
      if (!payable.ok) return payable
      const taken = await take(context, payable.value)
      if (!taken) return refuse({ code: 'failed', words: '支付失败，请更换支付方式' })
      await context.service.file.durable()
      return ok({ transactionId: taken.transactionId })
    },
  }
}

/** 小程序调起支付签名 (…/doc/v3/merchant/4012365341). */
function isSigned(context: Context, prepayId: string, request: PaymentRequest): boolean {
  const { keys } = context
  const { nonceStr, package: offer, paySign, signType, timeStamp } = request
  const signed = `${keys.appId}\n${timeStamp}\n${nonceStr}\n${offer}\n`
  return signType === 'RSA' && verifyRsa(signerOf(context, prepayId), signed, paySign)
}

/** The merchant of the trade; the first one for an unknown prepay. */
function signerOf({ books, keys }: Context, prepayId: string): KeyObject {
  const outTradeNo = books.prepays.get(prepayId)?.outTradeNo ?? ''
  const { merchant } = keysOf(keys, books.trades.get(outTradeNo)?.request.mchid ?? '') ?? keys
  return publicKeyOf(merchant)
}

function findPayable(
  { books, service, switches }: Context,
  prepayId: string,
  openId: string,
): Result<UnpaidTrade, PayRefusal> {
  const prepay = books.prepays.get(prepayId)
  const trade = prepay && books.trades.get(prepay.outTradeNo)
  if (!trade) return refuse({ code: 'unknown-prepay', words: '支付请求无效' })
  const nowMs = service.clock.now()
  const payable = checkPayable(trade, openId, nowMs, switches.payableGraceMs)
  if (!payable.ok) return payable
  if (nowMs >= prepay.expiresAtMs) return refuse({ code: 'prepay-expired', words: '该订单已失效' })
  return payable
}

const TAKES_LONG_MS = 30_000

/** Null if the payer's bank refuses. */
async function take(context: Context, unpaid: UnpaidTrade): Promise<Taken | null> {
  const subject = { outTradeNo: unpaid.request.out_trade_no }
  const rule = context.service.faults.take('wechat-pay.pay', subject)
  if (rule?.kind === 'fails') return null
  if (rule?.kind !== 'takes-long') return takePayment(context, unpaid)
  return startPayment(context, unpaid, Number(rule.with?.['delayMs'] ?? TAKES_LONG_MS))
}
