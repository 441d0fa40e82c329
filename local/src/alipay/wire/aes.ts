import { createCipheriv, createDecipheriv } from 'node:crypto'

/** 接口内容加密 (opendocs.alipay.com/common/02mse3): AES-128-CBC, PKCS #5, an IV of zeroes. */
const IV = Buffer.alloc(16)

/** `key` in base64, as the console shows it. */
export function encryptAes(clear: string, key: string): string {
  const cipher = createCipheriv('aes-128-cbc', Buffer.from(key, 'base64'), IV)
  return Buffer.concat([cipher.update(clear, 'utf8'), cipher.final()]).toString('base64')
}

/** Null if it was encrypted with another key, or not at all. */
export function decryptAes(encrypted: string, key: string): string | null {
  try {
    const decipher = createDecipheriv('aes-128-cbc', Buffer.from(key, 'base64'), IV)
    const bytes = Buffer.from(encrypted, 'base64')
    const clear = Buffer.concat([decipher.update(bytes), decipher.final()])
    return new TextDecoder('utf-8', { fatal: true }).decode(clear)
  } catch {
    return null
  }
}
