import { randomBytes } from 'node:crypto'
import { drawDigits, unseeded } from '../gateway/drawn'
import { makeRsaKeyPair, type RsaKeyPair } from '../gateway/rsa'

/** What Alipay and one merchant of it hold, both sides, as text that can be stored. */
export interface AlipayKeys {
  readonly appId: string
  /** The merchant's own user number, `2088…`. */
  readonly sellerId: string
  readonly app: RsaKeyPair
  readonly platform: RsaKeyPair
  /** AES-128, base64: 接口内容加密. */
  readonly aesKey: string
}

/** What a merchant finds on open.alipay.com under 开发设置, in the mode of plain public keys. */
export interface AlipayCredentials {
  readonly appId: string
  readonly sellerId: string
  readonly appPrivateKeyPem: string
  readonly alipayPublicKeyPem: string
  readonly aesKey: string
}

export const alipayCredentials = (keys: AlipayKeys): AlipayCredentials => ({
  appId: keys.appId,
  sellerId: keys.sellerId,
  appPrivateKeyPem: keys.app.privateKeyPem,
  alipayPublicKeyPem: keys.platform.publicKeyPem,
  aesKey: keys.aesKey,
})

export async function makeAlipayKeys(): Promise<AlipayKeys> {
  return {
    appId: `9021000000${drawDigits(unseeded, 6)}`, // 9021 is how Alipay numbers sandbox apps
    sellerId: `2088000000${drawDigits(unseeded, 6)}`,
    app: await makeRsaKeyPair(),
    platform: await makeRsaKeyPair(),
    aesKey: randomBytes(16).toString('base64'),
  }
}
