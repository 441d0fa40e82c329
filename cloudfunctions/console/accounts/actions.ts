import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { MemberId } from '@palm/shared/member/member'
import type { StoredValueAccount } from '@palm/shared/stored-value/account'
import { nothingMoved } from '@palm/shared/stored-value/decision'
import { ruleTooLarge } from '@palm/shared/pricing/rules/rule-size'
import { withGuard } from '@palm/shared/stored-value/guard/password'
import { frozen, unfrozen } from '@palm/shared/stored-value/freeze'
import { rechargeOfferFlaw, storedValuePolicyFlaw } from '@palm/shared/stored-value/rule-flaw'
import { changeOperatorRules } from '../../flows/operator-rules'
import { withStoredValueRules } from '@palm/shared/stored-value/policy'
import { changeAccount, type UnknownMember } from '../../flows/account-change'
import type { Act } from '../../edge/serve'
import type { ConsoleContext } from '../context'

export const freeze: Act<ConsoleContext, 'console.freezeAccount'> = (
  context,
  { memberId, reason },
  { operatorId },
) => {
  const change = { reason, staffId: operatorId, atMs: context.clock() }
  return changeAccountOf(context, memberId, (account) => frozen(account, change))
}

export const unfreeze: Act<ConsoleContext, 'console.unfreezeAccount'> = (context, { memberId }) =>
  changeAccountOf(context, memberId, unfrozen)

export const removePassword: Act<ConsoleContext, 'console.removePassword'> = (
  context,
  { memberId },
) =>
  changeAccountOf(context, memberId, (account) =>
    withGuard(account, { passwordHash: null, wrong: null }),
  )

async function changeAccountOf(
  { clock, database }: ConsoleContext,
  memberId: MemberId,
  change: (account: StoredValueAccount) => StoredValueAccount,
): Promise<Result<Record<string, never>, UnknownMember>> {
  const context = { nowMs: clock(), policy: null }
  const changed = await changeAccount<never>(database, memberId, context, ({ storedValue }) =>
    ok({ decision: nothingMoved(change(storedValue)), what: 'freeze' }),
  )
  return changed.ok ? ok({}) : changed
}

export const saveStoredValueRules: Act<ConsoleContext, 'console.saveStoredValueRules'> = async (
  { clock, database },
  rules,
) => {
  const policyFlaw = rules.policy && storedValuePolicyFlaw(rules.policy)
  if (policyFlaw) return refuse(policyFlaw)
  for (const [index, offer] of rules.offers.entries()) {
    const { id } = offer
    const flaw = rechargeOfferFlaw(offer) ?? ruleTooLarge('recharge-offer', offer)
    if (flaw) return refuse({ ...flaw, id })
    if (rules.offers.findIndex((other) => other.id === id) !== index) {
      return refuse({ code: 'rule/same-id', id })
    }
  }
  const nowMs = clock()
  const saved = await changeOperatorRules(
    database,
    (before) => {
      const after = withStoredValueRules(before.storedValueRules, rules, nowMs)
      return after.ok ? ok({ storedValueRules: after.value }) : after
    },
    nowMs,
  )
  return saved.ok ? ok({ version: saved.value }) : saved
}
