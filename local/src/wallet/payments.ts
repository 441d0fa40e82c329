import { z } from 'zod'
import type { Cashier as AlipayCashier } from '../alipay/cashier'
import { ok, refuse, type Result } from '../gateway/result'
import type { Cashier as WechatPayCashier } from '../wechat-pay/cashier'
import type { Offer } from './wallet-call'

/** For people: why there is nothing to pay. */
export interface NoPayment {
  readonly words: string
}

/** One wallet's way to the money. */
export interface Payments {
  /** `request` is what the page handed to the wallet. */
  offer(request: unknown, openId: string): Result<Offer, NoPayment>
  pay(reference: string, openId: string): Promise<Result<unknown, NoPayment>>
}

/** What `wx.requestPayment` takes. */
const wechatRequest = z.object({
  timeStamp: z.string(),
  nonceStr: z.string(),
  package: z.string(),
  signType: z.string(),
  paySign: z.string(),
})

export function wechatPayments(cashier: WechatPayCashier): Payments {
  return {
    offer(request, openId) {
      const parsed = wechatRequest.safeParse(request)
      if (!parsed.success) return refuse({ words: '支付参数不完整' })
      const offer = cashier.offer(parsed.data, openId)
      if (!offer.ok) return offer
      const { description, prepayId, totalFen } = offer.value
      return ok({ reference: prepayId, description, totalFen })
    },
    pay: (prepayId, openId) => cashier.pay(prepayId, openId),
  }
}

/** What `my.tradePay` takes. */
const alipayRequest = z.object({ tradeNO: z.string() })

export function alipayPayments(cashier: AlipayCashier): Payments {
  return {
    offer(request, openId) {
      const parsed = alipayRequest.safeParse(request)
      if (!parsed.success) return refuse({ words: '支付参数不完整' })
      const offer = cashier.offer(parsed.data.tradeNO, openId)
      if (!offer.ok) return offer
      const { subject, totalFen, tradeNo } = offer.value
      return ok({ reference: tradeNo, description: subject, totalFen })
    },
    pay: (tradeNo, openId) => cashier.pay(tradeNo, openId),
  }
}
