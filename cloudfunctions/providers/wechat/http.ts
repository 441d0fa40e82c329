import type { EpochMs } from '@palm/shared/kernel/instant'
import type { IPayRequest, Output } from 'wechatpay-node-v3/dist/define'
import { exchangeHttp, type HttpAnswer, type HttpRequest } from '../http-exchange'
import { type TrustedKeys, verifyWechatSignature } from './trust'

const OFFICIAL_ORIGIN = 'https://api.mch.weixin.qq.com'

/**
 * Any unverified answer: the outcome at the provider is unknown. The message contains no bytes of
 * it.
 */
export class NoVerifiedAnswer extends Error {
  override readonly name = 'NoVerifiedAnswer'
}

export interface WechatHttpOptions {
  /** Target of the requests: the official origin, or the emulator's. */
  readonly baseUrl: URL
  readonly keys: TrustedKeys
  readonly clock: () => EpochMs
  readonly deadlineMs: number
}

/** With the one method that the SDK lacks. */
export interface WechatHttp extends IPayRequest {
  patch(
    url: string,
    params: Record<string, unknown>,
    headers: Record<string, string>,
  ): Promise<Output>
}

/**
 * The SDK's HTTP hook. Its own has no deadline, never throws, and trusts every answer; this one
 * sets a deadline, follows no redirect, and passes on a success only with WeChat Pay's valid and
 * fresh signature.
 */
export function wechatHttp(options: WechatHttpOptions): WechatHttp {
  return {
    get: (url, headers) => send(options, 'GET', url, headers),
    post: (url, params, headers) => send(options, 'POST', url, headers, JSON.stringify(params)),
    patch: (url, params, headers) => send(options, 'PATCH', url, headers, JSON.stringify(params)),
    upload: () =>
      Promise.reject(new Error('the SDK’s upload is broken and nothing of ours needs it')),
  }
}

async function send(
  options: WechatHttpOptions,
  method: string,
  url: string,
  headers: Record<string, string>,
  body?: string,
): Promise<Output> {
  if (!url.startsWith(`${OFFICIAL_ORIGIN}/`)) throw new Error('not a WeChat Pay address')
  const target = new URL(url.slice(OFFICIAL_ORIGIN.length), options.baseUrl)
  const signal = AbortSignal.timeout(options.deadlineMs)
  const answer = await exchange(target, {
    method,
    headers: { ...headers, ...preferredKey(options.keys) },
    ...(body !== undefined && { body }),
    signal,
  })
  if (answer.status >= 300 && answer.status < 400) throw new NoVerifiedAnswer('redirect')
  if (answer.status >= 200 && answer.status < 300) verifyAnswer(answer, options)
  return { status: answer.status, data: parsed(answer.bytes) }
}

async function exchange(target: URL, request: HttpRequest): Promise<HttpAnswer> {
  try {
    return await exchangeHttp(target, request)
  } catch (error) {
    const name = error instanceof Error ? error.name : 'no answer'
    throw new NoVerifiedAnswer(request.signal.aborted ? 'TimeoutError' : name)
  }
}

function verifyAnswer({ bytes, headers }: HttpAnswer, { clock, keys }: WechatHttpOptions): void {
  const verified = verifyWechatSignature(headers, bytes, keys, clock())
  if (!verified.ok) throw new NoVerifiedAnswer(verified.refusal.code)
}

/**
 * Merchants with the public key name it in every request; WeChat Pay then signs its answers with
 * it.
 */
function preferredKey(keys: TrustedKeys): Record<string, string> {
  const id = [...keys.keys()].find((serial) => serial.startsWith('PUB_KEY_ID_'))
  return id ? { 'Wechatpay-Serial': id } : {}
}

/** Errors are not always JSON: a gateway on the way may answer with its own page. */
function parsed(bytes: Buffer): unknown {
  if (bytes.length === 0) return {}
  try {
    return JSON.parse(bytes.toString('utf8'))
  } catch {
    return {}
  }
}
