import type { LeavingView } from '@palm/shared/api/privacy'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import {
  askToLeave,
  type LeaveFacts,
  type LeaveRefusal,
  isLeaving,
  lossesOf,
  obstaclesTo,
  stay,
} from '@palm/shared/member/leaving/leaving'
import type { Member, MemberId } from '@palm/shared/member/member'
import { currentMember, members } from '../documents/member/members'
import type { Act } from '../edge/serve'
import { leaveFacts } from '../flows/leave-facts'
import { provePaymentPassword } from '../flows/payment-password'
import type { PrivacyContext } from './context'

type Unknown = { readonly code: 'member/unknown' }

export const leaving: Act<PrivacyContext, 'privacy.leaving'> = async (context, _, { memberId }) => {
  const member = await context.store.member(memberId)
  if (!member) return refuse({ code: 'member/unknown' })
  return ok(await viewOf(context, member))
}

export const leave: Act<PrivacyContext, 'privacy.leave'> = async (
  context,
  { password },
  { memberId },
) => {
  const member = await context.store.member(memberId)
  if (!member) return refuse({ code: 'member/unknown' })
  const isProtected = member.storedValue.guard.passwordHash !== null
  if (isProtected && password === null) return refuse({ code: 'password/needed' })
  if (isProtected && password !== null) {
    const { clock, credentials, database } = context
    const { passwordSecret: secret } = await credentials()
    const typed = { memberId, password, secret, nowMs: clock() }
    const proven = await provePaymentPassword(database, typed)
    if (!proven.ok) return proven
  }
  const facts = await leaveFacts(context.database, member)
  const changed = await change<LeaveRefusal>(context, memberId, (now) =>
    askToLeave(now, facts, context.clock()),
  )
  return changed.ok ? ok(view(context, changed.value, facts)) : changed
}

export const stayHere: Act<PrivacyContext, 'privacy.stay'> = async (context, _, { memberId }) => {
  const changed = await change<never>(context, memberId, (now) => ok(stay(now)))
  return changed.ok ? ok(await viewOf(context, changed.value)) : changed
}

const change = <Refusal extends { readonly code: string }>(
  { database }: PrivacyContext,
  memberId: MemberId,
  decide: (member: Member) => Result<Member, Refusal>,
): Promise<Result<Member, Refusal | Unknown>> =>
  database.transaction(async (transaction) => {
    const member = await currentMember(transaction, memberId)
    if (!member || member.left) return refuse({ code: 'member/unknown' })
    const decided = decide(member)
    if (decided.ok && decided.value !== member) await transaction.put(members, decided.value)
    return decided
  })

const viewOf = async (context: PrivacyContext, member: Member): Promise<LeavingView> =>
  view(context, member, await leaveFacts(context.database, member))

const view = ({ clock }: PrivacyContext, member: Member, facts: LeaveFacts): LeavingView => ({
  obstacles: obstaclesTo(member, facts, clock()),
  losses: lossesOf(member, clock()),
  needsPassword: member.storedValue.guard.passwordHash !== null,
  leavesAtMs: isLeaving(member) ? (member.leaving?.atMs ?? null) : null,
  stoppedBy: member.leaving?.stopped?.by ?? null,
})
