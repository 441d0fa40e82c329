/** What came back from the merchant's server. */
export interface Reception {
  /** Null when nothing came back within the deadline. */
  readonly status: number | null
  readonly body: string
}

export interface MerchantPost {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Measured by the machine's clock: the peer is a real process, also when the stack's time is not. */
  readonly deadlineMs: number
}

const NOTHING: Reception = { status: null, body: '' }

/**
 * Posts to the merchant's server, follows no redirect and never leaves this machine: what a stand-in
 * signs must not reach anybody who might take it for real.
 */
export const postToMerchant = async (post: MerchantPost): Promise<Reception> =>
  isLoopback(post.url) ? send(post) : NOTHING

export function isLoopback(url: string): boolean {
  const host = URL.canParse(url) ? new URL(url).hostname : ''
  return host === 'localhost' || host === '127.0.0.1' || host === '[::1]'
}

async function send({ body, deadlineMs, headers, url }: MerchantPost): Promise<Reception> {
  try {
    const signal = AbortSignal.timeout(deadlineMs)
    const reply = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })
    return { status: reply.status, body: await reply.text() }
  } catch {
    return NOTHING // refused, reset, too late: all the same to who waits for an acknowledgement
  }
}
