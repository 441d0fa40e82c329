import { ok, refuse } from '@palm/shared/kernel/result'
import { levelPolicyFlaw } from '@palm/shared/level/policy-flaw'
import { withLoyaltyRules } from '@palm/shared/member/loyalty'
import { pointsPolicyFlaw } from '@palm/shared/points/policy-flaw'
import { ruleTooLarge } from '@palm/shared/pricing/rules/rule-size'
import type { Act } from '../../edge/serve'
import { changeOperatorRules } from '../../flows/operator-rules'
import type { ConsoleContext } from '../context'

export const saveLoyaltyRules: Act<ConsoleContext, 'console.saveLoyaltyRules'> = async (
  { clock, database },
  rules,
) => {
  const flaw =
    (rules.points && pointsPolicyFlaw(rules.points)) ??
    (rules.levels && levelPolicyFlaw(rules.levels)) ??
    ruleTooLarge('loyalty', rules)
  if (flaw) return refuse(flaw)
  const nowMs = clock()
  const saved = await changeOperatorRules(
    database,
    (before) => {
      const after = withLoyaltyRules(before.loyaltyRules, rules, nowMs)
      return after.ok ? ok({ loyaltyRules: after.value }) : after
    },
    nowMs,
  )
  return saved.ok ? ok({ version: saved.value }) : saved
}

/** Every instance of every function knows within half a minute. */
export const endSessions: Act<ConsoleContext, 'console.endSessions'> = async (
  { revocations },
  { memberId },
) => {
  await revocations.revoke(memberId)
  return ok({})
}
