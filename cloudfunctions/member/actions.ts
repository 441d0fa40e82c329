import type { MemberView, StoredValueView } from '@palm/shared/api/member'
import { ok, refuse } from '@palm/shared/kernel/result'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { levelPolicyFlaw } from '@palm/shared/level/policy-flaw'
import { pointsPolicyFlaw } from '@palm/shared/points/policy-flaw'
import { levelStanding, pointsStanding } from '@palm/shared/member/standing'
import { openProgramme, type Programme } from '../kit/programme'
import { type Member, newMember, type WalletIdentity } from '@palm/shared/member/member'
import type { Staff } from '@palm/shared/staff/staff'
import { spendableAt, type StoredValueAccount } from '@palm/shared/stored-value/account'
import type { StoredValueRules } from '@palm/shared/stored-value/policy'
import { memberIdOf } from '../kit/member-id'
import type { IdentityRefusal } from '../kit/pay/alipay-identity'
import type { Result } from '@palm/shared/kernel/result'
import type { Runtime } from '../kit/runtime'
import type { Handlers } from '../kit/serve'
import { mintToken } from '../kit/token'
import { openMemberStore } from './store'

/** Exchanges a wallet's authorisation code for who its owner is. */
export type ExchangeCode = (authCode: string) => Promise<Result<WalletIdentity, IdentityRefusal>>

export function memberHandlers(runtime: Runtime, exchange: ExchangeCode): Handlers<'member'> {
  const { clock, credentials, database } = runtime
  const store = openMemberStore(database)
  const programme = openProgramme(database, clock)

  async function join(identity: WalletIdentity): Promise<Member> {
    const member = newMember({ id: memberIdOf(identity), identity, joinedAtMs: clock() })
    await store.join(member)
    return member
  }

  async function view(member: Member): Promise<MemberView> {
    const [staff, current] = await Promise.all([store.staffOf(member.id), programme()])
    return present(member, staff, current, clock())
  }

  return {
    async 'member.signIn'({ authCode }) {
      const exchanged = await exchange(authCode)
      if (!exchanged.ok) return exchanged
      const known = await store.member(memberIdOf(exchanged.value))
      const member = known ?? (await join(exchanged.value))
      const { sessionSecret } = await credentials()
      return ok(await mintToken(sessionSecret, 'member', member.id, clock()))
    },

    async 'member.enter'(_, { identity, memberId }) {
      const known = await store.member(memberId)
      const member = known ?? (identity && (await join(identity)))
      if (!member) return refuse({ code: 'session/missing' })
      return ok(await view(member))
    },

    async 'member.saveProfile'(profile, { memberId }) {
      const saved = await store.saveProfile(memberId, profile)
      if (!saved.ok) return refuse({ code: 'session/missing' })
      return ok(await view(saved.value))
    },

    async 'member.saveLoyaltyRules'(rules) {
      const flaw =
        (rules.points && pointsPolicyFlaw(rules.points)) ??
        (rules.levels && levelPolicyFlaw(rules.levels))
      return flaw ? refuse(flaw) : ok({ version: await store.saveLoyaltyRules(rules) })
    },
  }
}

const present = (
  { identity, loyalty, profile, storedValue }: Member,
  staff: Staff | null,
  { loyaltyRules: { levels, points }, storedValueRules }: Programme,
  nowMs: EpochMs,
): MemberView => ({
  channel: identity.channel,
  profile,
  staffName: staff?.status === 'active' ? staff.name : null,
  loyalty: {
    points: points && pointsStanding(loyalty, points),
    level: levels && levelStanding(loyalty, levels, nowMs),
  },
  storedValue: presentStoredValue(storedValue, storedValueRules, nowMs),
})

function presentStoredValue(
  account: StoredValueAccount,
  { policy }: StoredValueRules,
  nowMs: EpochMs,
): StoredValueView | null {
  const sums = spendableAt(account, nowMs)
  const isEmpty = sums.principalFen === 0 && sums.giftFen === 0
  return policy === null && isEmpty ? null : sums
}
