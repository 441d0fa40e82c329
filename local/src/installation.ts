import { type AlipayKeys, makeAlipayKeys } from './alipay/keys'
import { makeWechatApp, type WechatApp } from './wechat/app'
import { makeWechatPayKeys, type WechatPayKeys } from './wechat-pay/keys'

/**
 * Every number, key and secret that the providers and their merchant hold, made once for this
 * installation and good nowhere else. A reset of the stack keeps them: they are in use by then.
 */
export interface Installation {
  readonly wechat: WechatApp
  readonly wechatPay: WechatPayKeys
  readonly alipay: AlipayKeys
}

/** Takes about a second: six RSA keys. */
export async function makeInstallation(nowMs: number): Promise<Installation> {
  const wechat = makeWechatApp()
  const wechatPay = await makeWechatPayKeys(wechat.appId, nowMs)
  const alipay = await makeAlipayKeys(nowMs)
  return { wechat, wechatPay, alipay }
}
