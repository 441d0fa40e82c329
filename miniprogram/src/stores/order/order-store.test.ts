import type { OrderView } from '@palm/shared/api/order'
import { ok, refuse } from '@palm/shared/kernel/result'
import { type Answers, always } from '@palm/client/testing/api'
import { anOrder, aPaidOrder, ORDER_ID, PLACE_REQUEST, placed } from '@palm/client/testing/builders'
import { openOrderScene as open } from '../../testing/order-scene'
import { aStorage, rest } from '@palm/client/testing/phone'
import { OpenOrder } from './open-order'

const place = { 'order.place': always<'order.place'>(placed()) }
const reportsPaid = { 'order.reportPayment': always<'order.reportPayment'>(aPaidOrder()) }
const reportsUnpaid = { 'order.reportPayment': always<'order.reportPayment'>(anOrder()) }
const getsUnpaid = { 'order.get': always<'order.get'>(anOrder()) }

describe('paying', () => {
  test('goes by the server’s word, asked once', async () => {
    const { api, openOrder, store } = open({ answers: { ...place, ...reportsPaid } })
    await store.place(PLACE_REQUEST)
    expect(store).toMatchObject({ step: 'none', order: { status: 'paid' } })
    expect(openOrder.kept?.view?.status).toBe('paid')
    expect(api.asked).toEqual(['order.place', 'order.reportPayment'])
  })

  test('writes the order down before it is sent', async () => {
    let keptThen: unknown = null
    const scene = open({
      answers: {
        'order.place': () => {
          keptThen = scene.storage.read('open-order')
          return ok(placed())
        },
        ...reportsPaid,
      },
    })
    await scene.store.place(PLACE_REQUEST)
    expect(keptThen).toEqual({ orderId: ORDER_ID, view: null, isInDoubt: false })
  })

  test('creates the member on the first visit, and places the same order', async () => {
    const answers = [refuse({ code: 'member/unknown' }), ok(placed())]
    const { api, entered, store } = open({
      answers: { 'order.place': () => answers.shift()!, ...reportsPaid },
    })
    await store.place(PLACE_REQUEST)
    expect(entered).toEqual(['entered'])
    expect(api.requestsOf('order.place').map(({ orderId }) => orderId)).toEqual([
      ORDER_ID,
      ORDER_ID,
    ])
  })

  test('asks no wallet where there is nothing to pay any more', async () => {
    const { store } = open({
      answers: {
        'order.place': always<'order.place'>({ order: aPaidOrder(), wallet: null }),
      },
      outcome: () => Promise.reject(new Error('not to be asked')),
    })
    await store.place(PLACE_REQUEST)
    expect(store).toMatchObject({ step: 'none', order: { status: 'paid' } })
  })

  test('happens once for two taps', async () => {
    const { api, store } = open({ answers: { ...place, ...reportsPaid } })
    await Promise.all([store.place(PLACE_REQUEST), store.place(PLACE_REQUEST)])
    expect(api.asked).toEqual(['order.place', 'order.reportPayment'])
  })

  test('can be taken up again in an app that was killed', async () => {
    const { storage } = open({ answers: {} })
    new OpenOrder(storage).keep(anOrder())
    const { store } = open({
      answers: { 'order.pay': always<'order.pay'>(placed()), ...reportsPaid },
      storage,
    })
    expect(store.canPay).toBe(true)
    await store.pay()
    expect(store.order?.status).toBe('paid')
  })
})

describe('a payment that came too late', () => {
  const tooLate = (order: OrderView) => ({
    'order.pay': always<'order.pay'>({ order, wallet: null }),
  })

  test.each(['unpaid', 'closing', 'closed'] as const)('for an order that is %s', async (status) => {
    const scene = open({ answers: tooLate(anOrder({ status })) })
    scene.openOrder.keep(anOrder())
    const { store } = open({ answers: tooLate(anOrder({ status })), storage: scene.storage })
    await store.pay()
    expect(store).toMatchObject({ step: 'too-late', canPay: false, order: { status } })
  })
})

describe('an app that was killed while the wallet was open', () => {
  const killed = (answers: Answers) => {
    const scene = open({ answers: place, outcome: () => new Promise(() => undefined) })
    void scene.store.place(PLACE_REQUEST)
    return rest().then(() => open({ answers, storage: aStorage(scene.storage.kept) }))
  }

  test('looks into the payment first', async () => {
    const { clock, store } = await killed({ ...getsUnpaid, ...reportsPaid })
    expect(store).toMatchObject({ step: 'unproven', canPay: false })
    store.show()
    await store.load()
    expect(store.step).toBe('unproven')
    await clock.pass(3_000)
    expect(store).toMatchObject({ step: 'none', order: { status: 'paid' } })
  })

  test.each(['cancelled', 'failed'] as const)(
    'has nothing to look into where the wallet had %s',
    async (outcome) => {
      const { storage, store } = open({ answers: { ...place, ...reportsUnpaid }, outcome })
      await store.place(PLACE_REQUEST)
      expect(open({ answers: {}, storage: aStorage(storage.kept) }).store.step).toBe('none')
    },
  )
})

describe('a wallet that', () => {
  test('was closed may be opened again once the server has seen no payment', async () => {
    const { api, store } = open({ answers: { ...place, ...reportsUnpaid }, outcome: 'cancelled' })
    await store.place(PLACE_REQUEST)
    expect(store).toMatchObject({ step: 'cancelled', canPay: true })
    expect(api.asked).toEqual(['order.place', 'order.reportPayment'])
  })

  test('says cancelled and was paid is not believed', async () => {
    const { store } = open({ answers: { ...place, ...reportsPaid }, outcome: 'cancelled' })
    await store.place(PLACE_REQUEST)
    expect(store).toMatchObject({ step: 'none', order: { status: 'paid' }, canPay: false })
  })

  test('says cancelled while the server does not answer is looked into: nothing else is paid', async () => {
    const answers = { ...place, 'order.reportPayment': () => refuse({ code: 'client/no-answer' }) }
    const { store } = open({ answers, outcome: 'cancelled' })
    await store.place(PLACE_REQUEST)
    expect(store).toMatchObject({ step: 'unproven', canPay: false })
  })

  test('failed is not believed before the server was asked', async () => {
    const { store } = open({ answers: { ...place, ...reportsPaid }, outcome: 'failed' })
    await store.place(PLACE_REQUEST)
    expect(store).toMatchObject({ step: 'none', order: { status: 'paid' } })
  })

  test('failed, and the server saw nothing', async () => {
    const { store } = open({ answers: { ...place, ...reportsUnpaid }, outcome: 'failed' })
    await store.place(PLACE_REQUEST)
    expect(store).toMatchObject({ step: 'failed', canPay: true })
  })

  test('broke down is a payment that is looked into', async () => {
    const { store } = open({
      answers: { ...place, ...reportsUnpaid },
      outcome: () => Promise.reject(new Error('gone')),
    })
    await store.place(PLACE_REQUEST)
    expect(store.step).toBe('unproven')
  })
})

describe('a payment that the provider does not show yet', () => {
  const unproven = async (answers: Answers = {}) => {
    const scene = open({ answers: { ...place, ...reportsUnpaid, ...getsUnpaid, ...answers } })
    scene.store.show()
    await scene.store.place(PLACE_REQUEST)
    return scene
  }

  test('may not be paid again, nor cancelled', async () => {
    const { store } = await unproven()
    expect(store).toMatchObject({ step: 'unproven', canPay: false })
  })

  test('is asked for once soon, and then with patience', async () => {
    const { api, clock } = await unproven()
    await clock.pass(2_999)
    expect(api.asked).toEqual(['order.place', 'order.reportPayment'])
    await clock.pass(1)
    expect(api.asked.slice(2)).toEqual(['order.reportPayment'])
    await clock.pass(30_000)
    expect(api.asked.slice(3)).toEqual(['order.get', 'order.get', 'order.get'])
  })

  test('is asked for no more when nobody looks', async () => {
    const { api, clock, store } = await unproven()
    store.hide()
    await clock.pass(60_000)
    expect(api.asked).toEqual(['order.place', 'order.reportPayment'])
  })

  test('is done as soon as the server knows', async () => {
    const { clock, store } = await unproven({ 'order.get': always<'order.get'>(aPaidOrder()) })
    await clock.pass(13_000)
    expect(store).toMatchObject({ step: 'none', order: { status: 'paid' } })
  })

  test('may be paid again after a while: the provider takes the same order only once', async () => {
    const { clock, store } = await unproven()
    await clock.pass(13_000)
    expect(store).toMatchObject({ step: 'unseen', canPay: true })
  })

  test('is not lost when it shows after that', async () => {
    const views = [anOrder(), anOrder(), aPaidOrder()]
    const { clock, store } = await unproven({ 'order.get': () => ok(views.shift()!) })
    await clock.pass(33_000)
    expect(store).toMatchObject({ step: 'none', order: { status: 'paid' } })
  })

  test('says nothing of money while no answer comes', async () => {
    const { store } = await unproven({
      'order.reportPayment': () => refuse({ code: 'payment/provider-unreachable' }),
    })
    expect(store).toMatchObject({ step: 'unproven', refusal: null })
  })
})

describe('an order that was refused', () => {
  test.each([
    ['order/way-not-offered', false],
    ['nozzle/retired', false],
    ['client/offline', false],
    ['client/no-answer', true],
    ['service/failed', true],
    ['payment/provider-unreachable', true],
  ] as const)('with %s is still open: %s', async (code, isOpen) => {
    const { openOrder, store } = open({ answers: { 'order.place': () => refuse({ code }) } })
    await store.place(PLACE_REQUEST)
    expect(store).toMatchObject({ step: 'none', refusal: { code } })
    expect(openOrder.kept !== null).toBe(isOpen)
  })

  test('because the server never heard of it is forgotten', async () => {
    const { openOrder, store } = open({
      answers: { 'order.get': () => refuse({ code: 'order/unknown' }) },
    })
    openOrder.begin(ORDER_ID)
    await store.load()
    expect(openOrder.kept).toBeNull()
  })
})
