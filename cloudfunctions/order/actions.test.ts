import type { Sent } from '@palm/shared/api/actions'
import { MINUTE_MS } from '@palm/shared/kernel/instant'
import { hourAt } from '@palm/shared/passphrase/key'
import { NOTICE_MS } from '@palm/shared/station/apply-sheet'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { openBench } from '../testing/bench'
import { aPlaceRequest, openScene, replyOf, type Scene, TABLE, ZHANG } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const get = (orderId: string) => scene.zhang('order.get', { orderId })
const statusOf = async (orderId: string) => replyOf(await get(orderId)).status

describe('placing an order', () => {
  test.each<[string, Partial<Sent<'order.place'>>, string]>([
    ['0', { amountFen: 0 }, 'order/amount-out-of-range'],
    ['a negative amount', { amountFen: -20_000 }, 'order/amount-out-of-range'],
    ['half a fen', { amountFen: 0.5 }, 'request/malformed'],
    ['0.001', { amountFen: 0.001 }, 'request/malformed'],
    ['1e9', { amountFen: 1e9 }, 'order/amount-out-of-range'],
    ['1e21', { amountFen: 1e21 }, 'request/malformed'],
    ['text', { amountFen: '200' as never }, 'request/malformed'],
    ['an operator', { amountFen: { $gt: 0 } as never }, 'request/malformed'],
    ['a self-made discount', { discountFen: 100 } as never, 'request/malformed'],
    ['a chosen payer', { payerId: 'oChen' } as never, 'request/malformed'],
    ['a station that is not there', { stationId: 'station:sh0009' }, 'station/unknown'],
    ['a nozzle of another station', { nozzleId: 'nozzle:bj0002-01' }, 'nozzle/unknown'],
    ['an invented price', { pumpPriceFen: 100 }, 'order/price-changed'],
    [
      'a way that is not offered',
      {
        stationId: 'station:bj0002',
        nozzleId: 'nozzle:bj0002-01',
        way: 'pay-first',
        pumpPriceFen: 779,
      },
      'order/way-not-offered',
    ],
    ['an invalid number', { orderId: 'order:../../x' }, 'request/malformed'],
  ])('with %s is refused, and nothing is stored or asked for', async (_, changes, code) => {
    const request = aPlaceRequest(changes)
    expect(await scene.zhang('order.place', request)).toMatchObject(refusedWith(code))
    const list = replyOf(await scene.zhang('order.list', { beforeMs: null }))
    expect(list.orders).toEqual([])
  })

  test('by nobody is refused', async () => {
    expect(await scene.overHttp()('order.place', aPlaceRequest())).toMatchObject(
      refusedWith('session/missing'),
    )
  })

  test('by somebody who never entered is refused', async () => {
    const stranger = scene.inWechat('oLOCALstranger')
    expect(await stranger('order.place', aPlaceRequest())).toMatchObject(
      refusedWith('member/unknown'),
    )
  })

  test('opens a payment of exactly the amount, and shows no passphrase yet', async () => {
    const { order, wallet } = await scene.place()
    expect(order).toMatchObject({
      status: 'unpaid',
      payeeName: '北京朝北石油销售有限公司',
      nozzleNumber: 3,
      gradeName: '92# 汽油',
      payableFen: 20_000,
      volumeMl: 25_610,
      passphrase: null,
    })
    expect(wallet).toMatchObject({ provider: 'wechat', signType: 'RSA' })
    expect(JSON.stringify(order)).not.toContain(ZHANG)
  })

  test('twice with the same tap is one order, paid once', async () => {
    const request = aPlaceRequest()
    const [first, second] = await Promise.all([
      scene.zhang('order.place', request),
      scene.zhang('order.place', request),
    ])
    expect(replyOf(first).order).toEqual(replyOf(second).order)
    await scene.pay(replyOf(second).wallet, ZHANG)
    await expect(scene.pay(replyOf(first).wallet, ZHANG)).rejects.toThrow()
    const third = replyOf(await scene.zhang('order.place', request))
    expect(third).toMatchObject({ order: { status: 'paid' }, wallet: null })
  })

  test('under a number in use for something else is refused', async () => {
    const request = aPlaceRequest()
    replyOf(await scene.zhang('order.place', request))
    expect(await scene.zhang('order.place', { ...request, amountFen: 100 })).toMatchObject(
      refusedWith('order/id-taken'),
    )
    expect(await scene.chen('order.place', request)).toMatchObject(refusedWith('order/id-taken'))
  })

  test('whose provider does not answer is stored, and opened by the same request again', async () => {
    const request = aPlaceRequest()
    scene.stack.faults.arm({ at: 'wechat-pay.prepay', kind: 'http-500' })
    expect(await scene.zhang('order.place', request)).toMatchObject(
      refusedWith('payment/provider-unreachable'),
    )
    expect(await statusOf(request.orderId)).toBe('unpaid')
    const { wallet } = replyOf(await scene.zhang('order.place', request))
    await scene.pay(wallet, ZHANG)
  })

  test('after the price changed asks with the new one, on an instance that knew the old one', async () => {
    const operator = await scene.operator()
    const dearer = TABLE.map((row) => row.map((cell) => (cell === '7.81' ? '7.95' : cell)))
    const places = () => scene.zhang('order.place', aPlaceRequest())
    expect(await places()).toMatchObject({ ok: true })
    replyOf(await operator('console.importStations', { table: dearer }))
    await scene.advance(NOTICE_MS - 1)
    expect(await places()).toMatchObject({ ok: true })
    await scene.advance(1)
    expect(await scene.zhang('order.place', aPlaceRequest())).toMatchObject({
      ok: false,
      refusal: { code: 'order/price-changed', pumpPrice: 795 },
    })
  })
})

describe('an order', () => {
  test('of another member does not exist, whatever is asked of it', async () => {
    const { orderId } = await scene.paid()
    const unknown = refusedWith('order/unknown')
    expect(await scene.chen('order.get', { orderId })).toMatchObject(unknown)
    expect(await scene.chen('order.pay', { orderId })).toMatchObject(unknown)
    expect(await scene.chen('order.cancel', { orderId })).toMatchObject(unknown)
    expect(await scene.chen('order.reportPayment', { orderId })).toMatchObject(unknown)
    const move = { orderId, nozzleId: 'nozzle:bj0001-07' }
    expect(await scene.chen('order.changeNozzle', move)).toMatchObject(unknown)
    expect(replyOf(await scene.chen('order.list', { beforeMs: null })).orders).toEqual([])
  })

  test('that is paid shows its passphrase, until it is confirmed', async () => {
    const order = await scene.paid()
    expect(order).toMatchObject({
      status: 'paid',
      passphrase: {
        keys: [
          { hour: hourAt(scene.now()), orderKey: expect.stringMatching(/^[0-9a-f]{64}$/) },
          { hour: hourAt(scene.now()) + 1 },
        ],
      },
    })
    const proof = UNPROVEN
    replyOf(
      await scene.wang('staff.confirm', { orderId: order.orderId, dispensedFen: 20_000, proof }),
    )
    expect(replyOf(await get(order.orderId))).toMatchObject({
      status: 'confirmed',
      passphrase: null,
      confirmation: { staffName: '王师傅', dispensedFen: 20_000 },
    })
  })

  test('left unpaid can be paid later, in an app that was killed since', async () => {
    const { order } = await scene.place()
    const { wallet } = replyOf(await scene.zhang('order.pay', { orderId: order.orderId }))
    await scene.pay(wallet, ZHANG)
    await scene.advance(0)
    expect(replyOf(await scene.zhang('order.pay', { orderId: order.orderId }))).toMatchObject({
      order: { status: 'paid' },
      wallet: null,
    })
  })

  test('too late to be paid opens no payment', async () => {
    const { order } = await scene.place()
    await scene.advance(15 * MINUTE_MS)
    expect(replyOf(await scene.zhang('order.pay', { orderId: order.orderId })).wallet).toBeNull()
  })

  test('can be moved to the right nozzle, with another passphrase', async () => {
    const before = await scene.paid()
    const move = { orderId: before.orderId, nozzleId: 'nozzle:bj0001-07' }
    const after = replyOf(await scene.zhang('order.changeNozzle', move))
    expect(after).toMatchObject({ nozzleNumber: 7, gradeName: '95# 汽油', payableFen: 20_000 })
    expect(after.passphrase?.keys[0]).not.toEqual(before.passphrase?.keys[0])
  })
})

describe('a list', () => {
  test('comes newest first, twenty at a time, each once', async () => {
    for (let i = 0; i < 23; i++) {
      const { order } = await scene.place()
      await scene.zhang('order.cancel', { orderId: order.orderId })
      await scene.advance(5_000)
    }
    const first = replyOf(await scene.zhang('order.list', { beforeMs: null }))
    const second = replyOf(await scene.zhang('order.list', { beforeMs: first.nextBeforeMs }))
    const times = [...first.orders, ...second.orders].map(({ createdAtMs }) => createdAtMs)
    expect(times).toHaveLength(23)
    expect(times).toEqual([...new Set(times)].sort((a, b) => b - a))
    expect(second.nextBeforeMs).toBeNull()
  })
})

describe('what the phone says of a payment', () => {
  test('is no proof: the provider is asked, and decides', async () => {
    const { order } = await scene.place()
    const { orderId } = order
    expect(replyOf(await scene.zhang('order.reportPayment', { orderId })).status).toBe('unpaid')
  })

  test('finds a payment that nobody told us of', async () => {
    scene.stack.faults.arm({ at: 'wechat-pay.notify', kind: 'lost', times: 16 })
    const { order, wallet } = await scene.place()
    const { orderId } = order
    await scene.pay(wallet, ZHANG)
    await scene.advance(0)
    expect(await statusOf(orderId)).toBe('unpaid')
    expect(replyOf(await scene.zhang('order.reportPayment', { orderId })).status).toBe('paid')
  })

  test('waits while the provider does not answer', async () => {
    const { order } = await scene.place()
    scene.stack.faults.arm({ at: 'wechat-pay.query', kind: 'html-502' })
    expect(await scene.zhang('order.reportPayment', { orderId: order.orderId })).toMatchObject(
      refusedWith('payment/provider-unreachable'),
    )
  })
})

describe('cancelling', () => {
  test('closes the order here and in the provider', async () => {
    const { order, wallet } = await scene.place()
    const { orderId } = order
    expect(replyOf(await scene.zhang('order.cancel', { orderId }))).toMatchObject({
      status: 'closed',
      closed: { reason: 'cancelled' },
    })
    await expect(scene.pay(wallet, ZHANG)).rejects.toThrow()
    expect(replyOf(await scene.zhang('order.cancel', { orderId })).status).toBe('closed')
  })

  test('finds a concurrent payment', async () => {
    scene.stack.faults.arm({ at: 'wechat-pay.notify', kind: 'lost', times: 16 })
    const { order, wallet } = await scene.place()
    await scene.pay(wallet, ZHANG)
    expect(replyOf(await scene.zhang('order.cancel', { orderId: order.orderId })).status).toBe(
      'paid',
    )
  })

  test('a paid order is refused', async () => {
    const { orderId } = await scene.paid()
    expect(await scene.zhang('order.cancel', { orderId })).toMatchObject(
      refusedWith('trade/already-paid'),
    )
  })

  test('while the provider does not answer leaves it to the timer', async () => {
    const { order } = await scene.place()
    const { orderId } = order
    scene.stack.faults.arm({ at: 'wechat-pay.close', kind: 'http-500' })
    expect(await scene.zhang('order.cancel', { orderId })).toMatchObject(
      refusedWith('payment/provider-unreachable'),
    )
    expect(await statusOf(orderId)).toBe('closing')
    await scene.advance(MINUTE_MS)
    await scene.sweep()
    expect(replyOf(await get(orderId))).toMatchObject({
      status: 'closed',
      closed: { reason: 'cancelled' },
    })
  })
})

test('everything goes the same way for a driver in Alipay', async () => {
  const bench = await openBench()
  try {
    const operator = await bench.operator()
    replyOf(await operator('console.importStations', { table: TABLE.map((row) => [...row]) }))
    const authCode = await bench.alipay.issueAuthCode('LOCALchen')
    const { token } = replyOf(await bench.overHttp()('member.signIn', { authCode }))
    const chen = bench.overHttp(token)
    const { order, wallet } = replyOf(await chen('order.place', aPlaceRequest()))
    expect(wallet).toMatchObject({ provider: 'alipay', tradeNO: expect.any(String) })
    await bench.pay(wallet, 'LOCALchen')
    await bench.advance(0)
    expect(replyOf(await chen('order.get', { orderId: order.orderId }))).toMatchObject({
      status: 'paid',
      provider: 'alipay',
      passphrase: { keys: [{ hour: hourAt(bench.now()) }, {}] },
    })
  } finally {
    await bench.close()
  }
})
