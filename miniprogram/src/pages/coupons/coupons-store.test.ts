import type { CouponView } from '@palm/shared/api/coupon'
import { DAY_MS, later } from '@palm/shared/kernel/instant'
import { ok, refuse } from '@palm/shared/kernel/result'
import { type Answers, anApi, always } from '@palm/client/testing/api'
import { aClaimable, aCouponView } from '@palm/client/testing/coupons'
import { aClock, countingIds, NOON } from '@palm/client/testing/phone'
import { CouponsStore } from './coupons-store'

const TEMPLATE = 'coupon-template:full-200'

function open(answers: Answers = {}, coupons: readonly CouponView[] = []) {
  const api = anApi({
    'coupon.centre': always<'coupon.centre'>({ claimable: [aClaimable()] }),
    'coupon.pocket': always<'coupon.pocket'>({ coupons }),
    ...answers,
  })
  let entered = 0
  const enter = async () => void (entered += 1)
  const ports = { api, clock: aClock(), newId: countingIds(), enter }
  return { api, coupons: new CouponsStore(ports), enteredTimes: () => entered }
}

const until = (days: number): Partial<CouponView> => ({
  condition: { ...aCouponView().condition, toMs: later(NOON, days * DAY_MS) },
})

test('shows coupons that expire first first, and past ones separately', async () => {
  const { coupons } = open({}, [
    aCouponView({ couponId: 'coupon:late', ...until(9) }),
    aCouponView({ couponId: 'coupon:soon', ...until(1) }),
    aCouponView({ couponId: 'coupon:gone', ...until(0) }),
    aCouponView({
      couponId: 'coupon:used',
      state: { at: 'used', orderId: 'order:1', usedAtMs: NOON, amountFen: 1 as never },
    }),
  ])
  await coupons.load()
  expect(coupons.live.map(({ couponId }) => couponId)).toEqual(['coupon:soon', 'coupon:late'])
  expect(coupons.past.map(({ couponId }) => couponId)).toEqual(['coupon:gone', 'coupon:used'])
})

test('retrying a claim with a lost answer keeps the coupon', async () => {
  const answers = [refuse({ code: 'client/no-answer' }), ok(aCouponView()), ok(aCouponView())]
  const { api, coupons } = open({ 'coupon.claim': () => answers.shift()! })
  await coupons.claim(TEMPLATE)
  expect(coupons.refusal).toMatchObject({ templateId: TEMPLATE })
  await coupons.claim(TEMPLATE)
  await coupons.claim(TEMPLATE)
  const [lost, again, another] = api.requestsOf('coupon.claim').map(({ couponId }) => couponId)
  expect(again).toBe(lost)
  expect(another).not.toBe(lost)
})

test('creates the member on the first visit', async () => {
  const answers = [refuse({ code: 'member/unknown' }), ok(aCouponView())]
  const { coupons, enteredTimes } = open({ 'coupon.claim': () => answers.shift()! })
  await coupons.claim(TEMPLATE)
  expect([enteredTimes(), coupons.refusal, coupons.claiming]).toEqual([1, null, null])
})

test('coupons with three days left are listed as expiring soon', async () => {
  const { coupons } = open({}, [
    aCouponView({ couponId: 'coupon:late', ...until(4) }),
    aCouponView({ couponId: 'coupon:soon', ...until(3) }),
    aCouponView({ couponId: 'coupon:ever' }),
  ])
  await coupons.load()
  expect(coupons.soon.map(({ couponId }) => couponId)).toEqual(['coupon:soon'])
})

test('a claimed coupon can be used as long as it is free', async () => {
  const held = { state: { at: 'held', orderId: 'order:1' } } as const
  for (const [changes, isFree] of [
    [{}, true],
    [held, false],
    [until(0), false],
  ] as const) {
    const { coupons } = open({}, [aCouponView(changes)])
    await coupons.load()
    expect(coupons.freeOf(TEMPLATE) !== null).toBe(isFree)
  }
})

test('only kinds on offer are categories', async () => {
  const { coupons } = open()
  expect(coupons.kinds).toEqual([])
  await coupons.load()
  expect(coupons.kinds).toEqual(['fuel'])
})
