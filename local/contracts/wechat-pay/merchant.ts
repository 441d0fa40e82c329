import {
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  createSign,
  createVerify,
  X509Certificate,
} from 'node:crypto'
import type { WechatPayCredentials } from '../../src/wechat-pay/wire/keys'

/** A reply with all signed parts. */
export interface WechatPayReply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Null for an empty or unreadable body. */
  readonly body: Readonly<Record<string, unknown>> | null
}

export interface CallOptions {
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  /** Changes the finished header. */
  readonly authorization?: (header: string) => string
  readonly nowMs?: number
}

export interface WechatPayMerchant {
  call(
    method: 'GET' | 'PATCH' | 'POST',
    path: string,
    options?: CallOptions,
  ): Promise<WechatPayReply>
}

/** A hand-written merchant, from the provider's pages, with a given clock. */
export function createWechatPayMerchant(
  baseUrl: string,
  credentials: WechatPayCredentials,
  now: () => number,
): WechatPayMerchant {
  const key = createPrivateKey(credentials.merchantPrivateKeyPem)
  let nonces = 0

  function authorize(method: string, path: string, body: string, nowMs: number): string {
    const timestamp = String(Math.floor(nowMs / 1000))
    const nonce = `nonce${++nonces}`
    const signature = createSign('RSA-SHA256')
      .update(`${method}\n${path}\n${timestamp}\n${nonce}\n${body}\n`)
      .sign(key, 'base64')
    const fields = {
      serial_no: credentials.merchantSerial.toLowerCase(),
      signature,
      mchid: credentials.mchid,
      timestamp,
      nonce_str: nonce,
    }
    const pairs = Object.entries(fields).map(([name, value]) => `${name}="${value}"`)
    return `WECHATPAY2-SHA256-RSA2048 ${pairs.join(',')}`
  }

  return {
    async call(method, path, options = {}) {
      const { authorization = (header: string) => header, body, headers, nowMs } = options
      const text = body === undefined ? '' : JSON.stringify(body)
      const response = await fetch(`${baseUrl}${path}`, {
        method,
        headers: {
          accept: 'application/json',
          'user-agent': 'merchant by hand',
          'content-type': 'application/json',
          authorization: authorization(authorize(method, path, text, nowMs ?? now())),
          ...headers,
        },
        ...(text ? { body: text } : {}),
      })
      const reply = await response.text()
      return { status: response.status, headers: response.headers, text: reply, body: parse(reply) }
    },
  }
}

interface SignedMessage {
  readonly header: (name: string) => string
  readonly text: string
}

/** Whether it was signed by the holder of this public key or certificate, as the pages describe. */
export function isSignedBy(pem: string, { header, text }: SignedMessage): boolean {
  const key = pem.includes('CERTIFICATE')
    ? new X509Certificate(pem).publicKey
    : createPublicKey(pem)
  const message = `${header('wechatpay-timestamp')}\n${header('wechatpay-nonce')}\n${text}\n`
  return createVerify('RSA-SHA256')
    .update(message)
    .verify(key, header('wechatpay-signature'), 'base64')
}

export interface SealedResource {
  readonly ciphertext: string
  readonly nonce: string
  readonly associated_data: string
}

/** Decrypts, or throws if the tag does not fit. */
export function unseal(resource: SealedResource, key: string): string {
  const bytes = Buffer.from(resource.ciphertext, 'base64')
  const decipher = createDecipheriv('aes-256-gcm', key, resource.nonce)
    .setAAD(Buffer.from(resource.associated_data))
    .setAuthTag(bytes.subarray(-16))
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString()
}

function parse(text: string): Readonly<Record<string, unknown>> | null {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>
  } catch {
    return null
  }
}
