import type { OrderView } from '@palm/shared/api/order'
import { fen } from '@palm/shared/kernel/fen'
import { HOUR_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import { passphraseIn, slotAt } from '@palm/shared/passphrase/passphrase'
import { hourAt, orderKey, orderKeyAt } from '@palm/shared/passphrase/key'
import { balances } from '@palm/shared/ledger/journal'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { entriesOf } from '../documents/entries'
import { orders } from '../documents/orders'
import { openScene, replyOf, type Scene, ZHANG } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })

/** Digits on the driver's phone at this moment. */
const digitsOf = (order: OrderView, atMs = scene.now()) =>
  passphraseIn(slotAt(atMs), orderKeyAt(order.passphrase!.keys, atMs)!).digits

const byDigits = (order: OrderView, atMs = scene.now()) =>
  ({ kind: 'digits', digits: digitsOf(order, atMs), atMs }) as const

const confirm = (
  order: OrderView,
  dispensedFen: number = order.amountFen,
  proof = byDigits(order),
) => scene.wang('staff.confirm', { orderId: order.orderId, dispensedFen, proof })

const queue = async () =>
  replyOf(await scene.wang('staff.queue', { withRecent: true, afterMs: null }))

async function accountsOf({ orderId }: OrderView) {
  const entries = await entriesOf(scene.database, orderId)
  return Object.fromEntries(balances(entries))
}

const driver = (order: OrderView) => scene.zhang('order.get', { orderId: order.orderId })

describe('the queue', () => {
  test('shows paid orders, oldest first, without the driver’s identity', async () => {
    const first = await scene.paid()
    await scene.place()
    await scene.advance(MINUTE_MS)
    const second = await scene.paid({ nozzleId: 'nozzle:bj0001-07', pumpPriceFen: 831 })
    const { recent, waiting } = await queue()
    expect(waiting.map(({ orderId }) => orderId)).toEqual([first.orderId, second.orderId])
    expect(waiting[1]).toMatchObject({ nozzleNumber: 7, gradeName: '95# 汽油', amountFen: 20_000 })
    expect(recent).toEqual([])
    expect(JSON.stringify(waiting)).not.toMatch(/member:|oLOCAL/)
  })

  test('shows nothing of another station', async () => {
    await scene.paid({
      stationId: 'station:bj0002',
      nozzleId: 'nozzle:bj0002-01',
      pumpPriceFen: 779,
    })
    expect((await queue()).waiting).toEqual([])
  })
})

describe('confirming', () => {
  test.each<[string, (order: OrderView) => Parameters<typeof confirm>[2], string]>([
    [
      'digits of no order',
      () => ({ kind: 'digits', digits: '000000', atMs: scene.now() }),
      'passphrase/wrong',
    ],
    [
      'an old screenshot',
      (order) => ({
        kind: 'digits',
        digits: digitsOf(order, (scene.now() - 3 * MINUTE_MS) as never),
        atMs: scene.now(),
      }),
      'passphrase/stale',
    ],
    [
      'a time in the future',
      (order) => byDigits(order, (scene.now() + 10 * MINUTE_MS) as never),
      'passphrase/stale',
    ],
  ])('by %s is refused, and the order stays waiting', async (_, proofOf, code) => {
    const order = await scene.paid()
    expect(await confirm(order, 20_000, proofOf(order))).toMatchObject(refusedWith(code))
    expect(replyOf(await driver(order)).status).toBe('paid')
  })

  test('by the passphrase of the nozzle before a change is refused', async () => {
    const before = await scene.paid()
    const move = { orderId: before.orderId, nozzleId: 'nozzle:bj0001-07' }
    const after = replyOf(await scene.zhang('order.changeNozzle', move))
    expect(await confirm(before)).toMatchObject(refusedWith('passphrase/wrong'))
    expect(await confirm(after)).toMatchObject({ ok: true })
  })

  test('an order that is unpaid, of another station, or with a larger amount is refused', async () => {
    const { order } = await scene.place()
    const none = UNPROVEN
    const { orderId } = order
    expect(
      await scene.wang('staff.confirm', { orderId, dispensedFen: 1, proof: none }),
    ).toMatchObject(refusedWith('order/not-paid'))
    const elsewhere = await scene.paid({
      stationId: 'station:bj0002',
      nozzleId: 'nozzle:bj0002-01',
      pumpPriceFen: 779,
    })
    expect(await confirm(elsewhere)).toMatchObject(refusedWith('order/unknown'))
    expect(await confirm(await scene.paid(), 20_001)).toMatchObject(
      refusedWith('order/dispensed-above-ordered'),
    )
    const negative = { orderId, dispensedFen: -1, proof: none }
    expect(await scene.wang('staff.confirm', negative)).toMatchObject(
      refusedWith('request/malformed'),
    )
  })

  test('books the sale once, however often the request is repeated', async () => {
    const order = await scene.paid()
    const proof = byDigits(order)
    const taps = await Promise.all(Array.from({ length: 8 }, () => confirm(order, 20_000, proof)))
    taps.forEach((tap) => expect(tap).toMatchObject({ ok: true, reply: { status: 'confirmed' } }))
    expect(await accountsOf(order)).toEqual({
      'provider:wechat': 20_000,
      'station:bj0001:undelivered': 0,
      'station:bj0001:sales': -20_000,
    })
    expect((await queue()).totals).toEqual({ confirmedCount: 1, confirmedFen: 20_000 })
  })

  test('by a second attendant finds it confirmed', async () => {
    const order = await scene.paid()
    replyOf(await confirm(order))
    const operator = await scene.operator()
    const whom = { name: '李师傅', role: 'attendant' as const, stationIds: ['station:bj0001'] }
    const { code } = replyOf(await operator('console.inviteStaff', whom))
    replyOf(await scene.chen('staff.join', { code }))
    const duty = { dutyId: `duty:${'3'.repeat(20)}`, stationId: 'station:bj0001' }
    replyOf(await scene.chen('staff.startDuty', duty))
    const { orderId } = order
    const again = { orderId, dispensedFen: 20_000, proof: byDigits(order) }
    expect(await scene.chen('staff.confirm', again)).toMatchObject({
      ok: false,
      refusal: { code: 'order/already-confirmed', by: '王师傅' },
    })
  })

  test('less than the payment refunds the rest to the fen, automatically', async () => {
    const order = await scene.paid({ way: 'pay-first' })
    replyOf(await confirm(order, 15_620))
    await scene.advance(10_000)
    expect(replyOf(await driver(order))).toMatchObject({
      status: 'confirmed',
      confirmation: { dispensedFen: 15_620, volumeMl: 20_000 },
      refunds: [{ amountFen: 4_380, reason: 'under-fill', doneAtMs: expect.any(Number) }],
    })
    expect(await accountsOf(order)).toEqual({
      'provider:wechat': 15_620,
      'station:bj0001:undelivered': 0,
      'station:bj0001:sales': -15_620,
    })
  })

  test('zero refunds everything', async () => {
    const order = await scene.paid({ way: 'pay-first' })
    expect(replyOf(await confirm(order, 0)).status).toMatch(/refund/)
    await scene.advance(10_000)
    expect(replyOf(await driver(order)).status).toBe('refunded')
    expect(Object.values(await accountsOf(order)).every((amount) => amount === 0)).toBe(true)
  })

  test('made offline, hours ago, counts for the moment it was made', async () => {
    const order = await scene.paid()
    const proof = byDigits(order)
    await scene.advance(5 * HOUR_MS)
    expect(await confirm(order, 20_000, proof)).toMatchObject({ ok: true })
  })

  test('without a passphrase is possible, and recorded', async () => {
    const order = await scene.paid()
    const request = {
      orderId: order.orderId,
      dispensedFen: 20_000,
      proof: UNPROVEN,
    }
    expect(await scene.wang('staff.confirm', request)).toMatchObject({ ok: true })
    expect((await scene.database.get(orders, order.orderId))?.state).toMatchObject({
      confirmation: { proof: 'none' },
    })
  })
})

describe('correcting and rejecting', () => {
  test('refunds the difference and reduces the totals', async () => {
    const order = await scene.paid()
    replyOf(await confirm(order))
    replyOf(await scene.wang('staff.correct', { orderId: order.orderId, dispensedFen: 18_000 }))
    await scene.advance(10_000)
    expect((await queue()).totals).toEqual({ confirmedCount: 1, confirmedFen: 18_000 })
    expect(replyOf(await driver(order))).toMatchObject({
      confirmation: { dispensedFen: 18_000, corrected: true },
      refunds: [{ amountFen: 2_000, reason: 'correction' }],
    })
    expect(await accountsOf(order)).toMatchObject({
      'provider:wechat': 18_000,
      'station:bj0001:sales': -18_000,
    })
  })

  test('upwards, or of an unconfirmed order, is refused', async () => {
    const order = await scene.paid()
    const { orderId } = order
    expect(await scene.wang('staff.correct', { orderId, dispensedFen: 1 })).toMatchObject(
      refusedWith('order/not-confirmed'),
    )
    replyOf(await confirm(order))
    expect(await scene.wang('staff.correct', { orderId, dispensedFen: 20_001 })).toMatchObject(
      refusedWith('order/correction-not-lower'),
    )
  })

  test('a rejected order is fully refunded, and cannot be confirmed', async () => {
    const order = await scene.paid()
    const { orderId } = order
    replyOf(await scene.wang('staff.reject', { orderId, reason: 'no-fuel' }))
    expect(await confirm(order)).toMatchObject(refusedWith('order/reversed'))
    await scene.advance(10_000)
    expect(replyOf(await driver(order))).toMatchObject({
      status: 'refunded',
      reversal: { reason: 'no-fuel' },
    })
    expect(await accountsOf(order)).toEqual({
      'provider:wechat': 0,
      'station:bj0001:undelivered': 0,
    })
  })

  test('a refund without the provider’s answer is retried by the timer, and paid once', async () => {
    const order = await scene.paid()
    scene.stack.faults.arm({ at: 'wechat-pay.refund', kind: 'http-500-after-commit' })
    scene.stack.faults.arm({
      at: 'wechat-pay.notify',
      kind: 'lost',
      times: 99,
      match: { event: 'REFUND.SUCCESS' },
    })
    replyOf(await scene.wang('staff.reject', { orderId: order.orderId, reason: 'driver-left' }))
    expect(replyOf(await driver(order)).status).toBe('refunding')
    await scene.advance(MINUTE_MS)
    await scene.sweep()
    expect(replyOf(await driver(order)).status).toBe('refunded')
    expect(await accountsOf(order)).toMatchObject({ 'provider:wechat': 0 })
  })
})

describe('the keys of a duty', () => {
  test('verify a driver’s passphrase without network, hour by hour, and end with it', async () => {
    const { duty } = replyOf(await scene.wang('staff.me', {}))
    expect(duty?.hourKeys.map(({ hour }) => hour)).toEqual(
      Array.from({ length: 17 }, (_, index) => hourAt(scene.now()) + index),
    )
    const order = await scene.paid()
    const own = orderKey(duty!.hourKeys[0]!.key, {
      tail: order.tail,
      nozzleNumber: order.nozzleNumber,
      amountFen: fen(order.amountFen),
    })
    expect(own).toBe(order.passphrase?.keys[0]?.orderKey)
    await scene.advance(10 * HOUR_MS)
    const night = replyOf(await driver(order))
    expect(night.passphrase?.keys[0]?.hour).toBe(hourAt(scene.now()))
    expect(await confirm(night)).toMatchObject({ ok: true })
  })

  test('are not released after it has ended', async () => {
    await scene.advance(17 * HOUR_MS)
    expect(replyOf(await scene.wang('staff.me', {})).duty).toBeNull()
  })
})

test('only the member who placed an order can pay it', async () => {
  const { wallet } = await scene.place()
  await expect(scene.pay(wallet, 'oLOCALchen')).rejects.toThrow()
  await scene.pay(wallet, ZHANG)
})
