import { ok, refuse } from '@palm/shared/kernel/result'
import { type Answers, anApi } from '@palm/client/testing/api'
import { aCouponView } from '@palm/client/testing/coupons'
import { GiftStore } from './gift-store'

function open(answers: Answers) {
  const api = anApi(answers)
  let entered = 0
  const enter = async () => void (entered += 1)
  return { gift: new GiftStore({ api, enter }, 'coupon-transfer:1'), enteredTimes: () => entered }
}

test('accepts the coupon, and creates the member on the first visit', async () => {
  const answers = [refuse({ code: 'member/unknown' }), ok(aCouponView())]
  const { enteredTimes, gift } = open({ 'coupon.take': () => answers.shift()! })
  await gift.take()
  expect([enteredTimes(), gift.coupon, gift.taking]).toEqual([1, aCouponView(), false])
})

test('shows why it failed, and can be retried', async () => {
  const answers = [refuse({ code: 'client/no-answer' }), ok(aCouponView())]
  const { gift } = open({ 'coupon.take': () => answers.shift()! })
  await gift.take()
  expect(gift.refusal).toEqual({ code: 'client/no-answer' })
  await gift.take()
  expect([gift.refusal, gift.coupon]).toEqual([null, aCouponView()])
})
