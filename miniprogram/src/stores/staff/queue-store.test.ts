import type { QueueReply } from '@palm/shared/api/staff'
import { ok, refuse } from '@palm/shared/kernel/result'
import type { Answers } from '@palm/client/testing/api'
import { anApi } from '@palm/client/testing/api'
import { aQueue, aStaffOrder, ORDER_ID, OTHER_ORDER_ID } from '@palm/client/testing/builders'
import { aClock, aStorage, rest } from '@palm/client/testing/phone'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { OfflineBook } from './offline-book'
import { QueueStore } from './queue-store'

const third = aStaffOrder()
const seventh = aStaffOrder({ orderId: OTHER_ORDER_ID, tail: '9P3Q', nozzleNumber: 7 })

function open(answer: Answers['staff.queue'], storage = aStorage()) {
  const api = anApi({ 'staff.queue': answer! })
  const clock = aClock()
  const said: string[] = []
  const announce = (words: string) => void said.push(words)
  const book = new OfflineBook(api, storage)
  const store = new QueueStore({ announce, api, book, clock, storage })
  return { api, book, clock, said, storage, store }
}

/** A server that answers with one queue after the other, repeating the last one. */
const inTurn =
  (...replies: QueueReply[]) =>
  () =>
    ok((replies.length > 1 ? replies.shift() : replies[0])!)

describe('while it is seen', () => {
  test('it is polled every three seconds, and no longer afterwards', async () => {
    const { api, clock, store } = open(inTurn(aQueue()))
    store.show()
    await clock.pass(6_000)
    expect(api.asked).toHaveLength(3)
    store.hide()
    await clock.pass(60_000)
    expect(api.asked).toHaveLength(3)
  })

  test('a second “seen” causes no request', async () => {
    const { api, store } = open(inTurn(aQueue()))
    store.show()
    store.show()
    await rest()
    expect(api.asked).toHaveLength(1)
  })
})

describe('a new order', () => {
  test('is announced once, by nozzle and amount', async () => {
    const { clock, said, store } = open(
      inTurn(aQueue({ waiting: [third] }), aQueue({ waiting: [third, seventh] })),
    )
    store.show()
    await clock.pass(9_000)
    expect(said).toEqual(['7 号枪，92# 汽油，200 元，已付款'])
  })

  test('is silent with the sound off, also after a restart', async () => {
    const { storage, store: before } = open(inTurn(aQueue()))
    before.toggleSound()
    const { clock, said, store } = open(
      inTurn(aQueue(), aQueue({ waiting: [third] })),
      aStorage(storage.kept),
    )
    store.show()
    await clock.pass(9_000)
    expect(said).toEqual([])
  })
})

describe('recently confirmed orders', () => {
  const confirmed = aStaffOrder({ status: 'confirmed', dispensedFen: 20_000 })

  test('are loaded first, and again when an order has left', async () => {
    const { api, clock, store } = open(
      inTurn(
        aQueue({ waiting: [third], recent: [seventh] }),
        aQueue({ waiting: [third], recent: null }),
        aQueue({ waiting: [], recent: null }),
        aQueue({ waiting: [], recent: [confirmed, seventh] }),
        aQueue({ waiting: [], recent: null }),
      ),
    )
    store.show()
    await clock.pass(12_000)
    expect(api.requestsOf('staff.queue').map(({ withRecent }) => withRecent)).toEqual([
      true,
      false,
      false,
      true,
      false,
    ])
    expect(store.find(ORDER_ID)?.status).toBe('confirmed')
    expect(store.find(OTHER_ORDER_ID)).toEqual(seventh)
  })
})

describe('the totals of the duty', () => {
  const totals = { confirmedCount: 1, confirmedFen: 20_000 }
  const asked = ({ api }: ReturnType<typeof open>) =>
    api.requestsOf('staff.queue').map(({ withTotals }) => withTotals)

  test('are loaded first and whenever the queue is seen again, and kept in between', async () => {
    const opened = open(inTurn(aQueue({ totals }), aQueue({ totals: null })))
    const { clock, store } = opened
    store.show()
    await clock.pass(3_000)
    store.hide()
    store.show()
    await rest()
    expect(asked(opened)).toEqual([true, false, true])
    expect(store.queue).toMatchObject({ value: { totals } })
  })

  test('are loaded again once a confirmation made without network has been sent', async () => {
    const opened = open(inTurn(aQueue({ totals })))
    const { api, book, clock, store } = opened
    const confirmation = { orderId: ORDER_ID, dispensedFen: 20_000, proof: UNPROVEN }
    book.confirmLater({ confirmation, nozzleNumber: 3, amountFen: 20_000 })
    store.show()
    await clock.pass(3_000)
    book.dismiss(ORDER_ID)
    await clock.pass(6_000)
    expect(asked(opened)).toEqual([true, false, true, false])
    expect(api.asked).toHaveLength(4)
  })
})

test('without network the last queue is kept', async () => {
  const answers = [ok(aQueue({ waiting: [third] })), refuse({ code: 'client/offline' })]
  const { clock, store } = open(() => answers.shift() ?? refuse({ code: 'client/offline' }))
  store.show()
  await clock.pass(9_000)
  expect(store.waiting).toEqual([third])
})

test('after the duty nothing is kept', async () => {
  const answers = [ok(aQueue({ waiting: [third] }))]
  const { clock, store } = open(() => answers.shift() ?? refuse({ code: 'staff/not-on-duty' }))
  store.show()
  await clock.pass(3_000)
  expect(store.queue).toEqual({ at: 'refused', refusal: { code: 'staff/not-on-duty' } })
})

describe('a long list', () => {
  const one = aStaffOrder()
  const another = aStaffOrder({ orderId: OTHER_ORDER_ID, tail: '9P3Q' })

  test('comes page by page, each order once', async () => {
    const { api, store } = open(({ afterMs }) =>
      ok(
        afterMs === null
          ? aQueue({ waiting: [one], nextAfterMs: 7 })
          : aQueue({ waiting: [one, another], recent: null }),
      ),
    )
    await store.load()
    expect(store.waiting.map(({ tail }) => tail)).toEqual(['7K2M', '9P3Q'])
    expect(api.requestsOf('staff.queue').map(({ afterMs }) => afterMs)).toEqual([null, 7])
  })

  test('that breaks off is not treated as complete', async () => {
    const pages = [
      ok(aQueue({ waiting: [one, another] })),
      ok(aQueue({ waiting: [one], nextAfterMs: 7 })),
      refuse({ code: 'client/no-answer' } as const),
    ]
    const { store } = open(() => pages.shift()!)
    await store.load()
    await store.load()
    expect(store.waiting).toHaveLength(2)
  })
})

test('an order is found by its tail, and can be opened like one of the list', async () => {
  const found = aStaffOrder({ tail: '7K2M' })
  const api = anApi({ 'staff.find': () => ok({ found: [found] }) })
  const storage = aStorage()
  const book = new OfflineBook(api, storage)
  const store = new QueueStore({ announce: () => undefined, api, book, clock: aClock(), storage })
  await store.search({ tail: '7K2M', nozzleNumber: null })
  expect(store.find(found.orderId)).toEqual(found)
})

test('orders that have left the list are completed, for offline verification', async () => {
  const { book, clock, store } = open(inTurn(aQueue({ waiting: [third] }), aQueue()))
  await store.load()
  expect(book.isEnded(third.tail, clock.now())).toBe(false)
  await store.load()
  expect(book.isEnded(third.tail, clock.now())).toBe(true)
})
