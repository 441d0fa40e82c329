import { generateKeyPair, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto'
import { promisify } from 'node:util'

export interface RsaKeyPair {
  readonly publicKeyPem: string
  /** PKCS #8. */
  readonly privateKeyPem: string
}

export async function makeRsaKeyPair(): Promise<RsaKeyPair> {
  const { privateKey, publicKey } = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })
  return { publicKeyPem: publicKey, privateKeyPem: privateKey }
}

/** SHA256withRSA, PKCS #1 v1.5, base64: the signatures of WeChat Pay and Alipay (RSA2). */
export const signRsa = (key: KeyObject, text: string): string =>
  sign('sha256', Buffer.from(text), key).toString('base64')

/** Garbage as a signature is a wrong signature, not an error. */
export const verifyRsa = (key: KeyObject, text: string, signature: string): boolean =>
  verify('sha256', Buffer.from(text), key, Buffer.from(signature, 'base64'))

let stranger: KeyObject | undefined

/** A key of neither merchant nor provider, for forgeries. */
export function strangerKey(): KeyObject {
  stranger ??= generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  return stranger
}
