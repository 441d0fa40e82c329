/** Who stands behind a call from inside WeChat, as WeChat itself vouches for it. */
export interface WechatIdentity {
  readonly openId: string
  readonly appId: string
  readonly unionId?: string
  readonly clientIp?: string
}

/** Functions, as other clouds reach them. */
export interface FunctionHost {
  /** `wx.cloud.callFunction({ name, data })`; rejects with a `FunctionError`. */
  callFromWechat(name: string, data: unknown, identity: WechatIdentity): Promise<unknown>
}

/** Why a call came to nothing, in the service's own words. */
export class FunctionError extends Error {
  constructor(
    /** `FUNCTION_TIME_LIMIT_EXCEEDED`, `FUNCTION_NOT_FOUND`, … */
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}
