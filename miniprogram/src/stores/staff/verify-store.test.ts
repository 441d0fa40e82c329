import { fen } from '@palm/shared/kernel/fen'
import { later, MINUTE_MS } from '@palm/shared/kernel/instant'
import { ok, refuse } from '@palm/shared/kernel/result'
import { hourAt, orderKey, type PassphraseSubject } from '@palm/shared/passphrase/key'
import { passphraseIn, slotAt } from '@palm/shared/passphrase/passphrase'
import { writeShownCode } from '@palm/shared/passphrase/shown-code'
import { type Answers, anApi, always } from '@palm/client/testing/api'
import {
  aDuty,
  anApproval,
  aStaffOrder,
  keyOf,
  ORDER_ID,
  OTHER_ORDER_ID,
} from '@palm/client/testing/builders'
import { aClock, aStorage, NOON } from '@palm/client/testing/phone'
import { OfflineBook } from './offline-book'
import type { AmountKey } from '../typed-amount'
import { VerifyStore } from './verify-store'
import { subjectOf, type VerifySubject } from './verify-subject'

const SUBJECT = subjectOf(aStaffOrder())
const NEIGHBOUR = subjectOf(
  aStaffOrder({ orderId: OTHER_ORDER_ID, tail: '9P3Q', nozzleNumber: 7, amountFen: 30_000 }),
)
const SHOWN_ONLY: VerifySubject = {
  ...SUBJECT,
  payableFen: null,
  way: null,
  gradeName: null,
}

/** Digits shown on a driver's phone for a subject. */
const digitsOf = (subject: PassphraseSubject, atMs = NOON) =>
  passphraseIn(slotAt(atMs), orderKey(keyOf(atMs), subject)).digits

const codeOf = (subject: VerifySubject, overrides = {}) =>
  writeShownCode({
    stationId: 'station:bj0001',
    hour: hourAt(NOON),
    orderId: subject.orderId,
    tail: subject.tail,
    nozzleNumber: subject.nozzleNumber,
    amountFen: subject.amountFen,
    digits: digitsOf(subject),
    ...overrides,
  })

interface Scene {
  readonly answers?: Answers
  readonly subject?: VerifySubject
  readonly storage?: ReturnType<typeof aStorage>
  readonly scanned?: string | null
}

function open({ answers = {}, scanned = null, storage = aStorage(), subject = SUBJECT }: Scene) {
  // Unknown to the server, a shown order is told of as well; here it does not answer.
  const api = anApi({ 'staff.accept': () => refuse({ code: 'client/offline' }), ...answers })
  const clock = aClock()
  const book = new OfflineBook(api, storage)
  const wallet = { scan: async () => scanned }
  const ports = { api, book, clock, wallet }
  const store = new VerifyStore(ports, subject, { duty: aDuty(), waiting: [SUBJECT, NEIGHBOUR] })
  return { api, book, clock, storage, store }
}

const typeDigits = (store: VerifyStore, digits: string) =>
  [...digits].forEach((digit) => store.typeDigit(digit as AmountKey))
const typeAmount = (store: VerifyStore, keys: string) =>
  [...keys].forEach((key) => store.typeAmount(key as AmountKey))

const confirms = { 'staff.confirm': always<'staff.confirm'>(aStaffOrder({ status: 'confirmed' })) }

describe('the passphrase', () => {
  test('is shown as the driver’s phone must show it', () => {
    expect(open({}).store.expected?.digits).toBe(digitsOf(SUBJECT))
  })

  test('is accepted with the last digit', () => {
    const { store } = open({})
    typeDigits(store, digitsOf(SUBJECT))
    expect(store.proof).toEqual({ kind: 'digits', digits: digitsOf(SUBJECT), atMs: NOON })
  })

  test('is accepted from a scanned code', async () => {
    const { store } = open({ scanned: codeOf(SUBJECT) })
    await store.scan()
    expect(store.proof).toMatchObject({ kind: 'scan', digits: digitsOf(SUBJECT) })
  })

  test.each([
    ['a neighbour’s digits', digitsOf(NEIGHBOUR), 'passphrase/another-nozzle'],
    ['an old screenshot', digitsOf(SUBJECT, later(NOON, -2 * MINUTE_MS)), 'passphrase/stale'],
    ['made-up digits', '000000', 'passphrase/wrong'],
  ])('that is %s is refused, and the field is empty again', (_, digits, code) => {
    const { store } = open({})
    typeDigits(store, digits)
    expect(store).toMatchObject({ proof: null, digits: '', refusal: { code } })
  })

  test.each([
    ['another nozzle', codeOf(SUBJECT, { nozzleNumber: 5 }), 'passphrase/another-nozzle'],
    ['another amount', codeOf(SUBJECT, { amountFen: fen(1) }), 'passphrase/another-amount'],
    [
      'another station',
      codeOf(SUBJECT, { stationId: 'station:bj0002' }),
      'passphrase/another-station',
    ],
    ['another hour', codeOf(SUBJECT, { hour: hourAt(NOON) - 3 }), 'passphrase/another-hour'],
    ['a nozzle', 'https://pay.example.com/p/BJ0001-03', 'client/not-a-passphrase'],
  ])('whose code is of %s is refused', async (_, scanned, code) => {
    const { store } = open({ scanned })
    await store.scan()
    expect(store).toMatchObject({ proof: null, refusal: { code } })
  })

  test('a cancelled scan changes nothing', async () => {
    const { store } = open({})
    await store.scan()
    expect(store).toMatchObject({ proof: null, refusal: null })
  })
})

describe('one use', () => {
  test('of a waiting order may be finished after leaving the screen', () => {
    const { storage, store } = open({})
    typeDigits(store, digitsOf(SUBJECT))
    const { store: again } = open({ storage: aStorage(storage.kept) })
    expect(again.proof).toMatchObject({ digits: digitsOf(SUBJECT) })
  })

  test('of an order known from its screen only is not accepted twice, confirmed or not', () => {
    const { storage, store } = open({ subject: SHOWN_ONLY })
    store.checkScanned(codeOf(SUBJECT))
    expect(store.proof).not.toBeNull()
    const { store: again } = open({ storage: aStorage(storage.kept), subject: SHOWN_ONLY })
    again.checkScanned(codeOf(SUBJECT))
    expect(again).toMatchObject({ proof: null, refusal: { code: 'passphrase/used' } })
  })

  test.each([
    ['an order known from its screen only', SHOWN_ONLY],
    ['an order of an outdated list, confirmed on this phone', SUBJECT],
  ])('is the only one for %s', async (_, subject) => {
    const { storage, store } = open({ answers: confirms })
    typeDigits(store, digitsOf(SUBJECT))
    await store.confirm()
    const { store: again } = open({ storage: aStorage(storage.kept), subject })
    again.checkScanned(codeOf(SUBJECT))
    expect(again).toMatchObject({ proof: null, refusal: { code: 'passphrase/used' } })
  })
})

describe('the amount', () => {
  test('of fuel first is filled in, and the first key replaces it', () => {
    const { store } = open({})
    expect(store).toMatchObject({ dispensed: 20_000, rest: 0 })
    typeAmount(store, '177.2')
    expect(store).toMatchObject({ dispensed: 17_720, rest: 2_280 })
  })

  test('of pay first has to be entered', () => {
    const { store } = open({ subject: { ...SUBJECT, way: 'pay-first' } })
    typeDigits(store, digitsOf(SUBJECT))
    expect(store).toMatchObject({ dispensed: null, canConfirm: false })
    store.takeWhole()
    expect(store).toMatchObject({ dispensed: 20_000, canConfirm: true })
  })

  test('above the payment cannot be confirmed', () => {
    const { store } = open({})
    typeDigits(store, digitsOf(SUBJECT))
    typeAmount(store, '200.01')
    expect(store).toMatchObject({ rest: -1, canConfirm: false })
  })

  test('cannot be confirmed before verification', () => {
    expect(open({}).store.canConfirm).toBe(false)
  })
})

describe('confirming', () => {
  test('sends the dispensed amount and the proof', async () => {
    const { api, store } = open({ answers: confirms })
    typeDigits(store, digitsOf(SUBJECT))
    typeAmount(store, '177.2')
    await store.confirm()
    expect(store.outcome).toBe('confirmed')
    expect(api.requestsOf('staff.confirm')).toEqual([
      {
        orderId: ORDER_ID,
        dispensedFen: 17_720,
        proof: { kind: 'digits', digits: digitsOf(SUBJECT), atMs: NOON },
      },
    ])
  })

  test('without passphrase sends the reason', async () => {
    const { api, store } = open({ answers: confirms })
    const why = { reason: 'phone-dead', note: '' } as const
    store.goWithoutPassphrase(why)
    await store.confirm()
    expect(api.requestsOf('staff.confirm')).toMatchObject([{ proof: { kind: 'none', why } }])
  })

  test.each(['client/offline', 'client/no-answer', 'service/failed'] as const)(
    'with %s is kept on the phone',
    async (code) => {
      const { book, store } = open({ answers: { 'staff.confirm': () => refuse({ code }) } })
      typeDigits(store, digitsOf(SUBJECT))
      await store.confirm()
      expect(store.outcome).toBe('kept')
      expect(book.isPending(ORDER_ID)).toBe(true)
    },
  )

  test('refused for its passphrase returns to the passphrase step', async () => {
    const { store } = open({
      answers: { 'staff.confirm': () => refuse({ code: 'passphrase/stale' }) },
    })
    typeDigits(store, digitsOf(SUBJECT))
    await store.confirm()
    expect(store).toMatchObject({ proof: null, outcome: null, busy: false })
  })

  test('refused otherwise shows why', async () => {
    const { store } = open({
      answers: { 'staff.confirm': () => refuse({ code: 'order/reversed' }) },
    })
    typeDigits(store, digitsOf(SUBJECT))
    await store.confirm()
    expect(store).toMatchObject({ outcome: null, refusal: { code: 'order/reversed' } })
  })

  test('happens once for two taps', async () => {
    const { api, store } = open({ answers: confirms })
    typeDigits(store, digitsOf(SUBJECT))
    await Promise.all([store.confirm(), store.confirm()])
    expect(api.asked).toEqual(['staff.confirm'])
  })
})

describe('rejecting', () => {
  test('sends the reason', async () => {
    const { api, store } = open({
      answers: { 'staff.reject': () => ok(aStaffOrder({ status: 'refunding' })) },
    })
    await store.reject('driver-left')
    expect(store.outcome).toBe('rejected')
    expect(api.requestsOf('staff.reject')).toEqual([{ orderId: ORDER_ID, reason: 'driver-left' }])
  })

  test('needs the network', async () => {
    const { store } = open({
      answers: { 'staff.reject': () => refuse({ code: 'client/offline' }) },
    })
    await store.reject('no-fuel')
    expect(store).toMatchObject({ outcome: null, refusal: { code: 'client/offline' } })
  })

  test('beyond the limit asks for a reason, and leaves it to a manager', async () => {
    const { api, store } = open({
      answers: {
        'staff.reject': () => refuse({ code: 'approval/needed', backFen: fen(50_000) }),
        'staff.ask': always<'staff.ask'>(anApproval()),
      },
    })
    await store.reject('no-fuel')
    expect(store).toMatchObject({ outcome: null, refusal: null, asking: { backFen: 50_000 } })
    await store.asking!.ask()
    expect(api.asked).toEqual(['staff.reject'])
    store.asking!.choose('no-fuel')
    await store.asking!.ask()
    store.stopAsking()
    expect(store).toMatchObject({ asking: null, outcome: 'asked' })
    expect(api.requestsOf('staff.ask')).toEqual([
      {
        orderId: ORDER_ID,
        asked: { kind: 'reject', reason: 'no-fuel' },
        why: { reason: 'no-fuel', note: '' },
      },
    ])
  })

  test('that is cancelled leaves the order unchanged', async () => {
    const { store } = open({
      answers: {
        'staff.reject': () => refuse({ code: 'approval/needed', backFen: fen(50_000) }),
      },
    })
    await store.reject('no-fuel')
    store.stopAsking()
    expect(store).toMatchObject({ asking: null, outcome: null, busy: false })
  })
})

describe('an order known from the driver’s screen only', () => {
  test('is refused once the queue has shown it as completed', () => {
    const { book, store } = open({ subject: SHOWN_ONLY })
    book.hear([], [SHOWN_ONLY.tail], NOON)
    typeDigits(store, digitsOf(SUBJECT))
    expect(store).toMatchObject({ proof: null, refusal: { code: 'passphrase/used' } })
  })

  test('is refused beyond the limits of a duty, unlike a listed one', () => {
    const storage = aStorage()
    const book = new OfflineBook(anApi({}), storage)
    for (let at = 0; at < 20; at++) {
      const tail = `A${String(at).padStart(3, '0')}`
      book.accept({ ...SUBJECT, tail, digits: '418073', atMs: NOON, known: false })
    }
    const { store } = open({ subject: SHOWN_ONLY, storage })
    typeDigits(store, digitsOf(SUBJECT))
    expect(store).toMatchObject({ proof: null, refusal: { code: 'client/offline-limit' } })
    const listed = open({ storage: aStorage(storage.kept) })
    typeDigits(listed.store, digitsOf(SUBJECT))
    expect(listed.store.proof).not.toBeNull()
  })
})
