import { ok, refuse } from '@palm/shared/kernel/result'
import { DAY_MS, HOUR_MS } from '@palm/shared/kernel/instant'
import { orderKey } from '@palm/shared/passphrase/key'
import { passphraseIn, slotAt } from '@palm/shared/passphrase/passphrase'
import { type Answers, anApi } from '@palm/client/testing/api'
import { aDuty, aStaffOrder, keyOf } from '@palm/client/testing/builders'
import { aClock, aStorage, NOON, rest } from '@palm/client/testing/phone'
import type { AmountKey } from '../typed-amount'
import { OfflineBook } from './offline-book'
import { VerifyStore } from './verify-store'
import { subjectOf } from './verify-subject'

const PRESET = subjectOf(aStaffOrder({ way: 'pay-first' }))
const WHY = { reason: 'phone-dead', note: '' } as const

function open(answers: Answers, storage = aStorage(), subject = PRESET, passedMs = 0) {
  const api = anApi(answers)
  const clock = aClock()
  const book = new OfflineBook(api, storage)
  const start = async () => {
    await clock.pass(passedMs)
    const ports = { api, book, clock, wallet: { scan: async () => null } }
    return new VerifyStore(ports, subject, { duty: aDuty(), waiting: [subject] })
  }
  return { api, start, storage }
}

const digitsNow = passphraseIn(slotAt(NOON), orderKey(keyOf(NOON), PRESET)).digits
const type = (store: VerifyStore) =>
  [...digitsNow].forEach((digit) => store.typeDigit(digit as AmountKey))

test('the server hears of a verified preset, so that its driver cannot take the money back', async () => {
  const { api, start } = open({ 'staff.accept': () => ok(aStaffOrder()) })
  const store = await start()
  type(store)
  await rest()
  expect(api.requestsOf('staff.accept')).toMatchObject([{ proof: { kind: 'digits' } }])
  expect(store).toMatchObject({ proof: { kind: 'digits' }, refusal: null })
})

test('a preset whose money went back is not served', async () => {
  const { start } = open({ 'staff.accept': () => refuse({ code: 'order/reversed' }) })
  const store = await start()
  store.goWithoutPassphrase(WHY)
  await rest()
  expect(store).toMatchObject({ proof: null, refusal: { code: 'order/reversed' } })
})

test('without network the attendant works on', async () => {
  const { start } = open({ 'staff.accept': () => refuse({ code: 'client/offline' }) })
  const store = await start()
  type(store)
  await rest()
  expect(store).toMatchObject({ proof: { kind: 'digits' }, refusal: null })
})

test('fuel that came first needs no word to the server', async () => {
  const { api, start } = open({}, aStorage(), subjectOf(aStaffOrder()))
  const store = await start()
  store.goWithoutPassphrase(WHY)
  expect(api.asked).not.toContain('staff.accept')
})

test.each([
  ['within the day', HOUR_MS, true],
  ['the next day', DAY_MS, false],
])('a verification that was left is usable again %s', async (_, laterMs, isUsable) => {
  const answers = { 'staff.accept': () => ok(aStaffOrder()) }
  const first = open(answers)
  type(await first.start())
  const again = await open(answers, first.storage, PRESET, laterMs).start()
  expect(again.proof !== null).toBe(isUsable)
})

test('a request for the money is answered, with a reason', async () => {
  const asked = subjectOf(aStaffOrder({ refundRequest: { askedAtMs: NOON, isDeclined: false } }))
  expect(asked.askedRefundAtMs).toBe(NOON)
  const { api, start } = open({ 'staff.declineRefund': () => ok(aStaffOrder()) })
  const store = await start()
  await store.declineRefund('fuelled', '加满了')
  expect(api.requestsOf('staff.declineRefund')).toMatchObject([{ reason: 'fuelled' }])
  expect(store.outcome).toBe('declined')
})
