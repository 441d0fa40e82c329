import type { RefundRefusal } from '@palm/shared/api/account'
import { assert } from '@palm/shared/kernel/assert'
import { idLetters } from '@palm/shared/kernel/id'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { Member } from '@palm/shared/member/member'
import { memberFull } from '@palm/shared/member/member-size'
import { askedRefundId, hasMoney } from '@palm/shared/stored-value/recharge/recharge'
import { refundRecharge, type RefundRecharge } from '@palm/shared/stored-value/recharge/refund'
import { type AccountChange, changeAccount } from '../flows/account-change'
import type { Act } from '../edge/serve'
import { rechargeOf } from '../flows/trade/recharge-payable'
import type { AccountContext } from './context'
import { previewRefund, refundedFen } from './present'
import { present } from './recharge'

export const showRefund: Act<AccountContext, 'account.previewRefund'> = async (
  { clock, rules, store },
  { principalFen, rechargeId },
  { memberId },
) => {
  const [member, current] = await Promise.all([store.member(memberId), rules()])
  if (!member) return refuse({ code: 'member/unknown' })
  return previewRefund(member, rechargeId, principalFen, { rules: current, nowMs: clock() })
}

/** Reserved in the account first, then requested from the provider. */
export const refund: Act<AccountContext, 'account.refund'> = async (
  context,
  { amountFen, principalFen, rechargeId, refundId: asked },
  { memberId },
) => {
  const { clock, database, payments, rules } = context
  const { policy } = await rules()
  const nowMs = clock()
  const refundId = askedRefundId(rechargeId, asked)
  const terms = { refundDays: policy?.refundDays ?? null }
  const command = { rechargeId, refundId, principalFen, policy: terms, nowMs }
  const reserve = (member: Member): Result<AccountChange, RefundRefusal> => {
    const refunded = refundRecharge(member.storedValue, command)
    if (!refunded.ok) return refunded
    // A full refund is always possible; partial ones need room in the document.
    const full = isAllOf(member, command) ? null : memberFull(member)
    if (full) return refuse(full)
    const { couponTemplateIds: templateIds, ...decision } = refunded.value
    const backFen = refundedFen(decision.account, rechargeId, refundId)
    if (backFen !== amountFen)
      return refuse({ code: 'recharge/refund-changed', amountFen: backFen })
    const coupons = { rechargeId, come: false, templateIds }
    return ok({ decision, what: `refunded:${idLetters(refundId)}`, coupons })
  }
  const reserved = await changeAccount(database, memberId, { nowMs, policy }, reserve)
  if (!reserved.ok) return reserved
  const member = reserved.value
  const recharge = rechargeOf(member, rechargeId)
  assert(recharge !== undefined, 'a recharge in hand is in its account', rechargeId)
  const { subject } = await payments.recharges.giveBack({ member, recharge })
  return ok(await present(context, subject.member, rechargeId))
}

function isAllOf(
  member: Member,
  { principalFen, rechargeId }: Pick<RefundRecharge, 'principalFen' | 'rechargeId'>,
): boolean {
  const own = rechargeOf(member, rechargeId)
  return own !== undefined && hasMoney(own) && own.state.left.principalFen === principalFen
}
