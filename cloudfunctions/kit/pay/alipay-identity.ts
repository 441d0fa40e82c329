import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { z } from 'zod'
import type { AlipayClient } from './alipay-client'

export type IdentityRefusal =
  /** Used before, run out, or not of this application. */
  { readonly code: 'session/code-refused' } | { readonly code: 'session/wallet-unreachable' }

/** Old applications hear a `user_id` instead; ours is registered for open ids. */
const identity = z.object({ open_id: z.string().min(1) })

/** Exchanges the code that the wallet gave to the phone, good once, for who its owner is. */
export async function exchangeAuthCode(
  client: AlipayClient,
  authCode: string,
): Promise<Result<string, IdentityRefusal>> {
  const answer = await client.call('alipay.system.oauth.token', {
    grant_type: 'authorization_code',
    code: authCode,
  })
  if (!answer.ok) {
    const refused = answer.refusal.code === 'payment/channel-refused'
    return refuse({ code: refused ? 'session/code-refused' : 'session/wallet-unreachable' })
  }
  const read = identity.safeParse(answer.value)
  return read.success ? ok(read.data.open_id) : refuse({ code: 'session/wallet-unreachable' })
}
