import { ORDER_PAYMENT, paymentWords, RECHARGE_PAYMENT } from './payment'

const STEPS = ['asking', 'unproven', 'unseen', 'cancelled', 'failed', 'too-late'] as const

test.each(STEPS)('%s says what happened, of an order and of a recharge', (step) => {
  for (const provider of ['wechat', 'alipay'] as const) {
    for (const paidFor of [ORDER_PAYMENT, RECHARGE_PAYMENT]) {
      expect(paymentWords(step, provider, paidFor)).toMatchObject({
        what: expect.stringMatching(/\S/),
        next: expect.stringMatching(/。$/),
      })
    }
  }
})

test.each(['none', 'opening', 'in-wallet'] as const)('%s needs no words', (step) => {
  expect(paymentWords(step, 'wechat', ORDER_PAYMENT)).toBeNull()
})
