import { ok, refuse } from '@palm/shared/kernel/result'
import { SECOND_MS } from '@palm/shared/kernel/instant'
import { fenPerLitre } from '@palm/shared/kernel/volume'
import { type Answers, always } from '@palm/client/testing/api'
import {
  anOrder,
  aNozzle,
  aPaidOrder,
  aQuote,
  aSale,
  aStation,
  OTHER_ORDER_ID,
  placed,
} from '@palm/client/testing/builders'
import { choose, open, opened, type Scene } from '../../../testing/cashier-scene'
import { CashierStore } from './cashier-store'

const unpaid = {
  'order.place': always<'order.place'>(placed()),
  'order.reportPayment': always<'order.reportPayment'>(anOrder()),
}
const pays = {
  'order.place': always<'order.place'>(placed()),
  'order.reportPayment': always<'order.reportPayment'>(aPaidOrder()),
}

describe('opening', () => {
  test('with a code fills in station, nozzle and the station’s first way', async () => {
    const { cashier } = await opened({
      'station.scan': always<'station.scan'>(
        aSale({ station: aStation({ ways: ['pay-first', 'fuel-first'] }) }),
      ),
    })
    expect(cashier).toMatchObject({ nozzle: { nozzleNumber: 3 }, way: 'pay-first', canPay: false })
  })

  test('with a station leaves the nozzle to the driver', async () => {
    const { ports } = open({})
    const cashier = new CashierStore(ports, { stationId: 'station:bj0001' })
    await cashier.open()
    cashier.chooseAmount('200')
    expect([cashier.nozzle, cashier.canPay]).toEqual([null, false])
  })

  test('with a station of one nozzle selects it', async () => {
    const { ports } = open({
      'station.get': always<'station.get'>(aSale({ nozzle: null, nozzles: [aNozzle()] })),
    })
    const cashier = new CashierStore(ports, { stationId: 'station:bj0001' })
    await cashier.open()
    expect(cashier.nozzle).toEqual(aNozzle())
  })

  test('with a foreign code shows the refusal', async () => {
    const { cashier } = await opened({ 'station.scan': () => refuse({ code: 'scan/foreign' }) })
    expect(cashier.sale).toEqual({ at: 'refused', refusal: { code: 'scan/foreign' } })
  })
})

describe('the amount', () => {
  test('is shown in litres too', async () => {
    const scene = await opened()
    const { cashier } = scene
    await choose(scene, '200')
    expect(cashier).toMatchObject({ amount: 20_000, volume: 25_610, isLargeVolume: false })
  })

  test.each([
    ['937.20', false],
    ['937.3', true],
  ])('of ¥%s exceeds a tank: %s', async (yuan, isLarge) => {
    const scene = await opened()
    const { cashier } = scene
    await choose(scene, yuan)
    expect(cashier).toMatchObject({ isLargeVolume: isLarge, canPay: true })
  })
})

describe('paying', () => {
  test('sends the figures shown to the driver', async () => {
    const scene = await opened(pays)
    const { api, cashier } = scene
    await choose(scene, '200')
    await cashier.pay()
    expect(api.requestsOf('order.place')).toMatchObject([
      { amountFen: 20_000, payableFen: 20_000, pumpPriceFen: 781, way: 'fuel-first' },
    ])
  })

  test('again after the wallet was closed keeps the order', async () => {
    const scene = await opened(unpaid, 'cancelled')
    const { api, cashier } = scene
    await choose(scene, '200')
    await cashier.pay()
    expect(cashier.step).toBe('cancelled')
    await cashier.pay()
    const [first, second] = api.requestsOf('order.place')
    expect(second).toEqual(first)
  })

  test('another amount makes another order, and hides the end of the old one', async () => {
    const scene = await opened(unpaid, 'cancelled')
    const { api, cashier } = scene
    await choose(scene, '200')
    await cashier.pay()
    await choose(scene, '300')
    expect(cashier.step).toBe('none')
    await cashier.pay()
    const [first, second] = api.requestsOf('order.place')
    expect(second?.orderId).not.toBe(first?.orderId)
  })

  test('another amount gives up the order before, whose coupons are free again', async () => {
    const closed = anOrder({ status: 'closed', closed: { reason: 'cancelled', atMs: 0 } })
    const scene = await opened({ ...unpaid, 'order.cancel': () => ok(closed) }, 'cancelled')
    const { api, cashier } = scene
    await choose(scene, '200')
    await cashier.pay()
    const quotes = api.requestsOf('order.quote').length
    await choose(scene, '300')
    expect(api.requestsOf('order.cancel')).toHaveLength(1)
    expect(cashier.checkout).toBeNull()
    expect(api.requestsOf('order.quote').length).toBeGreaterThan(quotes)
  })

  test('an order that was paid after all is shown, not given up', async () => {
    const answers = { ...unpaid, 'order.cancel': () => ok(aPaidOrder()) }
    const scene = await opened(answers, 'cancelled')
    const { cashier } = scene
    await choose(scene, '200')
    await cashier.pay()
    await choose(scene, '300')
    expect(cashier.checkout?.order?.status).toBe('paid')
  })

  test('coupons that another unpaid order holds are freed by cancelling it', async () => {
    const held = { orderId: OTHER_ORDER_ID, coupons: 2 } as const
    const scene = await opened({
      ...pays,
      'order.quote': always<'order.quote'>(aQuote({ held })),
      'order.cancel': () => ok(anOrder({ status: 'closed' })),
    })
    const { api, cashier } = scene
    await choose(scene, '200')
    await cashier.freeHeld(OTHER_ORDER_ID)
    expect(api.requestsOf('order.cancel')).toEqual([{ orderId: OTHER_ORDER_ID }])
  })

  test('after a changed price asks again with the new one, for another order', async () => {
    const changed = refuse({ code: 'order/price-changed', pumpPrice: fenPerLitre(799) })
    const answers = [changed, ok(placed(anOrder({ pumpPriceFen: 799 })))]
    const scene = await opened({ ...pays, 'order.place': () => answers.shift()! })
    const { api, cashier } = scene
    await choose(scene, '200')
    await cashier.pay()
    expect(cashier).toMatchObject({
      refusal: { code: 'order/price-changed' },
      nozzle: { pumpPriceFen: 799 },
    })
    await scene.ports.clock.pass(SECOND_MS)
    await cashier.pay()
    const [first, second] = api.requestsOf('order.place')
    expect([first?.pumpPriceFen, second?.pumpPriceFen]).toEqual([781, 799])
    expect(second?.orderId).not.toBe(first?.orderId)
  })

  test('after a taken number makes another one', async () => {
    const answers = [refuse({ code: 'order/id-taken' }), ok(placed())]
    const scene = await opened({ ...pays, 'order.place': () => answers.shift()! })
    const { api, cashier } = scene
    await choose(scene, '200')
    await cashier.pay()
    await cashier.pay()
    expect(new Set(api.requestsOf('order.place').map(({ orderId }) => orderId)).size).toBe(2)
  })

  test('of an expired order makes another one', async () => {
    const tooLate = ok({ order: anOrder(), wallet: null })
    const answers = [tooLate, ok(placed())]
    const scene = await opened({ ...pays, 'order.place': () => answers.shift()! })
    const { api, cashier } = scene
    await choose(scene, '200')
    await cashier.pay()
    expect(cashier).toMatchObject({ step: 'too-late', canPay: true })
    await cashier.pay()
    const [first, second] = api.requestsOf('order.place')
    expect(second?.orderId).not.toBe(first?.orderId)
  })

  test('is not offered while another payment is being checked', async () => {
    const scene = await opened({
      ...pays,
      'order.reportPayment': always<'order.reportPayment'>(anOrder()),
    })
    const { cashier } = scene
    await choose(scene, '200')
    await cashier.pay()
    cashier.chooseAmount('300')
    expect(cashier).toMatchObject({ step: 'unproven', canPay: false })
  })
})

test('cannot be edited while a payment is pending', async () => {
  const scene = await opened({ 'order.place': () => new Promise(() => undefined) })
  const { cashier } = scene
  await choose(scene, '200')
  void cashier.pay()
  cashier.chooseAmount('300')
  cashier.chooseNozzle('nozzle:bj0001-05')
  expect(cashier).toMatchObject({ amount: 20_000, nozzle: { nozzleNumber: 3 }, isPaying: true })
})

describe('a doubt before the payment', () => {
  const byHand: Scene = { opening: { stationId: 'station:bj0001' } }
  const away = { latitude: 40.2, longitude: 116.5 }
  const shut = aSale({ station: aStation({ openingHours: '01:00-02:00' }) })
  const asks = async (more: Scene, answers: Answers = {}) => {
    const scene = await opened({ ...pays, ...answers }, 'said-paid', more)
    scene.cashier.chooseNozzle('nozzle:bj0001-03')
    await choose(scene, '200')
    await scene.cashier.pay()
    return scene
  }

  test('a driver who is far away is asked once, and pays when sure', async () => {
    const { api, cashier } = await asks({ ...byHand, location: away })
    expect(cashier.doubt).toMatchObject({ isClosed: false })
    expect(api.asked).not.toContain('order.place')
    await cashier.payAnyway()
    expect(cashier.doubt).toBeNull()
    expect(api.asked.filter((name) => name === 'order.place')).toHaveLength(1)
  })

  test('a driver who is not sure has paid nothing', async () => {
    const { api, cashier } = await asks({ ...byHand, location: away })
    cashier.dropDoubt()
    expect(cashier).toMatchObject({ doubt: null, checkout: null })
    expect(api.asked).not.toContain('order.place')
  })

  test.each<[string, Scene]>([
    ['whose place is unknown', byHand],
    ['who has scanned a code at the pump', { location: away }],
  ])('a driver %s is not asked', async (_, more) => {
    const { api } = await asks(more)
    expect(api.asked).toContain('order.place')
  })

  test('a closed station is asked about, whatever led there', async () => {
    const { api, cashier } = await asks({}, { 'station.scan': always<'station.scan'>(shut) })
    expect(cashier.doubt).toEqual({ isClosed: true, awayM: null, tooMuch: null })
    expect(api.asked).not.toContain('order.place')
  })
})

describe('after a refused code', () => {
  const refusing: Answers = { 'station.scan': () => refuse({ code: 'nozzle/unknown' }) }

  test('another code is scanned on the same screen', async () => {
    const answers = [refuse({ code: 'scan/foreign' } as const), ok(aSale())]
    const { api, cashier } = await opened({ 'station.scan': () => answers.shift()! })
    await cashier.rescan('BJ0001-05')
    expect(api.requestsOf('station.scan')).toEqual([
      { scanned: 'BJ0001-03' },
      { scanned: 'BJ0001-05' },
    ])
    expect(cashier.sale.at).toBe('ready')
  })

  test('the nozzle is chosen at the station of the code', async () => {
    const { api, cashier } = await opened(refusing)
    expect(cashier.stationOfCode).toBe('station:bj0001')
    await cashier.openStationOfCode()
    expect(api.requestsOf('station.get')).toEqual([{ stationId: 'station:bj0001' }])
    expect(cashier.nozzle).toBeNull()
  })

  test('garbage names no station', async () => {
    const { cashier } = await opened({}, undefined, { opening: { scanned: '随便' } })
    expect(cashier.stationOfCode).toBeNull()
  })
})

test('the keypad begins with an empty amount, and a quick amount closes it', async () => {
  const { cashier } = await opened()
  cashier.chooseAmount('200')
  cashier.setTyping(true)
  expect(cashier).toMatchObject({ typing: true, amountText: '' })
  cashier.typeAmount('5')
  cashier.setTyping(false)
  expect(cashier).toMatchObject({ typing: false, amountText: '5' })
  cashier.setTyping(true)
  cashier.chooseAmount('100')
  expect(cashier).toMatchObject({ typing: false, amountText: '100' })
})
