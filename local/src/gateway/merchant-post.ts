import { type IncomingMessage, request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'

/** Reply of the merchant's server. */
export interface Reception {
  /** Null without a reply before the deadline. */
  readonly status: number | null
  readonly body: string
}

export interface MerchantPost {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** By the machine's clock: the peer is a real process, even if the stack's time is frozen. */
  readonly deadlineMs: number
}

const NOTHING: Reception = { status: null, body: '' }

/**
 * Posts to the merchant's server, follows no redirect and never leaves this machine: the emulator's
 * signatures must not reach anyone who might accept them.
 */
export const postToMerchant = async (post: MerchantPost): Promise<Reception> =>
  isLoopback(post.url) ? send(post) : NOTHING

export function isLoopback(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : ''
  return host === 'localhost' || host === '127.0.0.1' || host === '[::1]'
}

/** With node:http, because `fetch` needs four times its CPU. */
async function send(post: MerchantPost): Promise<Reception> {
  try {
    return await receptionOf(await replyTo(post))
  } catch {
    return NOTHING // refused, reset, too late: all count as unacknowledged
  }
}

function replyTo({ body, deadlineMs, headers, url }: MerchantPost): Promise<IncomingMessage> {
  const open = url.startsWith('https:') ? requestHttps : requestHttp
  const length = { 'content-length': Buffer.byteLength(body) }
  const signal = AbortSignal.timeout(deadlineMs)
  return new Promise((resolve, reject) => {
    open(url, { method: 'POST', headers: { ...headers, ...length }, signal }, resolve)
      .on('error', reject)
      .end(body)
  })
}

async function receptionOf(reply: IncomingMessage): Promise<Reception> {
  const chunks: Buffer[] = []
  for await (const chunk of reply) chunks.push(chunk as Buffer)
  return { status: reply.statusCode ?? null, body: Buffer.concat(chunks).toString('utf8') }
}
