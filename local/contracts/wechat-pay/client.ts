import { Decorator } from 'wechatpay-axios-plugin'
import type { WechatPayCredentials } from '../../src/wechat-pay/wire/keys'

export type Json = Readonly<Record<string, unknown>>

/** In public-key mode, the default of current merchants. */
export function connect(
  {
    baseUrl,
    credentials,
  }: { readonly baseUrl: string; readonly credentials: WechatPayCredentials },
  privateKey = credentials.merchantPrivateKeyPem,
): Decorator {
  return new Decorator({
    baseURL: baseUrl,
    mchid: credentials.mchid,
    serial: credentials.merchantSerial,
    privateKey,
    certs: { [credentials.publicKeyId]: credentials.publicKeyPem },
    headers: { 'Wechatpay-Serial': credentials.publicKeyId },
  })
}

export interface Reply {
  readonly status: number
  readonly data: Json
  /** Without the underscores, in which the provider's own pages differ. */
  readonly code?: string
}

/** A refusal is a reply; a badly signed answer throws. */
export async function send(
  client: Decorator,
  method: 'get' | 'patch' | 'post',
  path: string,
  body?: Json,
  params?: Json,
): Promise<Reply> {
  try {
    const { data, status } = await client.request(path, method, body, { params })
    return { status, data: data as Json }
  } catch (error) {
    const { response } = error as { response?: { status: number; data: Json } }
    if (!response || typeof response.data['code'] !== 'string') throw error
    const code = response.data['code'].replaceAll('_', '')
    return { status: response.status, data: response.data, code }
  }
}
