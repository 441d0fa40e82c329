import { z } from 'zod'
import type { Cashier as AlipayCashier } from '../alipay/trade/cashier'
import { ok, refuse, type Result } from '../gateway/result'
import type { Cashier as WechatPayCashier } from '../wechat-pay/trade/cashier'
import type { Offer } from './wallet-call'

/** Message to people: why there is nothing to pay. */
export interface NoPayment {
  readonly words: string
}

/** Payment functions of one wallet. */
export interface Payments {
  /** `request` is the page's argument to the wallet. */
  offer(request: unknown, openId: string): Result<Offer, NoPayment>
  pay(reference: string, openId: string): Promise<Result<unknown, NoPayment>>
}

/** Argument of `wx.requestPayment`. */
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
      const { prepayId: reference, ...rest } = offer.value
      return ok({ reference, ...rest })
    },
    pay: (prepayId, openId) => cashier.pay(prepayId, openId),
  }
}

/** Argument of `my.tradePay`. */
const alipayRequest = z.object({ tradeNO: z.string() })

export function alipayPayments(cashier: AlipayCashier): Payments {
  return {
    offer(request, openId) {
      const parsed = alipayRequest.safeParse(request)
      if (!parsed.success) return refuse({ words: '支付参数不完整' })
      const offer = cashier.offer(parsed.data.tradeNO, openId)
      if (!offer.ok) return offer
      const { sellerId: account, subject: description, totalFen, tradeNo: reference } = offer.value
      return ok({ reference, description, totalFen, ...(account ? { account } : {}) })
    },
    pay: (tradeNo, openId) => cashier.pay(tradeNo, openId),
  }
}
