import { ok, refuse } from '@palm/shared/kernel/result'
import { type Answers, anApi } from '@palm/client/testing/api'
import { aCouponView } from '@palm/client/testing/coupons'
import { NOON } from '@palm/client/testing/phone'
import { GivingStore } from './giving-store'

const coupon = aCouponView({ transferable: true })
const onOffer = (transferId: string) =>
  aCouponView({
    state: { at: 'offered', transferId: transferId as `coupon-transfer:${string}`, untilMs: NOON },
  })

function open(answers: Answers) {
  const api = anApi(answers)
  let changes = 0
  const onChange = async () => void (changes += 1)
  const giving = new GivingStore({ api }, onChange)
  return { api, giving, changedTimes: () => changes }
}

test('an offered coupon is shown with its number, and the pocket is reloaded', async () => {
  const { changedTimes, giving } = open({
    'coupon.give': () => ok(onOffer('coupon-transfer:7')),
  })
  await giving.give(coupon)
  expect(giving.offered).toMatchObject({ couponId: 'coupon:1', title: coupon.title })
  expect([giving.busy, changedTimes()]).toEqual([null, 1])
})

test('an offer with a lost answer shows this, and a retry repeats it', async () => {
  const { api, giving } = open({ 'coupon.give': () => refuse({ code: 'client/no-answer' }) })
  await giving.give(coupon)
  expect(giving.refusal).toEqual({ code: 'client/no-answer' })
  await giving.give(coupon)
  expect(api.requestsOf('coupon.give')).toEqual([
    { couponId: 'coupon:1' },
    { couponId: 'coupon:1' },
  ])
})

test('an open offer is shown without a request, and can be withdrawn', async () => {
  const { api, giving } = open({ 'coupon.takeBack': () => ok(coupon) })
  await giving.give(onOffer('coupon-transfer:7'))
  expect([giving.offered?.transferId, api.asked]).toEqual(['coupon-transfer:7', []])
  await giving.takeBack(giving.offered!)
  expect([giving.offered, api.asked]).toEqual([null, ['coupon.takeBack']])
})
