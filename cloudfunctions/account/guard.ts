import type { AccountView } from '@palm/shared/api/account'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { MemberId } from '@palm/shared/member/member'
import type { StoredValueAccount } from '@palm/shared/stored-value/account'
import { nothingMoved } from '@palm/shared/stored-value/decision'
import { type Frozen, liftedByMember, reportedLost } from '@palm/shared/stored-value/freeze'
import { loosens } from '@palm/shared/stored-value/guard/guard'
import {
  isSimplePassword,
  type PasswordRefusal,
  withGuard,
} from '@palm/shared/stored-value/guard/password'
import type { Act } from '../edge/serve'
import { changeAccount, type UnknownMember } from '../flows/account-change'
import { passwordHash, provePaymentPassword } from '../flows/payment-password'
import type { AccountContext } from './context'
import { viewOf } from './view'

type SaveRefusal = Frozen | PasswordRefusal

/** 支付密码, own limits and 挂失: what a member does to protect the account. */
export const savePassword: Act<AccountContext, 'account.savePassword'> = async (
  context,
  { current, password },
  { memberId },
) => {
  if (isSimplePassword(password)) return refuse({ code: 'password/too-simple' })
  const proven = await prove(context, memberId, current)
  if (!proven.ok) return proven
  const { passwordSecret } = await context.credentials()
  const hash = passwordHash(password, passwordSecret)
  return change<SaveRefusal>(context, memberId, (account) => {
    if (account.freeze) return refuse({ code: 'stored-value/frozen' })
    // Nor is an equal one accepted: that would tell a guesser that they are right, uncounted.
    if (current === null && account.guard.passwordHash !== null)
      return refuse({ code: 'password/needed' })
    return ok(withGuard(account, { passwordHash: hash, wrong: null }))
  })
}

export const removePassword: Act<AccountContext, 'account.removePassword'> = async (
  context,
  { password },
  { memberId },
) => {
  const proven = await prove(context, memberId, password)
  if (!proven.ok) return proven
  return change(context, memberId, (account) =>
    account.freeze
      ? refuse({ code: 'stored-value/frozen' })
      : ok(withGuard(account, { passwordHash: null, wrong: null })),
  )
}

export const saveLimits: Act<AccountContext, 'account.saveLimits'> = async (
  context,
  { password, ...limits },
  { memberId },
) => {
  const proven = await prove(context, memberId, password)
  if (!proven.ok) return proven
  return change(context, memberId, (account) => {
    const { guard } = account
    const isUnproven = guard.passwordHash !== null && password === null
    if (isUnproven && loosens(guard, limits)) return refuse({ code: 'password/needed' })
    return ok(withGuard(account, limits))
  })
}

export const reportLoss: Act<AccountContext, 'account.reportLoss'> = (context, _, { memberId }) =>
  change<never>(context, memberId, (account) => ok(reportedLost(account, context.clock())))

export const liftLoss: Act<AccountContext, 'account.liftLoss'> = async (
  context,
  { password },
  { memberId },
) => {
  const proven = await prove(context, memberId, password)
  return proven.ok ? change(context, memberId, liftedByMember) : proven
}

/** Null proves nothing, and is refused where proof is needed. */
async function prove(
  { clock, credentials, database }: AccountContext,
  memberId: MemberId,
  password: string | null,
): Promise<Result<void, PasswordRefusal | UnknownMember>> {
  if (password === null) return ok(undefined)
  const { passwordSecret: secret } = await credentials()
  return provePaymentPassword(database, { memberId, password, secret, nowMs: clock() })
}

async function change<Refusal extends { readonly code: string }>(
  context: AccountContext,
  memberId: MemberId,
  decide: (account: StoredValueAccount) => Result<StoredValueAccount, Refusal>,
): Promise<Result<AccountView, Refusal | UnknownMember>> {
  const times = { nowMs: context.clock(), policy: null }
  const changed = await changeAccount<Refusal>(
    context.database,
    memberId,
    times,
    ({ storedValue }) => {
      const decided = decide(storedValue)
      return decided.ok ? ok({ decision: nothingMoved(decided.value), what: 'guard' }) : decided
    },
  )
  return changed.ok ? ok(await viewOf(context, changed.value)) : changed
}
