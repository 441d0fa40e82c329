import type { PayOutcome } from './wallet-server'

/** How both wallets take a call of the app. */
export interface Callbacks {
  success?(result: object): void
  fail?(failure: object): void
}

/** Argument of `my.request`. */
export interface HttpRequest {
  readonly url: string
  readonly method: string
  readonly headers: Record<string, string>
  readonly data: string
}

/** `resultCode` of `my.tradePay`. */
export const RESULT_CODES: Readonly<Record<Exclude<PayOutcome, 'silence'>, string>> = {
  paid: '9000',
  cancelled: '6001',
  failed: '4000',
  unknown: '8000',
}
