import { HOUR_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import { aClosedOrder } from '@palm/shared/testing/builders/orders'
import type { CloseReason } from '@palm/shared/trade/trade'
import { incidents } from '../documents/incidents'
import { entriesOf } from '../documents/entries'
import { orders } from '../documents/orders'
import { openScene, replyOf, type Scene, ZHANG } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const statusOf = async (orderId: string) =>
  replyOf(await scene.zhang('order.get', { orderId })).status

const incidentCodes = async () =>
  (await scene.database.find(incidents, { where: {}, limit: 50 })).map(({ code }) => code)

/** Pays, with trouble on the way of the notification. */
async function payThrough(kind: string, more = {}) {
  scene.stack.faults.arm({ at: 'wechat-pay.notify', kind, ...more })
  const { order, wallet } = await scene.place()
  await scene.pay(wallet, ZHANG)
  await scene.advance(0)
  return order.orderId
}

describe('a delivery that is not the provider’s word', () => {
  test.each([
    'forged',
    'signtest',
    'tampered',
    'stale-timestamp',
    'unknown-serial',
    'wrong-appid',
    'wrong-mchid',
  ])('changes nothing (%s), and the genuine one that follows is taken', async (kind) => {
    const orderId = await payThrough(kind)
    expect(await statusOf(orderId)).toBe('unpaid')
    expect(await entriesOf(scene.database, orderId)).toEqual([])
    await scene.advance(MINUTE_MS)
    expect(await statusOf(orderId)).toBe('paid')
  })
})

test('a delivery that the database does not keep comes again until it does', async () => {
  const { order, wallet } = await scene.place()
  scene.stack.faults.arm({ at: 'cloudbase.admin', kind: 'error', times: 1_000 })
  await scene.pay(wallet, ZHANG)
  await scene.advance(0)
  scene.stack.faults.clear()
  expect(await statusOf(order.orderId)).toBe('unpaid')
  await scene.advance(15_000)
  expect(await statusOf(order.orderId)).toBe('paid')
})

describe('a genuine delivery that does not fit its order', () => {
  test.each([
    ['wrong-amount', 'payment/amount-differs'],
    ['wrong-currency', 'payment/currency-differs'],
    ['wrong-payer', 'payment/payer-differs'],
    ['wrong-trade', 'payment/unknown-trade'],
  ])('delivers nothing (%s) and becomes an incident, once', async (kind, code) => {
    const orderId = await payThrough(kind)
    expect(await statusOf(orderId)).toBe('unpaid')
    expect(await incidentCodes()).toEqual([code])
    await scene.advance(MINUTE_MS)
    expect(await statusOf(orderId)).toBe('paid')
    expect(await incidentCodes()).toEqual([code])
  })
})

describe('deliveries', () => {
  test('that come five at a time post once', async () => {
    const orderId = await payThrough('duplicate', { with: { copies: 5 } })
    expect(await statusOf(orderId)).toBe('paid')
    expect(await entriesOf(scene.database, orderId)).toHaveLength(1)
  })

  test('with fields that nobody knows yet are taken', async () => {
    expect(await statusOf(await payThrough('unknown-fields'))).toBe('paid')
  })

  test('that come hours after the timer has asked are taken all the same', async () => {
    scene.stack.faults.arm({
      at: 'wechat-pay.notify',
      kind: 'late',
      with: { delayMs: 2 * HOUR_MS },
    })
    const { order, wallet } = await scene.place()
    await scene.pay(wallet, ZHANG)
    await scene.sweep()
    await scene.advance(3 * HOUR_MS)
    expect(await statusOf(order.orderId)).toBe('paid')
  })

  test.each([
    ['nothing', '', 401],
    ['garbage', '{{{', 401],
    ['a prototype', '{"__proto__":{"x":1}}', 401],
    ['ten megabytes', 'x'.repeat(900_000), 401],
  ])('of %s by a stranger are refused without a fault', async (_, body, status) => {
    for (const provider of ['wechat', 'alipay']) {
      const response = await fetch(`${scene.stack.url}/notify/${provider}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body,
      })
      expect(response.status).toBe(status)
    }
  })

  test('to no provider of ours find nothing', async () => {
    const response = await fetch(`${scene.stack.url}/notify/unionpay`, {
      method: 'POST',
      body: 'x',
    })
    expect(response.status).toBe(404)
  })
})

describe('a payment that arrives after the order was closed', () => {
  /** As if the close had won in our books and the money arrived all the same. */
  async function closeInOurBooks(orderId: string, reason: CloseReason) {
    const stored = (await scene.database.get(orders, orderId))!
    await scene.database.put(orders, aClosedOrder(reason, stored))
  }

  test('by time reopens it', async () => {
    scene.stack.faults.arm({ at: 'wechat-pay.notify', kind: 'lost', times: 16 })
    const { order, wallet } = await scene.place()
    await scene.pay(wallet, ZHANG)
    await closeInOurBooks(order.orderId, 'timeout')
    expect(
      replyOf(await scene.zhang('order.reportPayment', { orderId: order.orderId })).status,
    ).toBe('paid')
  })

  test('by the driver is fully refunded, automatically', async () => {
    scene.stack.faults.arm({ at: 'wechat-pay.notify', kind: 'late', with: { delayMs: MINUTE_MS } })
    const { order, wallet } = await scene.place()
    await scene.pay(wallet, ZHANG)
    await closeInOurBooks(order.orderId, 'cancelled')
    await scene.advance(MINUTE_MS)
    expect(await statusOf(order.orderId)).toBe('refunding')
    await scene.advance(MINUTE_MS)
    await scene.sweep()
    await scene.advance(MINUTE_MS)
    expect(await statusOf(order.orderId)).toBe('refunded')
  })
})
