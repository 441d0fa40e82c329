import { createPrivateKey, type KeyObject } from 'node:crypto'
import type { Random } from '../../gateway/drawn'
import { signRsa } from '../../gateway/rsa'
import type { PlatformCertificate, WechatPayKeys } from './keys'
import type { PlatformCertificates } from './platform-certificates'

/** A key of WeChat Pay with its public name. */
export interface SigningKey {
  /** A certificate's serial number, or `PUB_KEY_ID_…`. */
  readonly serial: string
  readonly privateKey: KeyObject
}

export interface SigningKeys {
  readonly publicKey: SigningKey
  /** Newest last; merchants in public-key mode have none. */
  certificates(): readonly SigningKey[]
  find(serial: string): SigningKey | undefined
}

export function openSigningKeys(
  { platformKey }: WechatPayKeys,
  platformCertificates: PlatformCertificates,
): SigningKeys {
  const publicKey = signingKey(platformKey.id, platformKey.privateKeyPem)
  const opened = new Map<string, SigningKey>()

  function open({ privateKeyPem, serial }: PlatformCertificate): SigningKey {
    const key = opened.get(serial) ?? signingKey(serial, privateKeyPem)
    opened.set(serial, key)
    return key
  }

  const certificates = () => platformCertificates.current().map(open)
  return {
    publicKey,
    certificates,
    find: (serial) =>
      [publicKey, ...certificates()].find(
        (key) => key.serial.toUpperCase() === serial.toUpperCase(),
      ),
  }
}

/** During a rotation both certificates sign. Null if there are none. */
export function pickCertificate(
  { certificates }: SigningKeys,
  random: Random,
  newestPercent: number,
): SigningKey | null {
  const known = certificates()
  const isNewest = known.length < 2 || random() * 100 < newestPercent
  return known.at(isNewest ? -1 : -2) ?? null
}

const signingKey = (serial: string, privateKeyPem: string): SigningKey => ({
  serial,
  privateKey: createPrivateKey(privateKeyPem),
})

export interface Signing {
  readonly key: SigningKey
  readonly nonce: string
  readonly atMs: number
  /** Empty for 204. */
  readonly body: string
}

export type SignatureHeaders = Readonly<
  Record<
    | 'wechatpay-timestamp'
    | 'wechatpay-nonce'
    | 'wechatpay-serial'
    | 'wechatpay-signature'
    | 'wechatpay-signature-type',
    string
  >
>

/** Signature of replies and notifications (…/doc/v3/merchant/4013053249). */
export function signatureHeaders({ atMs, body, key, nonce }: Signing): SignatureHeaders {
  const timestamp = String(Math.floor(atMs / 1000))
  return {
    'wechatpay-timestamp': timestamp,
    'wechatpay-nonce': nonce,
    'wechatpay-serial': key.serial,
    'wechatpay-signature': signRsa(key.privateKey, `${timestamp}\n${nonce}\n${body}\n`),
    'wechatpay-signature-type': 'WECHATPAY2-SHA256-RSA2048',
  }
}

const PROBE = 'WECHATPAY/SIGNTEST/'

/** 签名探测: a wrong signature on purpose, to test whether the merchant verifies. */
export const asProbe = (headers: SignatureHeaders): SignatureHeaders => ({
  ...headers,
  'wechatpay-signature': PROBE + headers['wechatpay-signature'].slice(PROBE.length),
})
