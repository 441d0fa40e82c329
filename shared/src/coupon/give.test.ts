import { fen } from '../kernel/fen'
import { DAY_MS, later } from '../kernel/instant'
import { NOON } from '../testing/builders/builders'
import { anIssued, aPocket, aTemplate } from '../testing/builders/coupons'
import { COUPONS_MAX, EMPTY_POCKET } from './claim'
import { give } from './give'

const gift = { key: 'welcome-silver', couponId: 'coupon:gift', template: aTemplate() } as const

test('a gift is put into the pocket once', () => {
  const pocket = give(EMPTY_POCKET, [gift], NOON)!
  expect(pocket.coupons).toMatchObject([{ id: 'coupon:gift', state: { at: 'free' } }])
  expect(give(pocket, [gift], NOON)).toEqual(pocket)
})

test('a gift lives from when it was given, whenever somebody looks', () => {
  const template = aTemplate({ validity: { kind: 'relative', days: 7 } })
  const lookedMs = later(NOON, 5 * DAY_MS)
  const given = { ...gift, template, givenAtMs: NOON }
  expect(give(EMPTY_POCKET, [given], lookedMs)?.coupons).toEqual(
    give(EMPTY_POCKET, [given], NOON)?.coupons,
  )
  const unknown = give(EMPTY_POCKET, [{ ...gift, template }], lookedMs)
  expect(unknown?.coupons).toMatchObject([{ issuedAtMs: lookedMs }])
})

test('a gift has the room that used coupons leave', () => {
  const used = Array.from({ length: COUPONS_MAX }, (_, index) => ({
    ...anIssued(`coupon:${index}`),
    state: { at: 'used', orderId: 'order:1', usedAtMs: NOON, amountFen: fen(1) } as const,
  }))
  expect(give(aPocket(...used), [gift], NOON)?.coupons).toHaveLength(COUPONS_MAX)
})

test('a gift needs no quota, and waits while the pocket is full', () => {
  const full = Array.from({ length: COUPONS_MAX }, (_, index) => anIssued(`coupon:${index}`))
  expect(give(aPocket(...full), [gift], NOON)).toBeNull()
  const none = aTemplate({
    quota: { total: 0, perMember: null, perMemberDay: null, budgetFen: null },
  })
  expect(give(EMPTY_POCKET, [{ ...gift, template: none }], NOON)?.coupons).toHaveLength(1)
})
