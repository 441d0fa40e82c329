import type { RefundRefusal } from '@palm/shared/api/account'
import { idLetters } from '@palm/shared/kernel/id'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { Member } from '@palm/shared/member/member'
import { askedRefundId } from '@palm/shared/stored-value/recharge'
import { refundRecharge } from '@palm/shared/stored-value/refund'
import { type AccountChange, changeAccount } from '../kit/account-change'
import { rechargeOf } from '../kit/recharge-payments'
import type { Act } from '../kit/serve'
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

/** Reserved in the account first, asked of the channel then. */
export const refund: Act<AccountContext, 'account.refund'> = async (
  context,
  { amountFen, principalFen, rechargeId, refundId: asked },
  { memberId },
) => {
  const { clock, database, rechargePayments, rules } = context
  const { policy } = await rules()
  const nowMs = clock()
  const refundId = askedRefundId(rechargeId, asked)
  const terms = { refundDays: policy?.refundDays ?? null }
  const command = { rechargeId, refundId, principalFen, policy: terms, nowMs }
  const reserve = ({ storedValue }: Member): Result<AccountChange, RefundRefusal> => {
    const refunded = refundRecharge(storedValue, command)
    if (!refunded.ok) return refunded
    const { couponTemplateIds: templateIds, ...decision } = refunded.value
    const backFen = refundedFen(decision.account, rechargeId, refundId)
    if (backFen !== amountFen)
      return refuse({ code: 'recharge/refund-changed', amountFen: backFen })
    const coupons = { rechargeId, come: false, templateIds }
    return ok({ decision, what: `refunded:${idLetters(refundId)}`, coupons })
  }
  const reserved = await changeAccount(database, memberId, { nowMs, policy }, reserve)
  if (!reserved.ok) return reserved
  const own = rechargeOf(reserved.value, rechargeId)
  const { member } = own
    ? await rechargePayments.giveBack(reserved.value, own)
    : { member: reserved.value }
  return ok(await present(context, member, rechargeId))
}
