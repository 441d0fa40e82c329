import { ok, refuse } from '@palm/shared/kernel/result'
import { aPaidRecharge } from '@palm/client/testing/account'
import { type Answers, anApi } from '@palm/client/testing/api'
import { countingIds } from '@palm/client/testing/phone'
import { CardStore } from './card-store'

const CODE = '7K2M-9P3Q-0V8X-R6S1'

function open(redeem: Answers['account.redeem'] = () => ok(aPaidRecharge({ paidBy: 'card' }))) {
  const api = anApi({ 'account.redeem': redeem })
  const store = new CardStore({ api, newId: countingIds(), enter: async () => undefined })
  return { api, store }
}

test.each([
  ['7k2m9p3q0v8xr6s1', CODE, true],
  ['7K2M 9P3Q 0V8X R6S1 and more', CODE, true],
  ['7k2m9', '7K2M-9', false],
  ['7k2m', '7K2M', false],
  ['', '', false],
])('%j is shown as printed', (typed, code, isWhole) => {
  const { store } = open()
  store.type(typed)
  expect(store).toMatchObject({ code, isWhole })
})

test('redeems a whole code once', async () => {
  const { api, store } = open()
  store.type('7K2M')
  await store.redeem()
  store.type(CODE)
  await store.redeem()
  expect(api.requestsOf('account.redeem')).toMatchObject([{ code: CODE }])
  expect(store.redeemed).toMatchObject({ amountFen: 10_000 })
})

test('keeps its number without an answer, and takes another for another code', async () => {
  const { api, store } = open(() => refuse({ code: 'client/no-answer' }))
  store.type(CODE)
  await store.redeem()
  await store.redeem()
  store.type('0000000000000000')
  await store.redeem()
  const [first, second, third] = api.requestsOf('account.redeem')
  expect(second).toEqual(first)
  expect(third?.rechargeId).not.toBe(first?.rechargeId)
})

test('shows the refusal until the next letter', async () => {
  const { store } = open(() => refuse({ code: 'card/used' }))
  store.type(CODE)
  await store.redeem()
  expect(store.refusal?.code).toBe('card/used')
  store.type('7')
  expect(store.refusal).toBeNull()
})
