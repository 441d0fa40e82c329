import { rfc3339 } from '../../src/gateway/china-time'
import { isNotifyUrl } from '../../src/wechat-pay/notice/notify-url'
import type { PrepayRequest } from '../../src/wechat-pay/trade/prepay-request'
import {
  closeTrade,
  openTrade,
  payTrade,
  type Trade,
  tradeAt,
  TRANSITIONS,
  type UnpaidTrade,
} from '../../src/wechat-pay/trade/trade'
import { NOON_MS } from '../gateway/service-bench'
import { OPEN_ID, openWechatPayBench, signPayment, type WechatPayBench } from './bench'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

let bench: WechatPayBench
beforeEach(async () => {
  bench = await openWechatPayBench()
})
afterEach(() => bench.close())

const stateOf = async (outTradeNo: string) => {
  const path = `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${bench.keys.mchid}`
  return (await bench.merchant.call('GET', path)).body?.['trade_state']
}
const close = (outTradeNo: string) =>
  bench.merchant.call('POST', `/v3/pay/transactions/out-trade-no/${outTradeNo}/close`, {
    body: { mchid: bench.keys.mchid },
  })

describe('the payer cannot pay', () => {
  test.each<[string, string, () => Promise<string>]>([
    ['an unknown trade', 'unknown-prepay', async () => 'wx2026'],
    [
      'for another user',
      'wrong-payer',
      () => bench.prepay('T000001', { payer: { openid: 'oLOCALother' } }),
    ],
    [
      'a paid trade',
      'paid',
      async () => {
        const prepayId = await bench.prepay('T000001')
        await bench.gateway.pay(prepayId, OPEN_ID)
        return prepayId
      },
    ],
    [
      'a closed trade',
      'closed',
      async () => {
        const prepayId = await bench.prepay('T000001')
        await close('T000001')
        return prepayId
      },
    ],
    [
      'after time_expire',
      'overdue',
      async () => {
        const expire = rfc3339(NOON_MS + 10 * MINUTE_MS)
        const prepayId = await bench.prepay('T000001', { time_expire: expire })
        await bench.context.clock.advance(10 * MINUTE_MS + 1)
        return prepayId
      },
    ],
    [
      'two hours after the prepay_id was issued',
      'prepay-expired',
      async () => {
        const prepayId = await bench.prepay('T000001')
        await bench.context.clock.advance(2 * HOUR_MS)
        return prepayId
      },
    ],
  ])('%s', async (_, code, prepare) => {
    const prepayId = await prepare()
    expect(await bench.gateway.pay(prepayId, OPEN_ID)).toMatchObject({
      ok: false,
      refusal: { code },
    })
    expect(bench.gateway.offer(signPayment(bench, prepayId), OPEN_ID)).toMatchObject({
      ok: false,
      refusal: { code },
    })
  })
})

test('time_expire closes nothing: the trade stays NOTPAY and can still be closed', async () => {
  await bench.prepay('T000001', { time_expire: rfc3339(NOON_MS + 10 * MINUTE_MS) })
  await bench.context.clock.advance(HOUR_MS)
  expect(await stateOf('T000001')).toBe('NOTPAY')
  expect(await close('T000001')).toMatchObject({ status: 204 })
})

test('a time_expire in the past is raised to a minute from now', async () => {
  const prepayId = await bench.prepay('T000001', { time_expire: rfc3339(NOON_MS - HOUR_MS) })
  await bench.context.clock.advance(MINUTE_MS)
  expect(await bench.gateway.pay(prepayId, OPEN_ID)).toMatchObject({ ok: true })
})

test('a time_expire beyond 90 days is lowered to 90 days', async () => {
  await bench.prepay('T000001', { time_expire: rfc3339(NOON_MS + 91 * DAY_MS) })
  await bench.context.clock.advance(90 * DAY_MS - MINUTE_MS)
  const prepayId = await bench.prepay('T000001', { time_expire: rfc3339(NOON_MS + 91 * DAY_MS) })
  await bench.context.clock.advance(MINUTE_MS + 1)
  expect(await bench.gateway.pay(prepayId, OPEN_ID)).toMatchObject({ ok: false })
})

test('an openid that cannot be one is refused', async () => {
  const body = bench.order({ payer: { openid: 'xx' } })
  const reply = await bench.merchant.call('POST', '/v3/pay/transactions/jsapi', { body })
  expect(reply).toMatchObject({
    status: 400,
    body: { code: 'PARAM_ERROR', detail: { field: '/payer/openid', issue: '无效的openid' } },
  })
})

test('a new prepay_id after two hours pays the same trade', async () => {
  await bench.prepay('T000001')
  await bench.context.clock.advance(2 * HOUR_MS)
  const second = await bench.prepay('T000001')
  expect(await bench.gateway.pay(second, OPEN_ID)).toMatchObject({ ok: true })
  expect(await stateOf('T000001')).toBe('SUCCESS')
})

test('a trade unpaid for seven days is closed by the gateway', async () => {
  await bench.prepay('T000001')
  await bench.context.clock.advance(7 * DAY_MS)
  expect(await stateOf('T000001')).toBe('CLOSED')
})

test('a paid number cannot be ordered again', async () => {
  const prepayId = await bench.prepay('T000001')
  await bench.gateway.pay(prepayId, OPEN_ID)
  const body = bench.order({ out_trade_no: 'T000001' })
  const reply = await bench.merchant.call('POST', '/v3/pay/transactions/jsapi', { body })
  expect(reply).toMatchObject({ status: 400, body: { code: 'ORDER_PAID' } })
})

describe('the sheet', () => {
  test('shows the amount to pay', async () => {
    const prepayId = await bench.prepay('T000001')
    expect(bench.gateway.offer(signPayment(bench, prepayId), OPEN_ID)).toEqual({
      ok: true,
      value: { prepayId, description: '测试商品', totalFen: 17720 },
    })
  })

  test.each([
    ['another package', { package: 'prepay_id=wx2026other' }],
    ['a package of another form', { package: 'wx2026' }],
    ['another time', { timeStamp: '1' }],
    ['the old signature type', { signType: 'MD5' }],
  ])('refuses a signature over %s', async (_, changes) => {
    const request = signPayment(bench, await bench.prepay('T000001'))
    expect(bench.gateway.offer({ ...request, ...changes }, OPEN_ID)).toMatchObject({
      ok: false,
      refusal: { code: 'bad-signature' },
    })
  })
})

test('a reset deletes everything except its keys', async () => {
  await bench.prepay('T000001')
  bench.gateway.reset()
  expect(await stateOf('T000001')).toBeUndefined()
})

test.each([
  ['https://pay.example.com/notify', false, true],
  ['http://pay.example.com/notify', true, false],
  ['http://127.0.0.1:3000/notify', true, true],
  ['http://localhost:3000/notify', true, true],
  ['http://127.0.0.1:3000/notify', false, false],
  ['https://pay.example.com', false, false],
  ['https://pay.example.com/notify?id=1', false, false],
  ['https://pay.example.com/no tify', false, false],
  ['/notify', true, false],
])('%s as notify_url, loopback allowed: %p, is valid: %p', (url, loopback, isGood) => {
  expect(isNotifyUrl(url, loopback)).toBe(isGood)
})

describe('every verb follows the transition table', () => {
  const request = { payer: { openid: OPEN_ID }, amount: { total: 1 } } as PrepayRequest
  const unpaid = openTrade(request, NOON_MS) as UnpaidTrade
  const paid = payTrade(unpaid, {
    transactionId: '4200',
    paidAtMs: NOON_MS,
    feeBasisPoints: 60,
  })
  const trades: readonly Trade[] = [
    unpaid,
    { ...unpaid, state: 'CLOSED' },
    { ...unpaid, state: 'USERPAYING', paysAtMs: NOON_MS },
    paid,
    { ...paid, state: 'REFUND' },
  ]

  test.each(trades.map((trade) => [trade.state, trade] as const))('from %s', (state, trade) => {
    const closed = closeTrade(trade, NOON_MS, 0)
    const reached = [
      tradeAt(trade, NOON_MS + 8 * DAY_MS).state,
      closed.ok ? closed.value.state : state,
    ].filter((next) => next !== state)
    expect(TRANSITIONS[state]).toEqual(expect.arrayContaining(reached))
  })
})
