import { type KeyAndCertificate, makeCertificate } from '../../gateway/certificate'
import { drawAlphanumeric, drawDigits, unseeded } from '../../gateway/drawn'
import { makeRsaKeyPair, type RsaKeyPair } from '../../gateway/rsa'

/** Number and keys of one merchant. */
export interface MerchantKeys {
  readonly mchid: string
  /** 32 characters: the key of AEAD_AES_256_GCM. */
  readonly apiV3Key: string
  readonly merchant: KeyAndCertificate
}

/** Keys of WeChat Pay and of its merchants, as text that can be stored. */
export interface WechatPayKeys extends MerchantKeys {
  readonly appId: string
  /** Further merchants to whom the same application belongs. */
  readonly others?: readonly MerchantKeys[]
  /** `sub_mchid` 特约商户 of the first merchant, who is then a service provider 服务商. */
  readonly subMerchants?: readonly string[]
  /** 平台证书, newest last. Merchants registered since late 2024 have none. */
  readonly platformCertificates: readonly PlatformCertificate[]
  /** 微信支付公钥. */
  readonly platformKey: PlatformKey
}

export interface PlatformCertificate extends KeyAndCertificate {
  readonly fromMs: number
  readonly untilMs: number
}

export interface PlatformKey extends RsaKeyPair {
  /** `PUB_KEY_ID_…` */
  readonly id: string
}

/** Values shown to or uploaded by a merchant on pay.weixin.qq.com under 账户中心 → API 安全. */
export interface WechatPayCredentials {
  readonly appId: string
  readonly mchid: string
  readonly apiV3Key: string
  readonly merchantSerial: string
  readonly merchantCertificatePem: string
  readonly merchantPrivateKeyPem: string
  readonly publicKeyId: string
  readonly publicKeyPem: string
}

export const wechatPayCredentials = (keys: WechatPayKeys): WechatPayCredentials => ({
  appId: keys.appId,
  mchid: keys.mchid,
  apiV3Key: keys.apiV3Key,
  merchantSerial: keys.merchant.serial,
  merchantCertificatePem: keys.merchant.certificatePem,
  merchantPrivateKeyPem: keys.merchant.privateKeyPem,
  publicKeyId: keys.platformKey.id,
  publicKeyPem: keys.platformKey.publicKeyPem,
})

/**
 * Both kinds of certificate are valid for five years
 * (pay.weixin.qq.com/doc/v3/merchant/4012068829).
 */
export const PLATFORM_CERTIFICATE_LIFETIME_MS = 5 * 365 * 86_400_000

export async function makeMerchantKeys(nowMs: number): Promise<MerchantKeys> {
  const mchid = `19000${drawDigits(unseeded, 5)}`
  const lifetime = { fromMs: nowMs, untilMs: nowMs + PLATFORM_CERTIFICATE_LIFETIME_MS }
  return {
    mchid,
    apiV3Key: `LOCALtest${drawAlphanumeric(unseeded, 23)}`,
    merchant: await makeCertificate({ name: `CN=${mchid}, O=LOCAL TEST MERCHANT`, ...lifetime }),
  }
}

export async function makeWechatPayKeys(appId: string, nowMs: number): Promise<WechatPayKeys> {
  const lifetime = { fromMs: nowMs, untilMs: nowMs + PLATFORM_CERTIFICATE_LIFETIME_MS }
  return {
    appId,
    ...(await makeMerchantKeys(nowMs)),
    platformCertificates: [await makePlatformCertificate(lifetime)],
    platformKey: { id: `PUB_KEY_ID_LOCAL${drawDigits(unseeded, 24)}`, ...(await makeRsaKeyPair()) },
  }
}

/** A further one, for the rotation in which an old and a new one are both in use. */
export async function makePlatformCertificate(lifetime: {
  fromMs: number
  untilMs: number
}): Promise<PlatformCertificate> {
  const made = await makeCertificate({ name: 'CN=LOCAL TEST, O=LOCAL TEST GATEWAY', ...lifetime })
  return { ...made, ...lifetime }
}
