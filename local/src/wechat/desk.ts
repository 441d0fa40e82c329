import type { Records } from '../records'
import type { ServiceContext } from '../service'
import type { WechatApp } from './app'
import type { SingleUseCodes } from './single-use-codes'

/** What WeChat knows of a user of the app. */
export interface WechatUser {
  readonly openId: string
  readonly unionId?: string
}

export interface Desk {
  readonly context: ServiceContext
  readonly app: WechatApp
  readonly loginCodes: SingleUseCodes<WechatUser>
  /** Each stands for a phone number that its owner has agreed to show. */
  readonly phoneCodes: SingleUseCodes<string>
  /** By access_token. */
  readonly tokens: Records<{ readonly expiresAtMs: number }>
}

export interface Call {
  readonly query: Readonly<Record<string, string | undefined>>
  /** Parsed JSON; undefined where there was none. */
  readonly body: unknown
}

export interface Endpoint {
  /** Faults strike at `wechat.<operation>`. */
  readonly operation: string
  readonly method: 'GET' | 'POST'
  readonly path: string
  answer(desk: Desk, call: Call): object
}

/** WeChat refuses with HTTP 200 and a number (developers.weixin.qq.com, 全局返回码). */
export const ERRORS = {
  badGrantType: error(40002, 'invalid grant_type'),
  badToken: error(40001, 'invalid credential, access_token is invalid or not latest'),
  badAppId: error(40013, 'invalid appid'),
  badCode: error(40029, 'invalid code'),
  badSecret: error(40125, 'invalid appsecret'),
  usedCode: error(40163, 'code been used'),
  noCode: error(41008, 'missing code'),
  system: error(-1, 'system error'),
} as const

function error(errcode: number, errmsg: string) {
  return { errcode, errmsg } as const
}

/** The first thing wrong with who calls. */
export function checkApp(
  { app }: Desk,
  { appid, secret }: Readonly<Record<string, string | undefined>>,
): object | null {
  if (appid !== app.appId) return ERRORS.badAppId
  return secret === app.appSecret ? null : ERRORS.badSecret
}
