import { createCipheriv } from 'node:crypto'

export interface Sealing {
  /** 32 bytes: the merchant's APIv3 key. */
  readonly key: string
  /** 12 bytes. */
  readonly nonce: string
  readonly associatedData: string
}

/** AEAD_AES_256_GCM: ciphertext and 16-byte tag, base64 (…/doc/v3/merchant/4012071382). */
export function seal(plaintext: string, { associatedData, key, nonce }: Sealing): string {
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(associatedData))
  const sealed = [cipher.update(plaintext, 'utf8'), cipher.final(), cipher.getAuthTag()]
  return Buffer.concat(sealed).toString('base64')
}
