import { drawHex, unseeded } from '../../gateway/drawn'
import { ok, refuse, type Result } from '../../gateway/result'
import type { Context } from '../context'
import { AUTH_CODE_LIFETIME_MS } from '../user/oauth-token'
import { takePayment } from './payment'
import { type PhoneNumberEnvelope, sealPhoneNumber } from '../user/phone-number'
import { checkPayable, type PayRefusal } from './trade'
import type { SentMessage } from '../user/sent-message'
import { subscribe } from '../user/template-message'

/** Content of the sheet before the payer confirms. */
export interface PaymentOffer {
  readonly tradeNo: string
  readonly subject: string
  readonly totalFen: number
  /** The seller who is paid, if not the app's own. */
  readonly sellerId?: string
}

/** The user's side of Alipay, called by the wallet. */
export interface Cashier {
  offer(tradeNo: string, openId: string): Result<PaymentOffer, PayRefusal>
  /**
   * Takes the payment; resolves when it is on disk. The merchant is notified. Faults apply at
   * `alipay.pay`.
   */
  pay(tradeNo: string, openId: string): Promise<Result<PaymentOffer, PayRefusal>>
  /** Result of `my.getAuthCode`: stands for this user once. */
  issueAuthCode(openId: string): Promise<string>
  /** Result of `my.getPhoneNumber`. */
  sealPhoneNumber(mobile: string): PhoneNumberEnvelope
  /** Result of submitting a form of the mini-program: permits one message to this user. */
  issueFormId(openId: string): Promise<string>
  /** Effect of an accepted `my.requestSubscribeMessage`: permits one message of the template. */
  acceptMessages(openId: string, templateId: string): Promise<void>
  /** Every template message sent, oldest first. */
  messages(): readonly SentMessage[]
}

const TAKES_LONG_MS = 30_000

export function createCashier(context: Context): Cashier {
  const { books, service } = context
  const elapse = (ms: number) =>
    new Promise<void>((resolve) => {
      service.clock.schedule(service.clock.now() + ms, resolve)
    })
  const find = (tradeNo: string, openId: string) =>
    checkPayable(books.trades.get(tradeNo), openId, service.clock.now())

  return {
    sealPhoneNumber: (mobile) => sealPhoneNumber(context.keys, mobile),
    async issueFormId(openId) {
      const formId = drawHex(unseeded, 32)
      books.formIds.put(formId, openId)
      await service.file.durable()
      return formId
    },
    async acceptMessages(openId, templateId) {
      subscribe(books, openId, templateId)
      await service.file.durable()
    },
    messages: () =>
      books.messages
        .all()
        .map(({ value }) => value)
        .sort((a, b) => a.sentAtMs - b.sentAtMs),
    offer(tradeNo, openId) {
      const payable = find(tradeNo, openId)
      return payable.ok ? ok(toOffer(payable.value)) : payable
    },
    async pay(tradeNo, openId) {
      const payable = find(tradeNo, openId)
      if (!payable.ok) return payable
      const rule = service.faults.take('alipay.pay', { outTradeNo: payable.value.outTradeNo })
      if (rule?.kind === 'fails')
        return refuse({ code: 'failed', words: '支付失败，请更换支付方式' })
      if (rule?.kind === 'takes-long') await elapse(Number(rule.with?.['delayMs'] ?? TAKES_LONG_MS))
      const stillPayable = find(tradeNo, openId)
      if (!stillPayable.ok) return stillPayable
      const { trade } = takePayment(context, stillPayable.value)
      await service.file.durable()
      return ok(toOffer(trade))
    },
    async issueAuthCode(openId) {
      const code = drawHex(unseeded, 32)
      const expiresAtMs = service.clock.now() + AUTH_CODE_LIFETIME_MS
      books.authCodes.put(code, { openId, expiresAtMs })
      await service.file.durable()
      return code
    },
  }
}

const toOffer = ({ sellerId, subject, totalFen, tradeNo }: PaymentOffer): PaymentOffer => ({
  tradeNo,
  subject,
  totalFen,
  ...(sellerId === undefined ? {} : { sellerId }),
})
