import { randomBytes } from 'node:crypto'
import { makeAuthority } from '../../gateway/certificate'
import { drawDigits, unseeded } from '../../gateway/drawn'
import { makeRsaKeyPair, type RsaKeyPair } from '../../gateway/rsa'

/** Keys of Alipay and of one merchant, as text that can be stored. */
export interface AlipayKeys {
  readonly appId: string
  /** The merchant's own user number, `2088…`. */
  readonly sellerId: string
  readonly app: RsaKeyPair
  readonly platform: RsaKeyPair
  /** AES-128, base64: 接口内容加密. */
  readonly aesKey: string
  /** Sellers who have authorised the app 应用授权, by their `app_auth_token`. */
  readonly authorised?: readonly AuthorisedSeller[]
  /** For the same keys. Without them the app is in plain public-key mode. */
  readonly certificates?: AlipayCertificates
}

export interface AuthorisedSeller {
  readonly appAuthToken: string
  readonly sellerId: string
}

/** 公钥证书模式, PEM. */
export interface AlipayCertificates {
  /** 支付宝根证书. */
  readonly root: string
  /** 应用公钥证书. */
  readonly app: string
  /** 支付宝公钥证书. */
  readonly alipay: string
}

/** Values shown to a merchant on open.alipay.com under 开发设置. */
export interface AlipayCredentials {
  readonly appId: string
  readonly sellerId: string
  readonly appPrivateKeyPem: string
  readonly alipayPublicKeyPem: string
  readonly aesKey: string
  readonly certificates?: AlipayCertificates
}

export const alipayCredentials = (keys: AlipayKeys): AlipayCredentials => ({
  appId: keys.appId,
  sellerId: keys.sellerId,
  appPrivateKeyPem: keys.app.privateKeyPem,
  alipayPublicKeyPem: keys.platform.publicKeyPem,
  aesKey: keys.aesKey,
  ...(keys.certificates ? { certificates: keys.certificates } : {}),
})

export async function makeAlipayKeys(nowMs: number): Promise<AlipayKeys> {
  const app = await makeRsaKeyPair()
  const platform = await makeRsaKeyPair()
  const appId = `9021000000${drawDigits(unseeded, 6)}` // 9021 is how Alipay numbers sandbox apps
  return {
    appId,
    sellerId: `2088000000${drawDigits(unseeded, 6)}`,
    app,
    platform,
    aesKey: randomBytes(16).toString('base64'),
    certificates: await makeCertificates(appId, app, platform, nowMs),
  }
}

const YEARS_5_MS = 5 * 365 * 86_400_000

async function makeCertificates(
  appId: string,
  app: RsaKeyPair,
  platform: RsaKeyPair,
  nowMs: number,
): Promise<AlipayCertificates> {
  const lifetime = { fromMs: nowMs, untilMs: nowMs + YEARS_5_MS }
  // As the real ones are issued: some clients read the issuer as exactly these four parts.
  const organization = 'C=CN, O=LOCAL TEST, OU=Certification Authority'
  const root = await makeAuthority({ name: `${organization}, CN=LOCAL TEST ROOT`, ...lifetime })
  const issue = (name: string, publicKeyPem: string) =>
    root.issue({ name: `${organization}, CN=${name}`, publicKeyPem, ...lifetime })
  return {
    root: root.certificatePem,
    app: await issue(appId, app.publicKeyPem),
    alipay: await issue('LOCAL TEST GATEWAY', platform.publicKeyPem),
  }
}
