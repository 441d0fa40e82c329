import { fen } from '@palm/shared/kernel/fen'
import { epochMs, HOUR_MS } from '@palm/shared/kernel/instant'
import { orderKey } from '@palm/shared/passphrase/key'
import { passphraseIn, slotAt } from '@palm/shared/passphrase/passphrase'
import { anApi } from '@palm/client/testing/api'
import { aDuty, aStaffOrder, keyOf } from '@palm/client/testing/builders'
import { aClock, aStorage, NOON } from '@palm/client/testing/phone'
import { OfflineBook } from '../../../stores/staff/offline-book'
import { OfflineCheckStore, type OfflineField } from './offline-check-store'
import { subjectOf } from '../../../stores/staff/verify-subject'

const SUBJECT = { tail: '7K2M', nozzleNumber: 3, amountFen: fen(20_000) }
const DIGITS = passphraseIn(slotAt(NOON), orderKey(keyOf(NOON), SUBJECT)).digits
const TYPED = { nozzle: '3', amount: '200', tail: '7k2m', digits: DIGITS }

function open(waiting = [subjectOf(aStaffOrder())], storage = aStorage()) {
  const book = new OfflineBook(anApi({}), storage)
  const store = new OfflineCheckStore({ book, clock: aClock() }, aDuty(), waiting)
  return { book, storage, store }
}

function check(store: OfflineCheckStore, typed: Record<OfflineField, string>) {
  const fields = Object.entries(typed) as [OfflineField, string][]
  fields.forEach(([field, text]) => store.type(field, text))
  store.check()
}

test.each([
  ['known here', [subjectOf(aStaffOrder())]],
  ['unknown here', []],
])('a valid passphrase of an order %s is accepted', (_, waiting) => {
  const { book, store } = open(waiting)
  check(store, TYPED)
  expect(store).toMatchObject({ accepted: SUBJECT, refusal: null })
  expect(book.acceptedFor(SUBJECT)).toMatchObject({ digits: DIGITS, atMs: NOON, spent: false })
})

test('a second use is refused', () => {
  const { storage, store } = open([])
  check(store, TYPED)
  const { store: again } = open([], aStorage(storage.kept))
  check(again, TYPED)
  expect(again).toMatchObject({ accepted: null, refusal: { code: 'passphrase/used' } })
})

test.each([
  ['nozzle', '5'],
  ['amount', '200.01'],
  ['tail', '7K2N'],
  ['digits', '000000'],
] as const)('another %s makes it invalid', (field, text) => {
  const { store } = open([])
  check(store, { ...TYPED, [field]: text })
  expect(store).toMatchObject({ accepted: null, refusal: { code: 'passphrase/wrong' } })
})

test.each([
  ['nozzle', ''],
  ['amount', '0'],
  ['amount', '2e3'],
  ['tail', '7K2'],
  ['digits', '12345'],
] as const)('with %s “%s” there is nothing to verify', (field, text) => {
  const { store } = open()
  check(store, { ...TYPED, [field]: text })
  expect(store).toMatchObject({ canCheck: false, accepted: null, refusal: null })
})

test('further typing clears the last answer', () => {
  const { store } = open()
  check(store, TYPED)
  store.type('digits', '1')
  expect(store.accepted).toBeNull()
})

test('an order that the queue has shown as completed is refused without network', () => {
  const { book, store } = open([])
  book.hear([], ['7K2M'], NOON)
  check(store, TYPED)
  expect(store).toMatchObject({ accepted: null, refusal: { code: 'passphrase/used' } })
})

test('a passphrase of three hours ago is refused', async () => {
  const book = new OfflineBook(anApi({}), aStorage())
  const later = epochMs(NOON + 3 * HOUR_MS)
  const store = new OfflineCheckStore({ book, clock: aClock(later) }, aDuty(), [])
  const key = orderKey(keyOf(NOON), SUBJECT)
  check(store, { ...TYPED, digits: passphraseIn(slotAt(later), key).digits })
  expect(store).toMatchObject({ accepted: null, refusal: { code: 'passphrase/another-hour' } })
})

test('unlisted orders beyond the limits of a duty are refused', () => {
  const { book, store } = open([])
  const amountFen = fen(590_000)
  book.accept({ ...SUBJECT, tail: 'A000', amountFen, digits: '1', atMs: NOON, known: false })
  check(store, TYPED)
  expect(store).toMatchObject({ accepted: null, refusal: { code: 'client/offline-limit' } })
})
