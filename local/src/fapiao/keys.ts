import { createHmac, randomBytes } from 'node:crypto'

/** Secret that a merchant has from the sandbox. */
export interface FapiaoKeys {
  /** Signs requests and notices with HMAC-SHA256. */
  readonly secret: string
}

export const makeFapiaoKeys = (): FapiaoKeys => ({ secret: randomBytes(32).toString('base64url') })

export const signatureOf = (secret: string, lines: readonly string[]): string =>
  createHmac('sha256', secret).update(lines.join('\n')).digest('hex')
