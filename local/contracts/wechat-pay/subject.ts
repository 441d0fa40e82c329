import type { WechatPayCredentials } from '../../src/wechat-pay/wire/keys'
import type { Decorator } from 'wechatpay-axios-plugin'
import type { Json } from './client'

/** The WeChat Pay under test: the emulator, or the real one with a merchant's real credentials. */
export interface WechatPaySubject {
  readonly baseUrl: string
  readonly credentials: WechatPayCredentials
  /** A payer known to the app. */
  readonly openId: string
  readonly notifyUrl: string
  /** A payer and a listening server; without them only tests that need neither run. */
  readonly hands?: {
    pay(prepayId: string): Promise<void>
    /** Claims a coupon of this stock; returns its code. */
    claim(stockId: string): Promise<string>
    /** Runs everything that is due: notifications arrive, refunds end. */
    settle(): Promise<void>
    /** Minimum age of a payment before profit sharing. */
    waitAMinute(): Promise<void>
    received(): readonly { headers: Readonly<Record<string, string>>; body: string }[]
  }
  close(): Promise<void>
}

export interface Given {
  readonly client: Decorator
  readonly subject: WechatPaySubject
  /** An unused number. */
  readonly drawNumber: () => string
  /** Orders and pays; returns the transaction_id. */
  readonly pay: (changes: Json) => Promise<string>
}
