import { randomInt } from 'node:crypto'
import type { PhoneView } from '@palm/shared/api/phone'
import { BOUND_NUMBERS } from '@palm/shared/api/limits'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { identityIn } from '@palm/shared/member/merge/wallets'
import { shownPhone } from '@palm/shared/member/phone/phone'
import { CODE_DIGITS } from '@palm/shared/member/phone/phone-record'
import { sealOne } from '../../credentials/seal'
import { phoneIdOf, phoneSealKey } from '../../documents/phones'
import { openGuesses } from '../../edge/guesses'
import type { MemberCaller } from '../../edge/identity/caller'
import type { Runtime } from '../../edge/runtime'
import type { Handlers } from '../../edge/serve'
import type { Vouch } from '../../providers/phone/vouching'
import { presentPhone } from './present'
import { openPhoneStore } from './store'

export type PhoneActions =
  | 'member.phone'
  | 'member.bindPhone'
  | 'member.joinByCode'
  | 'member.bindAlone'
  | 'member.declineJoin'
  | 'member.unbindPhone'
  | 'member.separate'

/** 手机号: bound, shared by both wallets' accounts, given up. */
export function phoneHandlers(
  runtime: Runtime,
  vouch: Vouch,
): Pick<Handlers<'member'>, PhoneActions> {
  const { clock, credentials, database } = runtime
  const store = openPhoneStore(database, clock)
  const numbers = openGuesses(runtime, 'phone-numbers', BOUND_NUMBERS)

  async function view({ memberId, walletId }: MemberCaller): Promise<Result<PhoneView, Unknown>> {
    const state = await store.state(memberId)
    return state ? ok(presentPhone(state.member, state.record, walletId, clock())) : unknown
  }

  const after = async <Refusal extends { readonly code: string }>(
    done: Result<null, Refusal>,
    caller: MemberCaller,
  ) => (done.ok ? view(caller) : done)

  return {
    'member.phone': (_, caller) => view(caller),

    async 'member.bindPhone'({ proof }, caller) {
      const { phone } = await credentials()
      if (!phone) return refuse({ code: 'phone/not-offered' })
      const state = await store.state(caller.memberId)
      const identity = state && identityIn(state.member, caller.walletId)
      if (!identity) return unknown
      const few = await numbers.take(caller.walletId)
      if (!few.ok) return few
      const vouched = await vouch(proof, identity)
      if (!vouched.ok) return vouched
      const mobile = vouched.value
      const bound = await store.bind(caller.memberId, {
        phone: { id: phoneIdOf(mobile, phone.secret), shown: shownPhone(mobile) },
        sealed: await sealOne({ mobile }, phoneSealKey(phone.secret)),
        code: String(randomInt(10 ** CODE_DIGITS)).padStart(CODE_DIGITS, '0'),
      })
      return after(bound, caller)
    },

    async 'member.joinByCode'({ code }, caller) {
      return after(await store.join(caller.memberId, code), caller)
    },
    async 'member.bindAlone'(_, caller) {
      return after(await store.alone(caller.memberId), caller)
    },
    async 'member.declineJoin'(_, caller) {
      return after(await store.decline(caller.memberId), caller)
    },
    async 'member.unbindPhone'(_, caller) {
      return after(await store.unbind(caller.memberId), caller)
    },
    async 'member.separate'(_, caller) {
      // A wallet that has left is shown its own account; its session opens again with the next call.
      const own = { ...caller, memberId: caller.walletId }
      return after(await store.separate(caller.memberId), own)
    },
  }
}

type Unknown = { readonly code: 'member/unknown' }
const unknown = refuse({ code: 'member/unknown' as const })
