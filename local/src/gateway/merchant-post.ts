/** What came back from the merchant's server. */
export interface Reception {
  /** Null when nothing came back within the deadline. */
  readonly status: number | null
  readonly body: string
  readonly tookMs: number
}

export interface MerchantPost {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Measured by the machine's clock: the peer is a real process, also when the stack's time is not. */
  readonly deadlineMs: number
}

const NOTHING = { status: null, body: '' } as const

/**
 * Posts to the merchant's server, follows no redirect and never leaves this machine: what a stand-in
 * signs must not reach anybody who might take it for real.
 */
export async function postToMerchant(post: MerchantPost): Promise<Reception> {
  const startedMs = performance.now()
  const reception = isLoopback(post.url) ? await send(post) : NOTHING
  return { ...reception, tookMs: Math.round(performance.now() - startedMs) }
}

export function isLoopback(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : ''
  return host === 'localhost' || host === '127.0.0.1' || host === '[::1]'
}

async function send({ body, deadlineMs, headers, url }: MerchantPost) {
  try {
    const signal = AbortSignal.timeout(deadlineMs)
    const reply = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })
    return { status: reply.status, body: await reply.text() }
  } catch {
    return NOTHING // refused, reset, too late: all the same to who waits for an acknowledgement
  }
}
