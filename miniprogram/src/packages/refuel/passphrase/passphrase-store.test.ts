import type { OrderView } from '@palm/shared/api/order'
import { HOUR_MS, later } from '@palm/shared/kernel/instant'
import { readShownCode } from '@palm/shared/passphrase/shown-code'
import { verifyDigits } from '@palm/shared/passphrase/verify'
import { aDuty, anOrder, aPaidOrder, ORDER_ID } from '@palm/client/testing/builders'
import { aClock, NOON } from '@palm/client/testing/phone'
import { fen } from '@palm/shared/kernel/fen'
import { PassphraseStore } from './passphrase-store'

function shown(order: OrderView | null, startMs = NOON) {
  const clock = aClock(startMs)
  const store = new PassphraseStore(clock, () => order)
  store.show()
  return { clock, store }
}

test.each([
  ['no order', null],
  ['an order that is not paid', anOrder()],
  ['an order that is confirmed', anOrder({ status: 'confirmed' })],
])('%s has none', (_, order) => {
  expect(shown(order).store.living).toBeNull()
})

test('the attendant’s phone accepts the passphrase shown by this one', () => {
  const { store } = shown(aPaidOrder())
  const verifier = {
    stationId: 'station:bj0001',
    keys: aDuty().hourKeys,
    used: new Set<never>(),
    waiting: [],
    nowMs: NOON,
  } as const
  const expected = {
    orderId: ORDER_ID,
    tail: '7K2M',
    nozzleNumber: 3,
    amountFen: fen(20_000),
  } as const
  expect(verifyDigits(store.living?.digits ?? '', expected, verifier)).toMatchObject({ ok: true })
})

test('the code agrees with the screen', () => {
  const { living } = shown(aPaidOrder()).store
  expect(readShownCode(living?.shownCode ?? '')).toMatchObject({
    orderId: ORDER_ID,
    nozzleNumber: 3,
    amountFen: 20_000,
    digits: living?.digits,
  })
})

test('it is valid for a slot, counts down by the second, and then changes', async () => {
  const { clock, store } = shown(aPaidOrder())
  const first = store.living?.digits
  expect(store.remainderMs).toBe(30_000)
  await clock.pass(29_000)
  expect([store.remainderMs, store.living?.digits]).toEqual([1_000, first])
  await clock.pass(1_000)
  expect(store.remainderMs).toBe(30_000)
  expect(store.living?.digits).not.toBe(first)
})

test('the seconds follow the wall clock, whenever the screen was opened', async () => {
  const { clock, store } = shown(aPaidOrder(), later(NOON, 400))
  await clock.pass(600)
  expect(store.remainderMs).toBe(29_000)
})

test('nothing ticks while the screen is hidden, and the first view is right', async () => {
  const { clock, store } = shown(aPaidOrder())
  store.hide()
  await clock.pass(10_000)
  expect(store.remainderMs).toBe(30_000)
  store.show()
  expect(store.remainderMs).toBe(20_000)
})

test('without network it works to the end of the next hour, and then needs the server', async () => {
  const { clock, store } = shown(aPaidOrder())
  await clock.pass(HOUR_MS)
  expect(store).toMatchObject({ living: expect.anything(), isOutdated: false })
  await clock.pass(HOUR_MS)
  expect(store).toMatchObject({ living: null, isOutdated: true })
  store.hide()
})
