import type {
  AccountView,
  RechargeOfferView,
  RechargeView,
  RefundPreview,
  StatementRowView,
} from '@palm/shared/api/account'
import type { CouponTemplateId } from '@palm/shared/coupon/coupon'
import { type Fen, negateFen, NO_FEN, subtractFen } from '@palm/shared/kernel/fen'
import { type EpochMs, later } from '@palm/shared/kernel/instant'
import { ok, type Result } from '@palm/shared/kernel/result'
import type { OrderId } from '@palm/shared/order/facts/order'
import type { RefundId } from '@palm/shared/trade/fact'
import { HALT_DEADLINE_MS, type TradeRefund } from '@palm/shared/trade/refund'
import { refundsOf } from '@palm/shared/trade/trade'
import { MEMBER_HOLDER } from '@palm/shared/member/holder'
import type { Member } from '@palm/shared/member/member'
import { withoutCoupons } from '@palm/shared/member/recharge-coupons'
import { spendableAt, type StoredValueAccount } from '@palm/shared/stored-value/account'
import type { StoredValueRules } from '@palm/shared/stored-value/policy'
import { prepaidRoom, promisedFen } from '@palm/shared/stored-value/prepaid-law'
import {
  hasMoney,
  type Recharge,
  type RechargeId,
  tradeOf,
} from '@palm/shared/stored-value/recharge/recharge'
import type { RechargeOffer } from '@palm/shared/stored-value/recharge/recharge-offer'
import {
  type RechargeRefundRefusal,
  refundRecharge,
} from '@palm/shared/stored-value/recharge/refund'
import { couponsOf } from '../flows/account-change'
import type { StatementRow } from '../documents/member/stored-value-rows'
import { offerUnmet } from '@palm/shared/stored-value/recharge/promise'

export interface PresentContext {
  readonly rules: StoredValueRules
  readonly nowMs: EpochMs
}

export type CouponTitles = ReadonlyMap<CouponTemplateId, string>

export function presentAccount(
  member: Member,
  titles: CouponTitles,
  context: PresentContext,
): AccountView {
  const { nowMs, rules } = context
  const { storedValue: account } = member
  const { freeze, guard, recharges } = account
  return {
    memberId: member.id,
    ...spendableAt(account, nowMs),
    freeze: freeze && {
      reason: freeze.reason,
      atMs: freeze.atMs,
      byMember: freeze.staffId === null,
    },
    guard: {
      hasPassword: guard.passwordHash !== null,
      freeFen: guard.freeFen,
      perDayFen: guard.perDayFen,
    },
    limits: {
      perOrderFen: rules.policy?.perOrderFen ?? null,
      perDayFen: rules.policy?.perDayFen ?? null,
      ...prepaidRoom(account, MEMBER_HOLDER),
    },
    isOffered: rules.policy !== null,
    offers: rules.offers
      .filter(({ toMs }) => nowMs < toMs)
      .map((offer) => presentOffer(account, offer, titles, nowMs)),
    recharges: recharges.map((recharge) => presentRecharge(member, recharge, context)).reverse(),
  }
}

/** Eligibility is judged by the tier with the highest amount. */
function presentOffer(
  account: StoredValueAccount,
  offer: RechargeOffer,
  titles: CouponTitles,
  nowMs: EpochMs,
): RechargeOfferView {
  const tiers = [...offer.tiers].sort((a, b) => a.minimumFen - b.minimumFen)
  return {
    offerId: offer.id,
    toMs: offer.toMs,
    giftDays: offer.giftDays,
    tiers: tiers.map(({ couponTemplateIds, giftFen, minimumFen }) => ({
      minimumFen,
      giftFen,
      coupons: couponTemplateIds.flatMap((id) => titles.get(id) ?? []),
    })),
    unmet: offerUnmet(account, offer, tiers.at(-1)?.minimumFen ?? NO_FEN, nowMs),
  }
}

export function presentRecharge(
  member: Member,
  recharge: Recharge,
  context: PresentContext,
): RechargeView {
  const { amountFen, id, requestedAtMs, state } = recharge
  const trade = tradeOf(recharge)
  const paid = hasMoney(recharge) ? recharge.state : null
  const back =
    paid && paid.left.principalFen > 0
      ? previewRefund(member, id, paid.left.principalFen, context)
      : null
  return {
    rechargeId: id,
    paidBy: trade?.provider ?? 'card',
    status: state.status,
    amountFen,
    giftFen: giftFenOf(recharge),
    requestedAtMs,
    payByMs: trade?.state.at === 'open' ? trade.payByMs : null,
    left: paid?.left ?? { principalFen: NO_FEN, giftFen: NO_FEN },
    refundable: back?.ok ? back.value : null,
    notRefundable: back && !back.ok ? back.refusal : null,
    refunds: trade ? refundsOf(trade).filter(isOnItsWay).map(presentRefund) : [],
  }
}

/** Gift granted or promised with a recharge. */
export function giftFenOf({ amountFen, state }: Recharge): Fen {
  if (state.status === 'requested') return promisedFen(state.promise, amountFen)
  return 'gift' in state ? (state.gift?.grantedFen ?? NO_FEN) : NO_FEN
}

const isOnItsWay = ({ state }: TradeRefund) => state.at !== 'replaced'

const presentRefund = ({ amountFen, reason, requestedAtMs, state }: TradeRefund) => ({
  amountFen,
  reason,
  requestedAtMs,
  doneAtMs: 'doneAtMs' in state ? state.doneAtMs : null,
  decidedByMs: state.at === 'halted' ? later(state.haltedAtMs, HALT_DEADLINE_MS) : null,
  paidOut: state.at === 'paid-out' ? state.how : null,
})

/** Computes the effect of a refund without saving it. */
export function previewRefund(
  member: Member,
  rechargeId: RechargeId,
  principalFen: Fen,
  { nowMs, rules }: PresentContext,
): Result<RefundPreview, RechargeRefundRefusal> {
  const policy = { refundDays: rules.policy?.refundDays ?? null }
  const refundId = 'refund:looked-at'
  const command = { rechargeId, refundId, principalFen, policy, nowMs } as const
  const refunded = refundRecharge(member.storedValue, command)
  if (!refunded.ok) return refunded
  const { account, couponsSpentFen, couponTemplateIds, row } = refunded.value
  const amountFen = refundedFen(account, rechargeId, refundId)
  const lost = couponsOf(member, rechargeId, couponTemplateIds)
  return ok({
    principalFen,
    amountFen,
    giftLostFen: row ? negateFen(row.giftFen) : NO_FEN,
    giftSpentFen: subtractFen(subtractFen(principalFen, amountFen), couponsSpentFen),
    couponsSpentFen,
    couponsLost: couponCount(member) - couponCount(withoutCoupons(member, rechargeId, lost, nowMs)),
  })
}

/** Amount of a reserved refund to the wallet. */
export function refundedFen(
  { recharges }: StoredValueAccount,
  rechargeId: RechargeId,
  refundId: RefundId,
): Fen {
  const recharge = recharges.find(({ id }) => id === rechargeId)
  const asked = recharge && hasMoney(recharge) ? recharge.state.withdrawals : []
  return asked.find(({ id }) => id === refundId)?.amountFen ?? NO_FEN
}

const couponCount = ({ loyalty, pocket }: Member): number =>
  loyalty.owed.reduce(
    (count, { couponTemplateIds }) => count + couponTemplateIds.length,
    pocket.coupons.filter(({ state }) => state.at !== 'withdrawn').length,
  )

export const presentRow = ({
  atMs,
  balance,
  giftFen,
  id,
  kind,
  principalFen,
  subject,
}: StatementRow): StatementRowView => ({
  rowId: id,
  kind,
  principalFen,
  giftFen,
  balance,
  orderId: isOrder(subject) ? subject : null,
  atMs,
})

const isOrder = (subject: StatementRow['subject']): subject is OrderId =>
  subject.startsWith('order:')
