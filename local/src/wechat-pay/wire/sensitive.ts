import { constants, type KeyObject, privateDecrypt, publicEncrypt } from 'node:crypto'

/** 敏感信息加解密: RSAES-OAEP with SHA-1 (…/doc/v3/merchant/4013053257). */
const padding = constants.RSA_PKCS1_OAEP_PADDING

export const encryptSensitive = (key: KeyObject, clear: string): string =>
  publicEncrypt({ key, padding }, Buffer.from(clear)).toString('base64')

/** Null if it was encrypted for another key, or is not a ciphertext. */
export function decryptSensitive(key: KeyObject, encrypted: string): string | null {
  try {
    return privateDecrypt({ key, padding }, Buffer.from(encrypted, 'base64')).toString()
  } catch {
    return null
  }
}
