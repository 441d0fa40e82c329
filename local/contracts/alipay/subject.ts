import type { AlipayCredentials } from '../../src/alipay/wire/keys'
import type { AlipayMerchant } from './merchant'

/** The Alipay under test: the emulator, the sandbox or the real one with real credentials. */
export interface AlipaySubject {
  readonly gatewayUrl: string
  readonly credentials: AlipayCredentials
  /** A user known to the app. */
  readonly buyerOpenId: string
  readonly notifyUrl: string
  /** A payer and a listening server; without them only tests that need neither run. */
  readonly hands?: {
    pay(tradeNo: string): Promise<void>
    /** Runs everything that is due. */
    settle(): Promise<void>
    authorize(): Promise<string>
    /** Claims a voucher of this activity; returns its code, or the reason for the refusal. */
    claim(activityId: string): Promise<string>
    /** Forms received by the server. */
    received(): readonly string[]
  }
  close(): Promise<void>
}

export interface Given {
  readonly merchant: AlipayMerchant
  readonly subject: AlipaySubject
  /** An unused number. */
  readonly drawNumber: () => string
  /** Creates and pays a trade of one yuan; returns its trade_no. */
  readonly pay: () => Promise<string>
}
