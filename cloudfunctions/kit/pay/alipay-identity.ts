import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { WalletIdentity } from '@palm/shared/member/member'
import { z } from 'zod'
import type { Credentials } from '../credentials'
import { openAlipayClient } from './alipay-client'

export type IdentityRefusal =
  /** Used before, run out, or not of this application. */
  { readonly code: 'session/code-refused' } | { readonly code: 'session/wallet-unreachable' }

export interface AlipaySignInOptions {
  readonly credentials: () => Promise<Credentials>
  readonly clock: () => EpochMs
  readonly onLocalStack: boolean
}

/** Old applications hear a `user_id` instead; ours is registered for open ids. */
const answerForm = z.object({ open_id: z.string().min(1) })

/** Exchanges the code that the wallet gave to the phone, good once, for who its owner is. */
export function openAlipaySignIn({ clock, credentials, onLocalStack }: AlipaySignInOptions) {
  return async (authCode: string): Promise<Result<WalletIdentity, IdentityRefusal>> => {
    const { alipay } = await credentials()
    const client = openAlipayClient({ credentials: alipay, clock, onLocalStack })
    const answer = await client.call('alipay.system.oauth.token', {
      grant_type: 'authorization_code',
      code: authCode,
    })
    if (!answer.ok) {
      const refused = answer.refusal.code === 'payment/channel-refused'
      return refuse({ code: refused ? 'session/code-refused' : 'session/wallet-unreachable' })
    }
    const read = answerForm.safeParse(answer.value)
    if (!read.success) return refuse({ code: 'session/wallet-unreachable' })
    return ok({ channel: 'alipay', appId: alipay.appId, openId: read.data.open_id })
  }
}
