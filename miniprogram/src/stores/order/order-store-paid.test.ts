import type { OrderView } from '@palm/shared/api/order'
import { MINUTE_MS } from '@palm/shared/kernel/instant'
import { ok, refuse } from '@palm/shared/kernel/result'
import { type Answers, always } from '@palm/client/testing/api'
import { anOrder, aPaidOrder, ORDER_ID, PLACE_REQUEST, placed } from '@palm/client/testing/builders'
import { openOrderScene as open } from '../../testing/order-scene'

const place = { 'order.place': always<'order.place'>(placed()) }
const reportsPaid = { 'order.reportPayment': always<'order.reportPayment'>(aPaidOrder()) }

describe('a paid order', () => {
  const paid = (answers: Answers) => {
    const scene = open({ answers })
    scene.openOrder.keep(aPaidOrder())
    return open({ answers, storage: scene.storage })
  }

  test('is there at once, with no network', () => {
    const { store } = paid({})
    expect(store.order).toEqual(aPaidOrder())
  })

  test('stays on the screen if reloading fails', async () => {
    const { store } = paid({ 'order.get': () => refuse({ code: 'client/offline' }) })
    await store.load()
    expect(store).toMatchObject({
      order: { status: 'paid' },
      refusal: null,
      unread: { code: 'client/offline' },
    })
  })

  test('is not made unpaid by an answer that was asked for before', async () => {
    let answerLate: (view: OrderView) => void = () => undefined
    const scene = open({
      answers: {
        ...place,
        ...reportsPaid,
        'order.get': () => new Promise((resolve) => (answerLate = (view) => resolve(ok(view)))),
      },
    })
    const read = scene.store.load()
    await scene.store.place(PLACE_REQUEST)
    answerLate(anOrder())
    await read
    expect(scene.store.order?.status).toBe('paid')
  })

  test('keeps the message of a refusal while reloading', async () => {
    const { clock, store } = paid({
      'order.get': always<'order.get'>(aPaidOrder()),
      'order.changeNozzle': () => refuse({ code: 'nozzle/retired' }),
    })
    store.show()
    await store.changeNozzle('nozzle:bj0001-05')
    await clock.pass(5_000)
    expect(store.refusal).toEqual({ code: 'nozzle/retired' })
  })

  test('is watched until the attendant has confirmed it', async () => {
    const views: OrderView[] = [aPaidOrder(), anOrder({ status: 'confirmed' })]
    const { clock, openOrder, store } = paid({ 'order.get': () => ok(views.shift()!) })
    store.show()
    await clock.pass(10_000)
    expect(store.order?.status).toBe('confirmed')
    expect(openOrder.kept).toBeNull()
  })

  test('is watched a little longer, for its refund or a figure that is put right', async () => {
    const confirmed = anOrder({ status: 'confirmed' })
    const corrected = anOrder({ status: 'confirmed', amountFen: 1 })
    const views = [aPaidOrder(), confirmed, corrected]
    const { api, clock, store } = paid({ 'order.get': () => ok(views.shift() ?? corrected) })
    store.show()
    await clock.pass(10 * MINUTE_MS)
    expect(store.order).toEqual(corrected)
    expect(api.asked).toHaveLength(2 + 6)
  })

  test('that was confirmed long ago is read and left alone', async () => {
    const { api, clock, store } = open({
      answers: { 'order.get': always<'order.get'>(anOrder({ status: 'confirmed' })) },
    })
    store.show()
    await store.load()
    await clock.pass(10 * MINUTE_MS)
    expect(api.asked).toEqual(['order.get'])
  })

  test('moves to another nozzle', async () => {
    const { api, store } = paid({
      'order.changeNozzle': always<'order.changeNozzle'>(aPaidOrder({ nozzleNumber: 5 })),
    })
    await store.changeNozzle('nozzle:bj0001-05')
    expect(store.order?.nozzleNumber).toBe(5)
    expect(api.requestsOf('order.changeNozzle')).toEqual([
      { orderId: ORDER_ID, nozzleId: 'nozzle:bj0001-05' },
    ])
  })

  test('cannot be cancelled, and says why', async () => {
    const { store } = paid({ 'order.cancel': () => refuse({ code: 'trade/already-paid' }) })
    await store.cancel()
    expect(store).toMatchObject({ busy: false, refusal: { code: 'trade/already-paid' } })
  })
})
