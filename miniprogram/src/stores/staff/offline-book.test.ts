import { fen } from '@palm/shared/kernel/fen'
import { HOUR_MS, later } from '@palm/shared/kernel/instant'
import { refuse } from '@palm/shared/kernel/result'
import { type Answers, anApi, always } from '@palm/client/testing/api'
import { aDuty, aStaffOrder, ORDER_ID, OTHER_ORDER_ID } from '@palm/client/testing/builders'
import { aStorage, NOON } from '@palm/client/testing/phone'
import { OfflineBook } from './offline-book'

const proof = { kind: 'digits', digits: '418073', atMs: NOON } as const
const first = {
  confirmation: { orderId: ORDER_ID, dispensedFen: 20_000, proof },
  nozzleNumber: 3,
  amountFen: 20_000,
}
const second = {
  confirmation: { orderId: OTHER_ORDER_ID, dispensedFen: 30_000, proof },
  nozzleNumber: 7,
  amountFen: 30_000,
}

function open(answers: Answers, storage = aStorage()) {
  const api = anApi(answers)
  return { api, book: new OfflineBook(api, storage), storage }
}

const takes = { 'staff.confirm': always<'staff.confirm'>(aStaffOrder({ status: 'confirmed' })) }
const refuses = (code: 'client/offline' | 'order/reversed' | 'staff/not-on-duty') => ({
  'staff.confirm': () => refuse({ code }),
})

describe('pending confirmations', () => {
  test('survive the app and are sent in order', async () => {
    const { book: before, storage } = open({})
    before.confirmLater(first)
    before.confirmLater(second)
    const { api, book } = open(takes, aStorage(storage.kept))
    await book.replay()
    expect(api.requestsOf('staff.confirm')).toEqual([first.confirmation, second.confirmation])
    expect(book.pending).toEqual([])
  })

  test('are sent once, however often the network comes back', async () => {
    const { api, book } = open(takes)
    book.confirmLater(first)
    await Promise.all([book.replay(), book.replay()])
    expect(api.asked).toHaveLength(1)
  })

  test.each(['client/offline', 'staff/not-on-duty'] as const)(
    'stay if the answer is %s, and the rest is not tried',
    async (code) => {
      const { api, book } = open(refuses(code))
      book.confirmLater(first)
      book.confirmLater(second)
      await book.replay()
      expect(api.asked).toHaveLength(1)
      expect(book.isPending(ORDER_ID)).toBe(true)
    },
  )

  test('that are refused show why until dismissed, and are not sent again', async () => {
    const { api, book } = open(refuses('order/reversed'))
    book.confirmLater(first)
    await book.replay()
    await book.replay()
    expect(api.asked).toHaveLength(1)
    expect(book.pending).toMatchObject([{ refusal: { code: 'order/reversed' } }])
    expect(book.isPending(ORDER_ID)).toBe(false)
    book.dismiss(ORDER_ID)
    expect(book.pending).toEqual([])
  })

  test('of one order are one, with the last figure', () => {
    const { book } = open({})
    book.confirmLater(first)
    book.confirmLater({ ...first, confirmation: { ...first.confirmation, dispensedFen: 1 } })
    expect(book.pending).toMatchObject([{ confirmation: { dispensedFen: 1 } }])
  })
})

describe('an accepted passphrase', () => {
  const subject = { tail: '7K2M', nozzleNumber: 3, amountFen: fen(20_000) }
  const accepted = { ...subject, digits: '418073', atMs: NOON, known: true }

  test('is identified by its subject, and survives the app', () => {
    const { book: before, storage } = open({})
    before.accept(accepted)
    const { book } = open({}, aStorage(storage.kept))
    expect(book.acceptedFor(subject)).toEqual({ ...accepted, spent: false })
    expect(book.acceptedFor({ ...subject, nozzleNumber: 5 })).toBeNull()
  })

  test('is used once', () => {
    const { book } = open({})
    book.accept(accepted)
    book.spend(subject)
    book.accept(accepted)
    expect(book.acceptedFor(subject)?.spent).toBe(true)
  })
})

describe('the queue', () => {
  const subject = { tail: '7K2M', nozzleNumber: 3, amountFen: fen(20_000) }

  test('ends the passphrases of completed orders, also after a restart', () => {
    const { book: before, storage } = open({})
    before.hear([], ['7K2M'], NOON)
    const { book } = open({}, aStorage(storage.kept))
    expect(book.isEnded('7K2M', later(NOON, HOUR_MS))).toBe(true)
    expect(book.isEnded('9P3Q', NOON)).toBe(false)
    expect(book.isEnded('7K2M', later(NOON, 3 * HOUR_MS))).toBe(false)
  })

  test('frees the limit of unlisted orders', () => {
    const { book } = open({})
    const tailOf = (at: number) => `A${String(at).padStart(3, '0')}`
    for (let at = 0; at < 20; at++) {
      book.accept({ ...subject, tail: tailOf(at), digits: '418073', atMs: NOON, known: false })
    }
    expect(book.mayAcceptUnknown(aDuty(), fen(100))).toBe(false)
    expect(book.mayAcceptUnknown(aDuty({ startedAtMs: NOON + 1 }), fen(100))).toBe(true)
    book.hear([{ ...subject, tail: tailOf(0) }], [], NOON)
    expect(book.mayAcceptUnknown(aDuty(), fen(100))).toBe(true)
  })
})
