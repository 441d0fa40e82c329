import type { PhoneButtonDetail } from '../ports'

/**
 * Interface of the wallet to the H5 build inside a phone of the local stack: the same calls, names
 * and answers as `wx` and `my` in the real wallets. The stack sets it on `window` before our script
 * is loaded.
 */
export type WalletHost =
  | { readonly wallet: 'wechat'; readonly storageNamespace: string; readonly wx: HostWx }
  | { readonly wallet: 'alipay'; readonly storageNamespace: string; readonly my: HostMy }

declare global {
  interface Window {
    walletHost?: WalletHost
  }
}

interface Callbacks<Success, Failure> {
  success?(result: Success): void
  fail?(failure: Failure): void
}

export interface LaunchOptions {
  readonly query: Readonly<Record<string, string>>
}

type WxFailure = { readonly errMsg: string; readonly errCode?: number }
type MyFailure = { readonly error: number; readonly errorMessage: string }

/**
 * What WeChat documents. An older base library, a computer or a third runtime has less of it, so that
 * nothing may be called without a look: see `HostWx`.
 */
export interface WxApis {
  getLaunchOptionsSync(): LaunchOptions
  /** The app comes to the foreground, by a scanned code for instance: a warm start. */
  onAppShow(listener: (options: LaunchOptions) => void): void
  readonly cloud: {
    /** On a phone only: a phone of the local stack knows its environment. */
    init?(options: { env: string }): void
    callFunction(
      call: { name: string; data: unknown } & Callbacks<{ result: unknown }, WxFailure>,
    ): void
  }
  /** Fails with `requestPayment:fail cancel` when the driver cancels. */
  requestPayment(
    request: {
      timeStamp: string
      nonceStr: string
      package: string
      signType: 'RSA'
      paySign: string
    } & Callbacks<{ errMsg: string }, WxFailure>,
  ): void
  /** Only in a tap or after a payment; an answer for each template: `accept`, `reject`, `ban`, `filter`. */
  requestSubscribeMessage(
    request: { tmplIds: string[] } & Callbacks<Readonly<Record<string, string>>, WxFailure>,
  ): void
  scanCode(request: { scanType: string[] } & Callbacks<{ result: string }, WxFailure>): void
  getLocation(
    request: { type: 'gcj02' } & Callbacks<{ latitude: number; longitude: number }, WxFailure>,
  ): void
  openLocation(place: { latitude: number; longitude: number; name: string; address: string }): void
  makePhoneCall(request: { phoneNumber: string }): void
}

/** The `wx` that is really there. */
export type HostWx = Partial<WxApis> & {
  /** A phone of the local stack plays the button of `open-type="getPhoneNumber"`. */
  playPhoneButton?(on: (detail: PhoneButtonDetail) => void): void
}

/** APIs that Alipay documents; see `WxApis`. */
export interface MyApis {
  getLaunchOptionsSync(): LaunchOptions
  onAppShow(listener: (options: LaunchOptions) => void): void
  getAuthCode(request: { scopes: 'auth_base' } & Callbacks<{ authCode: string }, MyFailure>): void
  request(
    request: {
      url: string
      method: 'POST'
      headers: Record<string, string>
      data: string
      dataType: 'text'
    } & Callbacks<{ status: number; data: string }, MyFailure>,
  ): void
  /** `resultCode` 9000 paid, 8000 and 6004 unknown, 4000 failed, 6001 cancelled, 6002 no network. */
  tradePay(request: { tradeNO: string } & Callbacks<{ resultCode: string }, MyFailure>): void
  /** `behavior` is `subscribe`, also for a part of the templates, or `cancel`. */
  requestSubscribeMessage(
    request: { entityIds: string[] } & Callbacks<
      {
        readonly behavior?: string
        readonly result?: { readonly subscribeEntityIds?: readonly string[] }
      },
      MyFailure
    >,
  ): void
  /** After the button has asked; `response` is a JSON text, signed and encrypted. */
  getPhoneNumber(request: Callbacks<{ response: string }, MyFailure>): void
  scan(request: { type: 'qr' } & Callbacks<{ code: string }, MyFailure>): void
  getLocation(request: Callbacks<{ latitude: number; longitude: number }, MyFailure>): void
  openLocation(place: { latitude: number; longitude: number; name: string; address: string }): void
  makePhoneCall(request: { number: string }): void
}

/** The `my` that is really there. */
export type HostMy = Partial<MyApis> & {
  /** The same for `open-type="getAuthorize"` of the scope `phoneNumber`. */
  playPhoneButton?(on: (isAllowed: boolean) => void): void
}
