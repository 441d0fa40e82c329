import type { RechargedReply, RechargeRefusal, RechargeView } from '@palm/shared/api/account'
import { ASK_PROVIDER } from '@palm/shared/api/limits'
import { assert } from '@palm/shared/kernel/assert'
import { later, MINUTE_MS } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { MEMBER_HOLDER } from '@palm/shared/member/holder'
import type { Member, MemberId } from '@palm/shared/member/member'
import { identityIn } from '@palm/shared/member/merge/wallets'
import { memberFull } from '@palm/shared/member/member-size'
import {
  hasMoney,
  type Recharge,
  type RechargeId,
  tradeOf,
} from '@palm/shared/stored-value/recharge/recharge'
import { type RequestRecharge, requestRecharge } from '@palm/shared/stored-value/recharge/request'
import { chargedTo, type Payee } from '@palm/shared/trade/payee'
import { type AccountChange, changeAccount } from '../flows/account-change'
import type { Transaction } from '../database/session'
import { recharges } from '../documents/member/recharges'
import type { ProviderRefusal } from '../providers/provider'
import type { Act } from '../edge/serve'
import { type MemberRecharge, rechargeOf } from '../flows/trade/recharge-payable'
import { type AccountContext, troubled } from './context'
import { giftFenOf, presentRecharge } from './present'

/** The same time as for an order. */
const PAY_WITHIN_MS = 15 * MINUTE_MS

export const recharge: Act<AccountContext, 'account.recharge'> = async (
  context,
  { amountFen, giftFen, rechargeId },
  { memberId, walletId },
) => {
  const { clock, credentials, database, rules } = context
  const { offers, policy } = await rules()
  if (!policy) return refuse({ code: 'stored-value/not-offered' })
  const nowMs = clock()
  const payByMs = later(nowMs, PAY_WITHIN_MS)
  const { payees } = await credentials()
  const command = { rechargeId, amountFen, holder: MEMBER_HOLDER, offers, payByMs, nowMs }
  let time: 'first' | 'again' = 'first'
  const requested = await changeAccount(
    database,
    memberId,
    { nowMs, policy },
    (member, ...args) => {
      time = rechargeOf(member, rechargeId) ? 'again' : 'first'
      return request(member, ...args, { command, giftFen, payee: payees[0], walletId })
    },
  )
  return requested.ok ? openPayment(context, requested.value, rechargeId, time) : requested
}

/**
 * The number must be unused by any member's recharge; the gift is the one that the phone displayed.
 */
async function request(
  member: Member,
  transaction: Transaction,
  asked: {
    readonly command: Omit<RequestRecharge, 'payer'>
    readonly giftFen: number
    readonly payee: Payee
    readonly walletId: MemberId
  },
): Promise<Result<AccountChange, RechargeRefusal>> {
  const { command, giftFen, payee, walletId } = asked
  const known = rechargeOf(member, command.rechargeId)
  const ticket = await transaction.get(recharges, command.rechargeId)
  if (ticket && !known) return refuse({ code: 'recharge/id-taken' })
  const payer = identityIn(member, walletId)
  if (!payer) return refuse({ code: 'session/expired' })
  const { provider, openId: payerId } = payer
  const charged = chargedTo(payee, provider)
  if (!charged.ok) return charged
  const paying = { payee: charged.value, provider, payerId }
  const full = known ? null : memberFull(member)
  if (full) return refuse(full)
  const decision = requestRecharge(member.storedValue, { ...command, payer: paying })
  if (!decision.ok) return decision
  const after = { ...member, storedValue: decision.value.account }
  const promisedFen = giftFenOf(recharging(after, command.rechargeId))
  if (!known && promisedFen !== giftFen) {
    return refuse({ code: 'recharge/gift-changed', giftFen: promisedFen })
  }
  return ok({ decision: decision.value, what: 'requested' })
}

/** The wallet's request for a recharge that can still be paid; null for any other. */
async function openPayment(
  context: AccountContext,
  member: Member,
  rechargeId: RechargeId,
  time: 'first' | 'again',
): Promise<Result<RechargedReply, { readonly code: ProviderRefusal['code'] }>> {
  const { clock, payments } = context
  const recharge = recharging(member, rechargeId)
  const trade = tradeOf(recharge)
  const isPayable = trade?.state.at === 'open' && clock() < trade.payByMs
  const settled = async (latest: Member) =>
    ok({ recharge: await present(context, latest, rechargeId), wallet: null })
  if (!isPayable) return settled(member)
  const opened = await payments.recharges.open({ member, recharge }, time)
  const isRefused = !opened.ok && opened.refusal.code === 'payment/provider-refused'
  if (!opened.ok && !isRefused) return troubled(opened.refusal)
  const wallet = opened.ok ? opened.value.wallet : null
  // A provider also refuses a trade that was paid just before, so the payment may be known later.
  const isCertain = opened.ok && !opened.value.isRemembered
  const latest = isCertain ? member : await askedOf(context, { member, recharge })
  if (hasMoney(recharging(latest, rechargeId))) return settled(latest)
  return opened.ok ? ok({ ...(await settled(latest)).value, wallet }) : troubled(opened.refusal)
}

/** The member's recharge after a rate-limited query to the provider. */
async function askedOf(
  { limiter, payments }: AccountContext,
  own: MemberRecharge,
): Promise<Member> {
  if (!limiter.take('ask-provider', own.recharge.id, ASK_PROVIDER).ok) return own.member
  const asked = await payments.recharges.ask(own)
  return asked.ok ? asked.value.member : own.member
}

export const reportRecharge: Act<AccountContext, 'account.reportRecharge'> = async (
  context,
  { rechargeId },
  { memberId },
) => {
  const member = await context.store.member(memberId)
  const recharge = member && rechargeOf(member, rechargeId)
  if (!recharge) return unknown
  if (hasMoney(recharge)) return ok(await present(context, member, rechargeId))
  const { limiter, payments } = context
  const mayAsk = limiter.take('ask-provider', rechargeId, ASK_PROVIDER)
  if (!mayAsk.ok) return ok(await present(context, member, rechargeId))
  const asked = await payments.recharges.ask({ member, recharge })
  return asked.ok
    ? ok(await present(context, asked.value.member, rechargeId))
    : troubled(asked.refusal)
}

export const cancelRecharge: Act<AccountContext, 'account.cancelRecharge'> = async (
  context,
  { rechargeId },
  { memberId },
) => {
  const member = await context.store.member(memberId)
  const recharge = member && rechargeOf(member, rechargeId)
  if (!recharge) return unknown
  if (hasMoney(recharge)) return refuse({ code: 'trade/already-paid' })
  const closed = await context.payments.recharges.close({ member, recharge }, 'cancelled')
  if (closed.ok) return ok(await present(context, closed.value.member, rechargeId))
  return 'reason' in closed.refusal ? troubled(closed.refusal) : refuse(closed.refusal)
}

/** Another member's recharge counts as unknown. */
const unknown = refuse({ code: 'recharge/unknown' })

function recharging(member: Member, rechargeId: RechargeId): Recharge {
  const own = rechargeOf(member, rechargeId)
  assert(own !== undefined, 'a recharge in hand is in its account', rechargeId)
  return own
}

export const present = async (
  { clock, rules }: AccountContext,
  member: Member,
  rechargeId: RechargeId,
): Promise<RechargeView> =>
  presentRecharge(member, recharging(member, rechargeId), { rules: await rules(), nowMs: clock() })
