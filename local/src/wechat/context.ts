import type { Records } from '../records'
import type { ServiceContext } from '../service'
import type { WechatApp } from './app'
import type { Quota } from './quota'
import type { SingleUseCodes } from './single-use-codes'
import type { SubscribeMessage } from './message'

/** WeChat's data of a user of the app. */
export interface WechatUser {
  readonly openId: string
  readonly unionId?: string
}

/** A number, and who has agreed to share it; a code made without a user is of anybody. */
export interface SharedNumber {
  readonly number: string
  readonly openId?: string
}

export interface Context {
  readonly service: ServiceContext
  readonly app: WechatApp
  readonly loginCodes: SingleUseCodes<WechatUser>
  /** Each stands for a phone number that its owner has agreed to share. */
  readonly phoneCodes: SingleUseCodes<SharedNumber>
  /** By access_token. */
  readonly tokens: Records<{ readonly expiresAtMs: number }>
  /** The one stable token. */
  readonly stableTokens: Records<string>
  /** Number of messages that a user still accepts, by openid and template. */
  readonly permits: Records<number>
  readonly messages: Records<SubscribeMessage>
  /** Pages of the released version; undefined: any name is accepted. */
  readonly publishedPages: readonly string[] | undefined
  readonly appCodeQuota: Quota
}

export interface Call {
  readonly query: Readonly<Record<string, string | undefined>>
  /** Parsed JSON; undefined if there is none. */
  readonly body: unknown
}

export interface Endpoint {
  /** Faults apply at `wechat.<operation>`. */
  readonly operation: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  answer(context: Context, call: Call): Answer | Promise<Answer>
}

/** JSON, or a picture: PNG. */
export type Answer = object | { readonly picture: Buffer }

export interface WechatError {
  readonly errcode: number
  readonly errmsg: string
}

/** WeChat refuses with HTTP 200 and a number (developers.weixin.qq.com, 全局返回码). */
export const ERRORS = {
  badGrantType: error(40002, 'invalid grant_type'),
  badToken: error(40001, 'invalid credential, access_token is invalid or not latest'),
  badAppId: error(40013, 'invalid appid'),
  badOpenId: error(40003, 'invalid openid'),
  badCode: error(40029, 'invalid code'),
  badTemplate: error(40037, 'invalid template_id'),
  badCodeArguments: error(40097, 'invalid args'),
  badSecret: error(40125, 'invalid appsecret'),
  usedCode: error(40163, 'code been used'),
  badScene: error(40169, 'invalid length for scene, or the data is not json string'),
  noCode: error(41008, 'missing code'),
  badPage: error(41030, 'invalid page'),
  notAccepted: error(43101, 'user refuse to accept the msg'),
  codesLimited: error(45009, 'reach max api daily quota limit'),
  limited: error(45011, 'api minute-quota reach limit, must slower, retry next minute'),
  badFormat: error(47001, 'data format error'),
  system: error(-1, 'system error'),
} as const

function error(errcode: number, errmsg: string): WechatError {
  return { errcode, errmsg }
}

/** The first error of the caller's credentials. */
export function checkApp(
  { app }: Context,
  { appid, secret }: Readonly<Record<string, string | undefined>>,
): object | null {
  if (appid !== app.appId) return ERRORS.badAppId
  return secret === app.appSecret ? null : ERRORS.badSecret
}
