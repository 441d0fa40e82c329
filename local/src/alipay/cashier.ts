import { drawHex, unseeded } from '../gateway/drawn'
import { ok, type Result } from '../gateway/result'
import { toYuan } from '../gateway/yuan'
import type { Desk } from './desk'
import { notifyStatus } from './notifications'
import { AUTH_CODE_LIFETIME_MS } from './oauth-token'
import { checkPayable, payTrade, type PayRefusal } from './trade'

/** What Alipay shows on the sheet before the payer confirms. */
export interface PaymentOffer {
  readonly tradeNo: string
  readonly subject: string
  readonly totalFen: number
}

/** The user's side of Alipay, for the wallet to call. */
export interface Cashier {
  offer(tradeNo: string, openId: string): Result<PaymentOffer, PayRefusal>
  /** Takes the payment; resolves when it is on the disk. The merchant hears by notification. */
  pay(tradeNo: string, openId: string): Promise<Result<PaymentOffer, PayRefusal>>
  /** What `my.getAuthCode` gives: stands for this user once. */
  issueAuthCode(openId: string): Promise<string>
}

export function createCashier(desk: Desk): Cashier {
  const { books, context } = desk
  const find = (tradeNo: string, openId: string) =>
    checkPayable(books.trades.get(tradeNo), openId, context.clock.now())

  return {
    offer(tradeNo, openId) {
      const payable = find(tradeNo, openId)
      return payable.ok ? ok(toOffer(payable.value)) : payable
    },
    async pay(tradeNo, openId) {
      const payable = find(tradeNo, openId)
      if (!payable.ok) return payable
      const trade = payTrade(payable.value, context.clock.now())
      books.trades.put(tradeNo, trade)
      desk.deadlines.forget(tradeNo)
      notifyStatus(desk, trade)
      context.wire.record({
        atMs: context.clock.now(),
        service: 'alipay',
        title: '收款',
        detail: `¥${toYuan(trade.totalFen)} · ${trade.subject}`,
        outcome: 'ok',
        data: { outTradeNo: trade.outTradeNo, tradeNo },
      })
      await context.file.durable()
      return ok(toOffer(trade))
    },
    async issueAuthCode(openId) {
      const code = drawHex(unseeded, 32)
      const expiresAtMs = context.clock.now() + AUTH_CODE_LIFETIME_MS
      books.authCodes.put(code, { openId, expiresAtMs })
      await context.file.durable()
      return code
    },
  }
}

const toOffer = ({ subject, totalFen, tradeNo }: PaymentOffer): PaymentOffer => ({
  tradeNo,
  subject,
  totalFen,
})
