import { drawHex, unseeded } from '../gateway/drawn'

/** A mini-program, as its owner sees it on mp.weixin.qq.com. */
export interface WechatApp {
  readonly appId: string
  readonly appSecret: string
}

export const makeWechatApp = (): WechatApp => ({
  appId: `wxLOCAL${drawHex(unseeded, 11)}`,
  appSecret: `LOCAL${drawHex(unseeded, 27)}`,
})
