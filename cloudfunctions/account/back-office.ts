import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { MemberId } from '@palm/shared/member/member'
import type { StaffId } from '@palm/shared/staff/staff'
import type { StoredValueAccount } from '@palm/shared/stored-value/account'
import { nothingMoved } from '@palm/shared/stored-value/decision'
import { ruleTooLarge } from '@palm/shared/pricing/rules/rule-size'
import { frozen, unfrozen } from '@palm/shared/stored-value/freeze'
import { rechargeOfferFlaw, storedValuePolicyFlaw } from '@palm/shared/stored-value/rule-flaw'
import { changeAccount, type UnknownMember } from '../flows/account-change'
import type { Act } from '../edge/serve'
import type { AccountContext } from './context'

/** Author of acts with the operator's own token; not a member of staff. */
const OPERATOR: StaffId = 'staff:operator'

export const freeze: Act<AccountContext, 'account.freeze'> = (context, { memberId, reason }) => {
  const change = { reason, staffId: OPERATOR, atMs: context.clock() }
  return changeFreeze(context, memberId, (account) => frozen(account, change))
}

export const unfreeze: Act<AccountContext, 'account.unfreeze'> = (context, { memberId }) =>
  changeFreeze(context, memberId, unfrozen)

async function changeFreeze(
  { clock, database }: AccountContext,
  memberId: MemberId,
  change: (account: StoredValueAccount) => StoredValueAccount,
): Promise<Result<Record<string, never>, UnknownMember>> {
  const context = { nowMs: clock(), policy: null }
  const changed = await changeAccount<never>(database, memberId, context, ({ storedValue }) =>
    ok({ decision: nothingMoved(change(storedValue)), what: 'freeze' }),
  )
  return changed.ok ? ok({}) : changed
}

export const saveRules: Act<AccountContext, 'account.saveRules'> = async (
  { clock, store },
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
  const saved = await store.saveRules(rules, clock())
  return saved.ok ? ok({ version: saved.value }) : saved
}
