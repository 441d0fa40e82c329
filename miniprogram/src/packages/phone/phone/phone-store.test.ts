import { type Answers, anApi } from '@palm/client/testing/api'
import { aClock } from '@palm/client/testing/phone'
import type { PhoneView } from '@palm/shared/api/phone'
import { ok, refuse } from '@palm/shared/kernel/result'
import { PhoneStore } from './phone-store'

const NONE: PhoneView = { phone: null, asking: null, asked: null, joined: null }
const BOUND: PhoneView = { ...NONE, phone: { shown: '138****0000', boundAtMs: 0 as never } }
const ASKING: PhoneView = {
  ...NONE,
  asking: { shown: '138****0000', wallet: 'wechat', untilMs: 1 as never },
}
const PROOF = { wallet: 'wechat', code: 'c' } as const

function open(answers: Partial<Answers> = {}) {
  const api = anApi({ 'member.phone': () => ok(NONE), ...answers })
  let entered = 0
  const enter = async () => void entered++
  const store = new PhoneStore({ api, clock: aClock(), enter })
  return { api, store, entered: () => entered }
}

test('a number is bound with the wallet’s proof, and the member is loaded again', async () => {
  const { api, entered, store } = open({ 'member.bindPhone': () => ok(BOUND) })
  await store.load()
  await store.bind(PROOF)
  expect(api.requestsOf('member.bindPhone')).toEqual([{ proof: PROOF }])
  expect(store).toMatchObject({ view: { value: BOUND }, busy: false })
  expect(entered()).toBe(1)
})

test.each(['denied', 'quota-out', 'unavailable'] as const)('%s asks nobody', async (answer) => {
  const { api, store } = open()
  await store.bind(answer)
  expect(api.requestsOf('member.bindPhone')).toEqual([])
  expect(store.noNumber).toBe(answer)
})

test('only six digits join the accounts, and a wrong code is cleared', async () => {
  const wrong = refuse({ code: 'merge/wrong-code', left: 4 } as const)
  const { api, store } = open({
    'member.phone': () => ok(ASKING),
    'member.joinByCode': () => wrong,
  })
  await store.load()
  store.type('12 34')
  await store.join()
  expect(api.requestsOf('member.joinByCode')).toEqual([])
  store.type('123 4567')
  await store.join()
  expect(api.requestsOf('member.joinByCode')).toEqual([{ code: '123456' }])
  expect(store).toMatchObject({ code: '', refusal: { code: 'merge/wrong-code' } })
})

test('the screen stays as it was if loading fails later', async () => {
  let count = 0
  const { store } = open({
    'member.phone': () => (count++ === 0 ? ok(BOUND) : refuse({ code: 'client/offline' })),
  })
  await store.load()
  await store.load()
  expect(store.view).toMatchObject({ at: 'ready', value: BOUND })
})
