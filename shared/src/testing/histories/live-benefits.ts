import { cancel } from '../../contract/sign'
import { withoutReleases } from '../../contract/decision'
import type { CouponId, CouponTemplateId } from '../../coupon/coupon'
import { offer, take, takeBack } from '../../coupon/transfer'
import { divide } from '../../kernel/divide'
import { fen } from '../../kernel/fen'
import { idLetters } from '../../kernel/id'
import { DAY_MS, later } from '../../kernel/instant'
import { memberAt, withDecisions } from '../../member/member-at'
import type { Member } from '../../member/member'
import { givenOwed, withHandedOn, withoutCoupons } from '../../member/recharge-coupons'
import { hasMoney, rechargeTradeNo, tradeOf } from '../../stored-value/recharge/recharge'
import { cardsIssued, redeem } from '../../stored-value/card/recharge-card'
import { refundRecharge } from '../../stored-value/recharge/refund'
import { outRefundNo } from '../../trade/refund'
import { refundsOf } from '../../trade/trade'
import type { BenefitAct } from './act'
import { hearRechargeRefund, REGISTERED } from '../builders/stored-value'
import { giftTemplate, memberOf, withEntries, withMember, type World } from './world'
import { OWN_MERCHANT } from '../../trade/payee'

/** Applies a member's own acts as the functions save them. */
export function used(world: World, act: BenefitAct): World {
  switch (act.do) {
    case 'look':
      return looked(world, act.who)
    case 'give-coupon':
      return offered(world, act)
    case 'take-coupon':
      return taken(world, act.which)
    case 'take-coupon-back':
      return takenBack(world, act.which)
    case 'refund-recharge':
      return refunded(world, act)
    case 'hear-recharge-refund':
      return heard(world, act)
    case 'redeem':
      return redeemed(world, act.who)
    case 'cancel-contract':
      return stepped(world, act.who)
  }
}

/** The number of a gift's coupon is derived from its owner and reason. */
export const giftCouponId = ({ id }: Member, key: string, template: CouponTemplateId): CouponId =>
  `coupon:${idLetters(id)}|${key}|${idLetters(template)}`

function looked(world: World, who: number): World {
  const member = memberAt(memberOf(world, who), world.nowMs)
  const owed = member.loyalty.owed.flatMap(({ couponTemplateIds, givenAtMs, key }) =>
    couponTemplateIds.map((id) => ({
      key,
      givenAtMs,
      couponId: giftCouponId(member, key, id),
      template: giftTemplate(id),
    })),
  )
  const given = owed.length === 0 ? null : givenOwed(member, owed, world.nowMs)
  return given ? withMember(world, given) : world
}

function offered(world: World, { which, who }: Extract<BenefitAct, { do: 'give-coupon' }>): World {
  const member = memberOf(world, who)
  const { coupons } = member.pocket
  const couponId = coupons.slice(which % Math.max(1, coupons.length))[0]?.id
  if (!couponId) return world
  const transfer = {
    id: `coupon-transfer:${world.transfers.length}`,
    giverId: member.id,
    couponId,
  } as const
  const command = { couponId, transferId: transfer.id, nowMs: world.nowMs }
  const given = offer(member.pocket, command)
  if (!given.ok) return world
  const transfers = [...world.transfers, transfer]
  return { ...withMember(world, { ...member, pocket: given.value }), transfers }
}

function taken(world: World, which: number): World {
  const transfer = world.transfers[world.transfers.length - 1 - which]
  const giver = world.members.find(({ id }) => id === transfer?.giverId)
  const taker = world.members.find(({ id }) => id !== transfer?.giverId)
  if (!transfer || !giver || !taker) return world
  const pockets = { giver: giver.pocket, taker: taker.pocket }
  const moved = take({ transfer, takerId: taker.id, ...pockets, nowMs: world.nowMs })
  if (!moved.ok || moved.value.taker === taker.pocket) return world
  const left = withHandedOn(giver, moved.value.giver, transfer.couponId)
  return withMember(withMember(world, left), { ...taker, pocket: moved.value.taker })
}

function takenBack(world: World, which: number): World {
  const transfer = world.transfers[world.transfers.length - 1 - which]
  const giver = world.members.find(({ id }) => id === transfer?.giverId)
  const back = transfer && giver && takeBack(giver.pocket, transfer)
  return back?.ok ? withMember(world, { ...giver!, pocket: back.value }) : world
}

function rechargeAt({ storedValue }: Member, which: number) {
  const paid = storedValue.recharges.filter(hasMoney)
  return paid.slice(which % Math.max(1, paid.length))[0]
}

function refunded(
  world: World,
  { share, which, who }: Extract<BenefitAct, { do: 'refund-recharge' }>,
): World {
  const member = memberOf(world, who)
  const { nowMs } = world
  const recharge = rechargeAt(member, which)
  if (!recharge) return world
  const { id: rechargeId, state } = recharge
  const principalFen = fen(divide(state.left.principalFen * share, 100, 'down'))
  const command = {
    rechargeId,
    refundId: `refund:${idLetters(rechargeId)}f${state.withdrawals.length}`,
    principalFen,
    policy: { refundDays: null },
    nowMs,
  } as const
  const back = refundRecharge(member.storedValue, command)
  if (!back.ok) return world
  const { account, couponTemplateIds, entry } = back.value
  const lost = couponTemplateIds.map((templateId) => ({
    templateId,
    couponId: giftCouponId(member, rechargeId, templateId),
  }))
  const left = withoutCoupons({ ...member, storedValue: account }, rechargeId, lost, nowMs)
  return withEntries(withMember(world, left), entry)
}

function heard(
  world: World,
  { status, which, who }: Extract<BenefitAct, { do: 'hear-recharge-refund' }>,
): World {
  const member = memberOf(world, who)
  const recharge = rechargeAt(member, which)
  const trade = recharge && tradeOf(recharge)
  const refund = trade ? refundsOf(trade).slice(-1)[0] : undefined
  if (!recharge || !refund) return world
  const fact = {
    provider: 'wechat',
    merchant: OWN_MERCHANT,
    outRefundNo: outRefundNo(refund.id),
    outTradeNo: rechargeTradeNo(recharge.id),
    amountFen: refund.amountFen,
    status,
    doneAtMs: world.nowMs,
  } as const
  const applied = hearRechargeRefund(member.storedValue, recharge.id, fact, world.nowMs)
  if (!applied.ok) return world
  const { account: storedValue, entry } = applied.value
  return withEntries(withMember(world, { ...member, storedValue }), entry)
}

/** A sold card of ¥50, and its code. */
function redeemed(world: World, who: number): World {
  const member = memberOf(world, who)
  const { nowMs } = world
  const number = world.entries.length
  const card = {
    id: `recharge-card:${number}`,
    codeHash: `hash${number}`,
    amountFen: fen(5_000),
    expiresAtMs: later(nowMs, 1_200 * DAY_MS),
    batchId: null,
    state: { status: 'sold' },
  } as const
  const command = {
    codeHash: card.codeHash,
    memberId: member.id,
    rechargeId: `recharge:card${number}`,
    holder: REGISTERED,
    nowMs,
  } as const
  const done = redeem(member.storedValue, card, command)
  if (!done.ok) return world
  const after = withMember(world, { ...member, storedValue: done.value.account })
  return withEntries(after, cardsIssued([card], nowMs), done.value.entry)
}

function stepped(world: World, who: number): World {
  const member = memberAt(memberOf(world, who), world.nowMs)
  const [contract, ...others] = member.contracts
  const cancelled = contract && cancel(contract, member.id, world.nowMs)
  if (!cancelled?.ok) return world
  const decisions = [cancelled.value, ...others.map(withoutReleases)]
  return withMember(world, withDecisions(member, decisions))
}
