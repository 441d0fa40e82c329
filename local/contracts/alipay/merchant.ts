import { createPrivateKey, createPublicKey, createSign, createVerify } from 'node:crypto'
import type { AlipayCredentials } from '../../src/alipay/wire/keys'

export interface AlipayReply {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The response node, whatever its name; null if there is none. */
  readonly node: Readonly<Record<string, unknown>> | null
  readonly nodeName: string
  /** Whether Alipay signed exactly these bytes. */
  readonly isSigned: boolean
}

export interface AlipayCallOptions {
  /** Further public parameters; undefined omits one. */
  readonly parameters?: Readonly<Record<string, string | undefined>>
  readonly http?: 'GET' | 'POST'
  /** Changes the request after it has been signed. */
  readonly tamper?: (sent: Record<string, string>) => Record<string, string>
  readonly nowMs?: number
}

export interface AlipayMerchant {
  call(method: string, content: object | null, options?: AlipayCallOptions): Promise<AlipayReply>
}

/** A hand-written merchant, from the provider's pages, with a given clock. */
export function createAlipayMerchant(
  gatewayUrl: string,
  credentials: AlipayCredentials,
  now: () => number,
): AlipayMerchant {
  const key = createPrivateKey(credentials.appPrivateKeyPem)
  const alipayKey = createPublicKey(credentials.alipayPublicKeyPem)

  function sign(parameters: Readonly<Record<string, string>>): string {
    const text = Object.keys(parameters)
      .sort()
      .map((name) => `${name}=${parameters[name]}`)
      .join('&')
    return createSign('RSA-SHA256').update(text).sign(key, 'base64')
  }

  return {
    async call(method, content, { http = 'POST', nowMs, parameters = {}, tamper } = {}) {
      const wanted: Readonly<Record<string, string | undefined>> = {
        app_id: credentials.appId,
        method,
        format: 'JSON',
        charset: 'utf-8',
        sign_type: 'RSA2',
        timestamp: chinaTime(nowMs ?? now()),
        version: '1.0',
        biz_content: content ? JSON.stringify(content) : undefined,
        ...parameters,
      }
      const told: Record<string, string> = Object.fromEntries(
        Object.entries(wanted).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, value]],
        ),
      )
      const signed: Record<string, string> = { ...told, sign: sign(told) }
      const { biz_content: body, ...query } = tamper?.(signed) ?? signed
      const form = new URLSearchParams(body === undefined ? {} : { biz_content: body })
      const inQuery = new URLSearchParams(
        http === 'GET' ? [...Object.entries(query), ...form] : query,
      )
      const response = await fetch(`${gatewayUrl}?${inQuery}`, {
        method: http,
        ...(http === 'POST' ? { body: form } : {}),
      })
      const text = await response.text()
      return { status: response.status, headers: response.headers, text, ...read(text, alipayKey) }
    },
  }
}

/** `yyyy-MM-dd HH:mm:ss` in Beijing. */
const chinaTime = (atMs: number): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'medium',
  }).format(atMs)

/** The signature covers the bytes of the node, so they are cut out, not serialised again. */
function read(text: string, key: ReturnType<typeof createPublicKey>) {
  const [, nodeName = '', node, sign] =
    /^\{"(\w+)":(\{.*\})(?:,"alipay_cert_sn":"\w+")?(?:,"sign":"([^"]*)")?\}$/.exec(text) ?? []
  if (node === undefined) return { node: null, nodeName, isSigned: false }
  const isSigned =
    sign !== undefined && createVerify('RSA-SHA256').update(node).verify(key, sign, 'base64')
  return { node: JSON.parse(node) as Readonly<Record<string, unknown>>, nodeName, isSigned }
}
