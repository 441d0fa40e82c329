import { fen } from '../kernel/fen'
import { NOON } from '../testing/builders'
import { anIssued, aPocket, aTemplate } from '../testing/coupons'
import { COUPONS_MOST, EMPTY_POCKET } from './claim'
import { give } from './give'

const gift = { key: 'welcome-silver', couponId: 'coupon:gift', template: aTemplate() } as const

test('a gift is put into the pocket once', () => {
  const pocket = give(EMPTY_POCKET, [gift], NOON)!
  expect(pocket.coupons).toMatchObject([{ id: 'coupon:gift', state: { at: 'free' } }])
  expect(give(pocket, [gift], NOON)).toEqual(pocket)
})

test('a gift can use the room of used coupons', () => {
  const used = Array.from({ length: COUPONS_MOST }, (_, index) => ({
    ...anIssued(`coupon:${index}`),
    state: { at: 'used', orderId: 'order:1', usedAtMs: NOON, amountFen: fen(1) } as const,
  }))
  expect(give(aPocket(...used), [gift], NOON)?.coupons).toHaveLength(COUPONS_MOST)
})

test('a gift needs no quota, and waits while the pocket is full', () => {
  const full = Array.from({ length: COUPONS_MOST }, (_, index) => anIssued(`coupon:${index}`))
  expect(give(aPocket(...full), [gift], NOON)).toBeNull()
  const none = aTemplate({
    quota: { total: 0, perMember: null, perMemberDay: null, budgetFen: null },
  })
  expect(give(EMPTY_POCKET, [{ ...gift, template: none }], NOON)?.coupons).toHaveLength(1)
})
