import { ok, refuse } from '@palm/shared/kernel/result'
import { aPaidRecharge, anAccountView, aRefundPreview } from '@palm/client/testing/account'
import { type Answers, always, anApi } from '@palm/client/testing/api'
import { aClock, countingIds } from '@palm/client/testing/phone'
import { RefundStore } from './refund-store'

const RECHARGE = aPaidRecharge()
const onItsWay = { doneAtMs: null, decidedByMs: null, paidOut: null }

async function open(answers: Answers = {}) {
  const api = anApi({
    'account.get': always<'account.get'>(
      anAccountView({ recharges: [RECHARGE, aPaidRecharge({ refundable: null })] }),
    ),
    'account.previewRefund': always<'account.previewRefund'>(aRefundPreview()),
    'account.refund': always<'account.refund'>(aPaidRecharge({ refundable: null })),
    ...answers,
  })
  const ports = { api, clock: aClock(), newId: countingIds(), enter: async () => undefined }
  const store = new RefundStore(ports)
  await store.load()
  return { api, store }
}

test('lists refundable recharges, and their total', async () => {
  const { store } = await open()
  expect(store.account.refundable).toHaveLength(1)
  expect(store.account.refundableFen).toBe(10_000)
})

test('lists completed refunds, newest first', async () => {
  const refund = (requestedAtMs: number) =>
    ({ amountFen: 100, reason: 'asked', requestedAtMs, ...onItsWay }) as const
  const recharges = [aPaidRecharge({ refunds: [refund(1), refund(3)] })]
  recharges.push(aPaidRecharge({ refunds: [refund(2)] }))
  const { store } = await open({
    'account.get': always<'account.get'>(anAccountView({ recharges })),
  })
  expect(store.account.refunds.map(({ requestedAtMs }) => requestedAtMs)).toEqual([3, 2, 1])
})

test('previews the refund, and requests exactly that', async () => {
  const { api, store } = await open()
  await store.choose(RECHARGE)
  expect(store.preview).toMatchObject({ at: 'ready', value: { giftLostFen: 3_000 } })
  await store.confirm()
  expect(api.requestsOf('account.refund')).toMatchObject([
    { rechargeId: RECHARGE.rechargeId, principalFen: 10_000, amountFen: 10_000 },
  ])
  expect(store).toMatchObject({ chosen: null, done: { amountFen: 10_000 } })
})

test('keeps its number without an answer', async () => {
  const answers = [refuse({ code: 'client/no-answer' }), ok(RECHARGE)]
  const { api, store } = await open({ 'account.refund': () => answers.shift()! })
  await store.choose(RECHARGE)
  await store.confirm()
  expect(store).toMatchObject({ refusal: { code: 'client/no-answer' }, done: null })
  await store.confirm()
  const [first, second] = api.requestsOf('account.refund')
  expect(second).toEqual(first)
})

test('shows the new figure when it has changed, and why', async () => {
  const previews = [aRefundPreview(), aRefundPreview({ amountFen: 8_000, giftSpentFen: 2_000 })]
  const { store } = await open({
    'account.previewRefund': () => ok(previews.shift()!),
    'account.refund': () => refuse({ code: 'recharge/refund-changed', amountFen: 8_000 }),
  })
  await store.choose(RECHARGE)
  await store.confirm()
  expect(store).toMatchObject({
    preview: { value: { amountFen: 8_000 } },
    refusal: { code: 'recharge/refund-changed' },
  })
})

test('that is impossible shows why, and sends no request', async () => {
  const { api, store } = await open({
    'account.previewRefund': () => refuse({ code: 'stored-value/frozen' }),
  })
  await store.choose(RECHARGE)
  await store.confirm()
  expect(store.preview).toMatchObject({ at: 'refused' })
  expect(api.requestsOf('account.refund')).toEqual([])
})
