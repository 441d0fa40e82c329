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

async function send({ body, deadlineMs, headers, url }: MerchantPost): Promise<Reception> {
  try {
    const signal = AbortSignal.timeout(deadlineMs)
    const reply = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' })
    return { status: reply.status, body: await reply.text() }
  } catch {
    return NOTHING // refused, reset, too late: all count as unacknowledged
  }
}
