import { type KeyObject, X509Certificate } from 'node:crypto'
import { ok, refuse, type Result } from '../gateway/result'
import { verifyRsa } from '../gateway/rsa'
import { toYuan } from '../gateway/yuan'
import { type Desk, drawTransactionId } from './desk'
import { postNotice } from './notifications'
import { checkPayable, payTrade, type PayRefusal, type UnpaidTrade } from './trade'
import { presentTransaction } from './transaction'

/** What a mini-program hands to `wx.requestPayment`. */
export interface PaymentRequest {
  readonly timeStamp: string
  readonly nonceStr: string
  /** `prepay_id=…` */
  readonly package: string
  readonly signType: string
  readonly paySign: string
}

/** What WeChat shows on the sheet before the payer confirms. */
export interface PaymentOffer {
  readonly prepayId: string
  readonly description: string
  readonly totalFen: number
}

export type OfferRefusal =
  PayRefusal | { readonly code: 'bad-signature'; readonly words: '支付验证签名失败' }

/** The payer's side of WeChat Pay, for the wallet to call. */
export interface Cashier {
  /** Checks what the mini-program asks for, on behalf of the person who holds the phone. */
  offer(request: PaymentRequest, openId: string): Result<PaymentOffer, OfferRefusal>
  /** Takes the payment; resolves when it is on the disk. The merchant hears by notification. */
  pay(prepayId: string, openId: string): Promise<Result<{ transactionId: string }, PayRefusal>>
}

export function createCashier(desk: Desk): Cashier {
  const merchant = new X509Certificate(desk.keys.merchant.certificatePem).publicKey
  return {
    offer(request, openId) {
      const [, prepayId] = /^prepay_id=(\w+)$/.exec(request.package) ?? []
      if (prepayId === undefined || !isSigned(desk, merchant, request)) {
        return refuse({ code: 'bad-signature', words: '支付验证签名失败' })
      }
      const payable = findPayable(desk, prepayId, openId)
      if (!payable.ok) return payable
      const { amount, description } = payable.value.request
      return ok({ prepayId, description, totalFen: amount.total })
    },
    async pay(prepayId, openId) {
      const payable = findPayable(desk, prepayId, openId)
      if (!payable.ok) return payable
      const transactionId = take(desk, payable.value)
      await desk.context.file.durable()
      return ok({ transactionId })
    },
  }
}

/** 小程序调起支付签名 (…/doc/v3/merchant/4012365341). */
function isSigned({ keys }: Desk, merchant: KeyObject, request: PaymentRequest): boolean {
  const { nonceStr, package: offer, paySign, signType, timeStamp } = request
  const signed = `${keys.appId}\n${timeStamp}\n${nonceStr}\n${offer}\n`
  return signType === 'RSA' && verifyRsa(merchant, signed, paySign)
}

function findPayable(
  { books, context }: Desk,
  prepayId: string,
  openId: string,
): Result<UnpaidTrade, PayRefusal> {
  const prepay = books.prepays.get(prepayId)
  const trade = prepay && books.trades.get(prepay.outTradeNo)
  if (!trade) return refuse({ code: 'unknown-prepay', words: '支付请求无效' })
  const nowMs = context.clock.now()
  const payable = checkPayable(trade, openId, nowMs)
  if (!payable.ok) return payable
  if (nowMs >= prepay.expiresAtMs) return refuse({ code: 'prepay-expired', words: '该订单已失效' })
  return payable
}

function take(desk: Desk, unpaid: UnpaidTrade): string {
  const { books, context } = desk
  const transactionId = drawTransactionId(desk)
  const trade = payTrade(unpaid, transactionId, context.clock.now())
  const { amount, notify_url: url, out_trade_no: outTradeNo } = trade.request
  books.trades.put(outTradeNo, trade)
  books.transactions.put(transactionId, outTradeNo)
  postNotice(desk, {
    url,
    event: 'TRANSACTION.SUCCESS',
    summary: '支付成功',
    originalType: 'transaction',
    outTradeNo,
    resource: presentTransaction(trade),
  })
  context.wire.record({
    atMs: context.clock.now(),
    service: 'wechat-pay',
    title: '收款',
    detail: `¥${toYuan(amount.total)} · ${trade.request.description}`,
    outcome: 'ok',
    data: { outTradeNo, transactionId },
  })
  return transactionId
}
