import { createPrivateKey, type KeyObject } from 'node:crypto'
import { signRsa } from '../gateway/rsa'
import type { WechatPayKeys } from './keys'

/** A key of WeChat Pay under the name that the merchant knows it by. */
export interface SigningKey {
  /** A certificate's serial number, or `PUB_KEY_ID_…`. */
  readonly serial: string
  readonly privateKey: KeyObject
}

export interface SigningKeys {
  readonly publicKey: SigningKey
  /** The newest certificate's; merchants of the public-key mode have none. */
  readonly certificate: SigningKey | null
  find(serial: string): SigningKey | undefined
}

export function openSigningKeys(keys: WechatPayKeys): SigningKeys {
  const publicKey = signingKey(keys.platformKey.id, keys.platformKey.privateKeyPem)
  const certificates = keys.platformCertificates.map(({ privateKeyPem, serial }) =>
    signingKey(serial, privateKeyPem),
  )
  const all = [publicKey, ...certificates]
  return {
    publicKey,
    certificate: certificates.at(-1) ?? null,
    find: (serial) => all.find((key) => key.serial.toUpperCase() === serial.toUpperCase()),
  }
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

/** What replies and notifications are signed with (…/doc/v3/merchant/4013053249). */
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

/** 签名探测: a wrong signature on purpose, to see whether the merchant looks. */
export const asProbe = (headers: SignatureHeaders): SignatureHeaders => ({
  ...headers,
  'wechatpay-signature': PROBE + headers['wechatpay-signature'].slice(PROBE.length),
})
