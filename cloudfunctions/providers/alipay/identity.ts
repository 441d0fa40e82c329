import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { WalletIdentity } from '@palm/shared/member/member'
import { z } from 'zod'
import type { Credentials } from '../../credentials/credentials'
import { type AlipayClient, openAlipayClient } from './client'

export type IdentityRefusal =
  /** Used before, expired, or of another application. */
  { readonly code: 'session/code-refused' } | { readonly code: 'session/wallet-unreachable' }

export interface AlipaySignInOptions {
  readonly credentials: () => Promise<Credentials>
  readonly clock: () => EpochMs
  readonly onLocalStack: boolean
}

/** Old applications get a `user_id` instead; ours is registered for open ids. */
const answerForm = z.object({ open_id: z.string().min(1) })

/**
 * Exchanges the wallet's single-use code for its owner's identity. Keys are parsed once per
 * credentials, so that a sign-in attempt costs one call.
 */
export function openAlipaySignIn({ clock, credentials, onLocalStack }: AlipaySignInOptions) {
  let opened: { readonly by: Credentials; readonly client: AlipayClient } | null = null
  const clientFor = (by: Credentials): AlipayClient => {
    const client =
      opened?.by === by
        ? opened.client
        : openAlipayClient({ credentials: by.alipay, clock, onLocalStack })
    opened = { by, client }
    return client
  }
  return async (authCode: string): Promise<Result<WalletIdentity, IdentityRefusal>> => {
    const by = await credentials()
    const { alipay } = by
    const answer = await clientFor(by).call('alipay.system.oauth.token', {
      grant_type: 'authorization_code',
      code: authCode,
    })
    if (!answer.ok) {
      const refused = answer.refusal.code === 'payment/provider-refused'
      return refuse({ code: refused ? 'session/code-refused' : 'session/wallet-unreachable' })
    }
    const read = answerForm.safeParse(answer.value)
    if (!read.success) return refuse({ code: 'session/wallet-unreachable' })
    return ok({ provider: 'alipay', appId: alipay.appId, openId: read.data.open_id })
  }
}
