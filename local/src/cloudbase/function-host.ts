/** The user of a call from inside WeChat, as vouched for by WeChat. */
export interface WechatIdentity {
  readonly openId: string
  readonly appId: string
  readonly unionId?: string
  readonly clientIp?: string
}

/** Functions, as other clouds call them. */
export interface FunctionHost {
  /** `wx.cloud.callFunction({ name, data })`; rejects with a `FunctionError`. */
  callFromWechat(name: string, data: unknown, identity: WechatIdentity): Promise<unknown>
}

/** A failed call, with the service's message. */
export class FunctionError extends Error {
  constructor(
    /** `FUNCTION_TIME_LIMIT_EXCEEDED`, `FUNCTION_NOT_FOUND`, … */
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}
