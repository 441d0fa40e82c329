import type { Coupon } from '../coupon/coupon'
import { fen } from '../kernel/fen'
import { aMember, NOON } from '../testing/builders'
import { anIssued, aPocket } from '../testing/coupons'
import { owingCoupons, withoutCoupons } from './recharge-coupons'

const WASH = { templateId: 'coupon-template:wash', couponId: 'coupon:wash' } as const
const SHOP = { templateId: 'coupon-template:shop', couponId: 'coupon:shop' } as const

const owing = owingCoupons(aMember(), 'recharge:1', [WASH.templateId, SHOP.templateId])

test('a recharge without coupons owes none', () => {
  const member = aMember()
  expect(owingCoupons(member, 'recharge:1', [])).toBe(member)
})

test.each([
  ['the one that is lost', 'recharge:1', [WASH], [[SHOP.templateId]]],
  ['all of them', 'recharge:1', [WASH, SHOP], []],
  ['none of another recharge', 'recharge:2', [WASH], [[WASH.templateId, SHOP.templateId]]],
] as const)('of what is owed a refund takes %s', (_, rechargeId, coupons, left) => {
  const { loyalty } = withoutCoupons(owing, rechargeId, coupons)
  expect(loyalty.owed.map(({ couponTemplateIds }) => couponTemplateIds)).toEqual(left)
})

test.each<[string, Coupon['state'], boolean]>([
  ['is free', { at: 'free' }, false],
  ['is held by an order', { at: 'held', orderId: 'order:1' }, true],
  ['is used', { at: 'used', orderId: 'order:1', usedAtMs: NOON, amountFen: fen(1) }, true],
])('a coupon in the pocket that %s', (_, state, stays) => {
  const pocket = aPocket({ ...anIssued(WASH.couponId), state }, anIssued(SHOP.couponId))
  const { coupons } = withoutCoupons(aMember({ pocket }), 'recharge:1', [WASH]).pocket
  expect(coupons.some(({ id }) => id === WASH.couponId)).toBe(stays)
  expect(coupons.some(({ id }) => id === SHOP.couponId)).toBe(true)
})
