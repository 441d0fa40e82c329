import { WRONG_SIGN_INS } from '@palm/shared/api/limits'
import { ok, type Result } from '@palm/shared/kernel/result'
import type { Member, WalletIdentity } from '@palm/shared/member/member'
import { openGuesses } from '../edge/guesses'
import type { Runtime } from '../edge/runtime'
import type { Handlers } from '../edge/serve'
import { memberIdOf } from '../edge/identity/member-id'
import { mintToken } from '../edge/identity/token'
import type { IdentityRefusal } from '../providers/alipay/identity'

type SessionActions = 'member.signIn' | 'member.signOut'

/** Sessions over HTTP: opened by a wallet's code, ended by their member. */
export function sessionHandlers(
  runtime: Runtime,
  exchange: ExchangeCode,
  memberOf: (identity: WalletIdentity) => Promise<Member>,
): Pick<Handlers<'member'>, SessionActions> {
  const { clock, credentials, revocations } = runtime
  const wrongSignIns = openGuesses(runtime, 'sign-in', WRONG_SIGN_INS)
  return {
    async 'member.signIn'({ authCode }, { from }) {
      const guess = await wrongSignIns.look(from)
      if (!guess.ok) return guess
      const exchanged = await exchange(authCode)
      if (!exchanged.ok) {
        if (exchanged.refusal.code === 'session/code-refused') await wrongSignIns.take(from)
        return exchanged
      }
      const member = await memberOf(exchanged.value)
      const walletId = memberIdOf(exchanged.value)
      const { sessionSecret } = await credentials()
      return ok(
        await mintToken(sessionSecret, 'member', { memberId: member.id, walletId }, clock()),
      )
    },

    async 'member.signOut'(_, { memberId }) {
      await revocations.revoke(memberId)
      return ok({})
    },
  }
}

/** Exchanges a wallet's authorisation code for its owner's identity. */
export type ExchangeCode = (authCode: string) => Promise<Result<WalletIdentity, IdentityRefusal>>
