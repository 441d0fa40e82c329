import { setImmediate } from 'node:timers/promises'
import { OPEN_ID, openWechatPayBench, type WechatPayBench } from './bench'
import type { WechatPaySwitches } from '../../src/wechat-pay/context'
import { rfc3339 } from '../../src/gateway/china-time'
import { NOON_MS } from '../gateway/service-bench'

const MINUTE_MS = 60_000

let bench: WechatPayBench
afterEach(() => bench.close())

async function open(switches: Partial<WechatPaySwitches> = {}): Promise<void> {
  bench = await openWechatPayBench({ switches })
}

const order = (changes: object = {}) =>
  bench.merchant.call('POST', '/v3/pay/transactions/jsapi', { body: bench.order(changes) })
const stateOf = async (outTradeNo: string) => {
  const path = `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${bench.keys.mchid}`
  return (await bench.merchant.call('GET', path)).body?.['trade_state']
}
const close = (outTradeNo: string) =>
  bench.merchant.call('POST', `/v3/pay/transactions/out-trade-no/${outTradeNo}/close`, {
    body: { mchid: bench.keys.mchid },
  })
const codeOf = async (reply: Promise<{ body: unknown }>) =>
  ((await reply).body as { code?: string } | null)?.code ?? null

describe('a slow payment', () => {
  beforeEach(() => open())

  test('is USERPAYING, and can be neither paid again nor closed', async () => {
    bench.context.faults.arm({ at: 'wechat-pay.pay', kind: 'takes-long' })
    const prepayId = await bench.prepay('T000001')
    const paying = bench.gateway.pay(prepayId, OPEN_ID)
    expect(await stateOf('T000001')).toBe('USERPAYING')
    expect(await bench.gateway.pay(prepayId, OPEN_ID)).toMatchObject({
      refusal: { code: 'paying' },
    })
    expect(await close('T000001')).toMatchObject({ status: 202, body: { code: 'USERPAYING' } })
    await bench.context.clock.advance(30_000)
    expect(await paying).toMatchObject({ ok: true })
    expect(await stateOf('T000001')).toBe('SUCCESS')
  })

  test('or fails and leaves the trade unchanged', async () => {
    bench.context.faults.arm({ at: 'wechat-pay.pay', kind: 'fails' })
    const prepayId = await bench.prepay('T000001')
    expect(await bench.gateway.pay(prepayId, OPEN_ID)).toMatchObject({
      refusal: { code: 'failed' },
    })
    expect(await stateOf('T000001')).toBe('NOTPAY')
    expect(await bench.gateway.pay(prepayId, OPEN_ID)).toMatchObject({ ok: true })
  })
})

describe('the moment of closing', () => {
  beforeEach(() => open())

  test('pays-before: the close is refused, and the payment notified', async () => {
    await bench.prepay('T000001')
    bench.context.faults.arm({ at: 'wechat-pay.close', kind: 'pays-before' })
    expect(await codeOf(close('T000001'))).toBe('ORDER_PAID')
    await bench.context.clock.advance(0)
    expect(bench.server.received).toHaveLength(1)
  })

  test('pays-after: closed, and nevertheless paid and notified', async () => {
    await bench.prepay('T000001')
    bench.context.faults.arm({ at: 'wechat-pay.close', kind: 'pays-after' })
    expect(await close('T000001')).toMatchObject({ status: 204 })
    await bench.context.clock.advance(0)
    expect(await stateOf('T000001')).toBe('SUCCESS')
    expect(bench.server.received).toHaveLength(1)
  })
})

test('pays-before-reply: the merchant is notified of the payment before the answer', async () => {
  await open()
  bench.context.faults.arm({ at: 'wechat-pay.prepay', kind: 'pays-before-reply' })
  let isAnswered = false
  const ordering = order().then(() => (isAnswered = true))
  await waitForNotice(() => isAnswered)
  expect(isAnswered).toBe(false)
  await ordering
  expect(bench.server.received).toHaveLength(1)
})

/** Runs the clock until the merchant has a notification or the answer. */
async function waitForNotice(isAnswered: () => boolean): Promise<void> {
  while (bench.server.received.length === 0 && !isAnswered()) {
    await bench.context.clock.advance(0)
    await setImmediate()
  }
}

describe('a switch', () => {
  test('payableGraceMs: a payment some seconds late', async () => {
    await open({ payableGraceMs: 12_000 })
    const time_expire = rfc3339(NOON_MS + 5 * MINUTE_MS)
    const prepayId = await bench.prepay('T000001', { time_expire })
    await bench.context.clock.advance(5 * MINUTE_MS + 12_000)
    expect(await bench.gateway.pay(prepayId, OPEN_ID)).toMatchObject({ ok: true })
  })

  test('closableAfterMs: a new trade cannot be closed', async () => {
    await open({ closableAfterMs: 5 * MINUTE_MS })
    await bench.prepay('T000001')
    expect(await codeOf(close('T000001'))).toBe('INVALID_REQUEST')
    await bench.context.clock.advance(5 * MINUTE_MS)
    expect(await close('T000001')).toMatchObject({ status: 204 })
  })

  test.each([
    [true, null],
    [false, 'INVALID_REQUEST'],
  ])('mayExpireElsewhen %p: another time_expire gets %p', async (mayExpireElsewhen, code) => {
    await open({ mayExpireElsewhen })
    await order({ time_expire: rfc3339(NOON_MS + 5 * MINUTE_MS) })
    const again = order({ time_expire: rfc3339(NOON_MS + 9 * MINUTE_MS) })
    expect(await codeOf(again)).toBe(code)
  })

  test('mayExpireElsewhen: only the first time counts', async () => {
    await open({ mayExpireElsewhen: true })
    await order({ time_expire: rfc3339(NOON_MS + 5 * MINUTE_MS) })
    const reply = await order({ time_expire: rfc3339(NOON_MS + 9 * MINUTE_MS) })
    await bench.context.clock.advance(6 * MINUTE_MS)
    const paid = await bench.gateway.pay(String(reply.body?.['prepay_id']), OPEN_ID)
    expect(paid).toMatchObject({ refusal: { code: 'overdue' } })
  })

  test('spelling: both variants of the pages', async () => {
    await open({ spelling: 'joined' })
    await bench.gateway.pay(await bench.prepay('T000001'), OPEN_ID)
    expect(await codeOf(close('T000001'))).toBe('ORDERPAID')
  })
})
