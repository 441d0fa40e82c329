import { type AlipayKeys, makeAlipayKeys } from './alipay/wire/keys'
import { type FapiaoKeys, makeFapiaoKeys } from './fapiao/keys'
import { makeWechatApp, type WechatApp } from './wechat/app'
import { makeWechatPayKeys, type WechatPayKeys } from './wechat-pay/wire/keys'

/**
 * All numbers, keys and secrets of the providers and their merchant, made once for this
 * installation. A reset of the stack keeps them, since they are in use.
 */
export interface Installation {
  readonly wechat: WechatApp
  readonly wechatPay: WechatPayKeys
  readonly alipay: AlipayKeys
  readonly fapiao: FapiaoKeys
}

/** Takes about a second: six RSA keys. */
export async function makeInstallation(nowMs: number): Promise<Installation> {
  const wechat = makeWechatApp()
  const wechatPay = await makeWechatPayKeys(wechat.appId, nowMs)
  const alipay = await makeAlipayKeys(nowMs)
  return { wechat, wechatPay, alipay, fapiao: makeFapiaoKeys() }
}
