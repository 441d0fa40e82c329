import { EMPTY_POCKET } from '../coupon/claim'
import type { Coupon } from '../coupon/coupon'
import { cancel, commit, reserve } from '../coupon/use'
import { offer, take, takeBack } from '../coupon/transfer'
import { basisPoints } from '../kernel/basis-points'
import { fen } from '../kernel/fen'
import { balanced } from '../ledger/journal'
import { fundedByHeadquarters } from '../ledger/party'
import { EMPTY_ACCOUNT } from '../stored-value/account'
import type { PaidState } from '../stored-value/recharge/recharge'
import { refundRecharge } from '../stored-value/recharge/refund'
import { aMember, NOON } from '../testing/builders/builders'
import { anIssued, aPocket, aTemplate } from '../testing/builders/coupons'
import { refused, valueOf } from '../testing/results'
import { afterRecharge, ALWAYS_ON, aRechargeRefund } from '../testing/builders/stored-value'
import type { Member } from './member'
import {
  givenOwed,
  owingCoupons,
  withHandedOn,
  withoutCoupons,
  withPocket,
} from './recharge-coupons'

const WASH = { templateId: 'coupon-template:wash', couponId: 'coupon:wash' } as const
const SHOP = { templateId: 'coupon-template:shop', couponId: 'coupon:shop' } as const

const owing = owingCoupons(aMember(), 'recharge:1', [WASH.templateId, SHOP.templateId], NOON)

test('a recharge without coupons owes none', () => {
  const member = aMember()
  expect(owingCoupons(member, 'recharge:1', [], NOON)).toBe(member)
})

test.each([
  ['the one that is lost', 'recharge:1', [WASH], [[SHOP.templateId]]],
  ['all of them', 'recharge:1', [WASH, SHOP], []],
  ['none of another recharge', 'recharge:2', [WASH], [[WASH.templateId, SHOP.templateId]]],
] as const)('when coupons are owed, a refund withdraws %s', (_, rechargeId, coupons, left) => {
  const { loyalty } = withoutCoupons(owing, rechargeId, coupons, NOON)
  expect(loyalty.owed.map(({ couponTemplateIds }) => couponTemplateIds)).toEqual(left)
})

test.each<[string, Coupon['state'], boolean]>([
  ['is free', { at: 'free' }, false],
  ['is held by an order', { at: 'held', orderId: 'order:1' }, true],
  ['is used', { at: 'used', orderId: 'order:1', usedAtMs: NOON, amountFen: fen(1) }, true],
])('a coupon in the pocket that %s', (_, state, stays) => {
  const pocket = aPocket({ ...anIssued(WASH.couponId), state }, anIssued(SHOP.couponId))
  const { coupons } = withoutCoupons(aMember({ pocket }), 'recharge:1', [WASH], NOON).pocket
  expect(coupons.some(({ id }) => id === WASH.couponId)).toBe(stays)
  expect(coupons.some(({ id }) => id === SHOP.couponId)).toBe(true)
})

const plain = afterRecharge(EMPTY_ACCOUNT, { offers: [ALWAYS_ON] })
const PERCENT = { kind: 'percent', share: basisPoints(1_000), capFen: null } as const
const LITTLE = {
  ...ALWAYS_ON,
  tiers: [
    { minimumFen: fen(1_000), giftFen: fen(0), couponTemplateIds: ['coupon-template:wash'] },
  ] as const,
}

describe('a coupon granted with a recharge', () => {
  const template = aTemplate({
    id: 'coupon-template:wash',
    reduction: { kind: 'fixed', amountFen: fen(2_000) },
    transferable: true,
    funding: fundedByHeadquarters,
  })
  const couponId = 'coupon:wash'
  const member = valueOfGiven(
    givenOwed(
      owingCoupons(
        aMember({ storedValue: afterRecharge(EMPTY_ACCOUNT, { offers: [ALWAYS_ON] }) }),
        'recharge:1',
        [template.id],
        NOON,
      ),
      [{ key: 'recharge:1', couponId, template }],
      NOON,
    ),
  )
  const held = withPocket(member, valueOf(reserve(member.pocket, [couponId], 'order:1')))
  const uses = [{ couponId, amountFen: fen(1_500) }] as const
  const used = withPocket(held, commit(held.pocket, { orderId: 'order:1', uses, nowMs: NOON }))
  const letGo = withPocket(held, cancel(held.pocket, 'order:1'))
  const offering = { couponId, transferId: 'coupon-transfer:1', nowMs: NOON } as const
  const offered = withPocket(member, valueOf(offer(member.pocket, offering)))
  const transfer = { id: offering.transferId, giverId: member.id, couponId } as const
  const taking = { transfer, takerId: 'member:friend', taker: EMPTY_POCKET, nowMs: NOON } as const
  const taken = valueOf(take({ ...taking, giver: offered.pocket }))
  const handedOn = withHandedOn(offered, taken.giver, couponId)

  /** The refund of a whole recharge, as the account function performs it. */
  function afterRefund(from: Member) {
    const command = aRechargeRefund({ principalFen: fen(10_000) })
    const { account, couponTemplateIds, entry } = valueOf(refundRecharge(from.storedValue, command))
    const lost = couponTemplateIds.map((templateId) => ({ templateId, couponId }) as const)
    const after = withoutCoupons({ ...from, storedValue: account }, 'recharge:1', lost, NOON)
    const [refund] = (after.storedValue.recharges[0]?.state as PaidState).withdrawals
    return { after, entry, backFen: refund?.amountFen }
  }

  test.each<[string, Member, number, Coupon['state']['at'] | null]>([
    ['is free is withdrawn', member, 10_000, null],
    ['is offered is withdrawn, and cannot be accepted', offered, 10_000, 'withdrawn'],
    ['an order holds is charged', held, 8_000, 'held'],
    ['was used is charged at its reduction', used, 8_500, 'used'],
    ['an order released is withdrawn', letGo, 10_000, null],
    ['was given away is charged', handedOn, 8_000, null],
  ])('that %s', (_, from, backFen, at) => {
    const refunded = afterRefund(from)
    expect(refunded.backFen).toBe(backFen)
    const [left] = refunded.after.pocket.coupons
    expect(left?.state.at ?? null).toBe(at)
    if (refunded.entry) balanced(refunded.entry)
    const funders = refunded.entry?.postings.find(
      ({ account }) => account === 'marketing:coupon:hq',
    )
    expect(funders?.amountFen ?? 0).toBe(backFen - 10_000)
  })

  test('that was offered belongs to no member after the refund of its recharge', () => {
    const { after } = afterRefund(offered)
    expect(take({ ...taking, giver: after.pocket })).toMatchObject(refused('transfer/taken-back'))
    expect(valueOf(takeBack(after.pocket, transfer))).toBe(after.pocket)
  })

  test('that was charged belongs to the member: it returns with the order, and is kept', () => {
    const { after } = afterRefund(held)
    const back = withPocket(after, cancel(after.pocket, 'order:1'))
    expect(back.pocket.coupons.map(({ state }) => state.at)).toEqual(['free'])
    expect(back.storedValue.recharges[0]?.state).toMatchObject({
      gift: { coupons: [{ chargedFen: 2_000, spent: null }] },
    })
  })

  test('with an unlimited reduction blocks the refund while another member has it', () => {
    const unbounded = { ...template, reduction: PERCENT }
    const given = valueOfGiven(
      givenOwed(
        owingCoupons(
          { ...member, pocket: EMPTY_POCKET, storedValue: plain },
          'recharge:1',
          [template.id],
          NOON,
        ),
        [{ key: 'recharge:1', couponId, template: unbounded }],
        NOON,
      ),
    )
    const gone = withHandedOn(given, EMPTY_POCKET, couponId)
    const command = aRechargeRefund({ principalFen: fen(10_000) })
    expect(refundRecharge(gone.storedValue, command)).toMatchObject(
      refused('recharge/coupon-without-worth'),
    )
  })

  test('worth more than the refund blocks it', () => {
    const less = afterRecharge(EMPTY_ACCOUNT, { offers: [LITTLE], amountFen: fen(1_500) })
    const given = valueOfGiven(
      givenOwed(
        { ...member, pocket: EMPTY_POCKET, storedValue: less },
        [{ key: 'recharge:1', couponId, template }],
        NOON,
      ),
    )
    const gone = withHandedOn(given, EMPTY_POCKET, couponId)
    const command = aRechargeRefund({ principalFen: fen(1_500) })
    expect(refundRecharge(gone.storedValue, command)).toMatchObject(
      refused('recharge/coupons-spent'),
    )
  })
})

function valueOfGiven(member: Member | null): Member {
  if (!member) throw new Error('the pocket is full')
  return member
}
