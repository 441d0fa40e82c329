import { dateTime } from '../../src/gateway/china-time'
import {
  closeTrade,
  payTrade,
  refundTrade,
  type Trade,
  tradeAt,
  TRANSITIONS,
  type UnpaidTrade,
} from '../../src/alipay/trade/trade'
import { type AlipayBench, BUYER, openAlipayBench } from './bench'
import { NOON_MS } from '../gateway/service-bench'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

let bench: AlipayBench
beforeEach(async () => {
  bench = await openAlipayBench()
})
afterEach(() => bench.close())

const call = async (operation: string, content: object) =>
  (await bench.merchant.call(`alipay.trade.${operation}`, content)).node
const statusOf = async (outTradeNo: string) =>
  (await call('query', { out_trade_no: outTradeNo }))?.['trade_status']

describe('refuses to create', () => {
  test.each<[string, object, string]>([
    ['an amount as words', { total_amount: 'much' }, 'ACQ.INVALID_PARAMETER'],
    ['a negative amount', { total_amount: '-1.00' }, 'ACQ.INVALID_PARAMETER'],
    ['more than a hundred million', { total_amount: '100000000.01' }, 'ACQ.TOTAL_FEE_EXCEED'],
    ['a subject with an ampersand', { subject: 'a&b' }, 'ACQ.INVALID_PARAMETER'],
    ['another product', { product_code: 'FACE_TO_FACE_PAYMENT' }, 'ACQ.INVALID_PARAMETER'],
    ['for another app', { op_app_id: '2021000000000000' }, 'ACQ.INVALID_PARAMETER'],
    ['an unreadable deadline', { time_expire: 'soon' }, 'ACQ.INVALID_PARAMETER'],
    [
      'a deadline in the past',
      { time_expire: '2026-11-21 14:05:20' },
      'ACQ.NOW_TIME_AFTER_EXPIRE_TIME_ERROR',
    ],
  ])('%s', async (_, changes, subCode) => {
    expect(await call('create', bench.order(changes))).toMatchObject({ sub_code: subCode })
  })

  test('a paid trade, and a closed one', async () => {
    await bench.gateway.pay(await bench.create('T000001'), BUYER)
    await bench.create('T000002')
    await call('close', { out_trade_no: 'T000002' })
    const again = (outTradeNo: string) => call('create', bench.order({ out_trade_no: outTradeNo }))
    expect(await again('T000001')).toMatchObject({ sub_code: 'ACQ.TRADE_HAS_SUCCESS' })
    expect(await again('T000002')).toMatchObject({ sub_code: 'ACQ.TRADE_HAS_CLOSE' })
  })
})

describe('the payer cannot pay', () => {
  test.each<[string, string, () => Promise<string>]>([
    ['an unknown trade', 'unknown-trade', async () => '2026'],
    [
      'for another user',
      'wrong-payer',
      () => bench.create('T000001', { buyer_open_id: 'LOCALother' }),
    ],
    [
      'a paid trade',
      'paid',
      async () => {
        const tradeNo = await bench.create('T000001')
        await bench.gateway.pay(tradeNo, BUYER)
        return tradeNo
      },
    ],
    [
      'a closed trade',
      'closed',
      async () => {
        const tradeNo = await bench.create('T000001')
        await call('close', { trade_no: tradeNo })
        return tradeNo
      },
    ],
  ])('%s', async (_, code, prepare) => {
    const tradeNo = await prepare()
    const refused = { ok: false, refusal: { code } }
    expect(bench.gateway.offer(tradeNo, BUYER)).toMatchObject(refused)
    expect(await bench.gateway.pay(tradeNo, BUYER)).toMatchObject(refused)
  })
})

test('the sheet shows the amount to pay', async () => {
  const tradeNo = await bench.create('T000001')
  expect(bench.gateway.offer(tradeNo, BUYER)).toEqual({
    ok: true,
    value: { tradeNo, subject: '测试商品', totalFen: 28500 },
  })
})

test.each<[string, object, number]>([
  ['time_expire', { time_expire: dateTime(NOON_MS + 10 * MINUTE_MS) }, 10 * MINUTE_MS],
  ['timeout_express', { timeout_express: '90m' }, 90 * MINUTE_MS],
  ['nothing', {}, 15 * DAY_MS],
])('%s closes the trade at its deadline, with a notification', async (_, changes, afterMs) => {
  await bench.create('T000001', changes)
  await bench.context.clock.advance(afterMs - 1)
  expect(await statusOf('T000001')).toBe('WAIT_BUYER_PAY')
  await bench.context.clock.advance(1)
  expect(await statusOf('T000001')).toBe('TRADE_CLOSED')
  expect(new URLSearchParams(bench.server.received[0]?.body).get('trade_status')).toBe(
    'TRADE_CLOSED',
  )
})

test('a trade paid in time is not closed', async () => {
  const tradeNo = await bench.create('T000001', { timeout_express: '90m' })
  await bench.gateway.pay(tradeNo, BUYER)
  await bench.context.clock.advance(90 * MINUTE_MS)
  expect(await statusOf('T000001')).toBe('TRADE_SUCCESS')
})

test('a paid trade is finished after its refund period', async () => {
  await bench.gateway.pay(await bench.create('T000001'), BUYER)
  await bench.context.clock.advance(365 * DAY_MS + 1)
  expect(await statusOf('T000001')).toBe('TRADE_FINISHED')
  const refund = { out_trade_no: 'T000001', refund_amount: '285.00' }
  expect(await call('refund', refund)).toMatchObject({ sub_code: 'ACQ.TRADE_HAS_FINISHED' })
})

test('closes once, and only an unpaid trade', async () => {
  await bench.create('T000001')
  await bench.gateway.pay(await bench.create('T000002'), BUYER)
  const close = (outTradeNo: string) => call('close', { out_trade_no: outTradeNo })
  expect(await close('T000001')).toMatchObject({ code: '10000' })
  expect(await close('T000001')).toMatchObject({ sub_code: 'ACQ.REASON_TRADE_STATUS_INVALID' })
  expect(await close('T000002')).toMatchObject({ sub_code: 'ACQ.TRADE_STATUS_ERROR' })
})

describe('a refund', () => {
  const refund = (amount: string, requestNo?: string) =>
    call('refund', {
      out_trade_no: 'T000001',
      refund_amount: amount,
      ...(requestNo ? { out_request_no: requestNo } : {}),
    })

  beforeEach(async () => {
    await bench.gateway.pay(await bench.create('T000001'), BUYER)
    await bench.create('T000002')
  })

  test.each<[string, () => Promise<unknown>, string]>([
    ['of nothing', () => refund('0.00', 'R1'), 'ACQ.REFUND_FEE_ERROR'],
    ['of a part, without a number', () => refund('1.00'), 'ACQ.REFUND_AMT_NOT_EQUAL_TOTAL'],
    ['of more than the payment', () => refund('285.01', 'R1'), 'ACQ.REASON_TRADE_REFUND_FEE_ERR'],
    [
      'of an unpaid trade',
      () => call('refund', { out_trade_no: 'T000002', refund_amount: '285.00' }),
      'ACQ.TRADE_STATUS_ERROR',
    ],
  ])('%s is refused', async (_, ask, subCode) => {
    expect(await ask()).toMatchObject({ code: '40004', sub_code: subCode })
  })

  test('under the same number must be identical', async () => {
    await refund('1.00', 'R1')
    expect(await refund('2.00', 'R1')).toMatchObject({ sub_code: 'ACQ.DISCORDANT_REPEAT_REQUEST' })
    expect(await refund('1.00', 'R1')).toMatchObject({ code: '10000', fund_change: 'N' })
  })

  test('a refund of one fen too much is refused, one of the remainder closes the trade', async () => {
    await refund('84.99', 'R1')
    expect(await refund('200.02', 'R2')).toMatchObject({
      sub_code: 'ACQ.REASON_TRADE_REFUND_FEE_ERR',
    })
    expect(await statusOf('T000001')).toBe('TRADE_SUCCESS')
    expect(await refund('200.01', 'R2')).toMatchObject({ fund_change: 'Y', refund_fee: '285.00' })
    expect(await statusOf('T000001')).toBe('TRADE_CLOSED')
    expect(await refund('0.01', 'R3')).toMatchObject({ sub_code: 'ACQ.TRADE_STATUS_ERROR' })
    expect(await refund('200.01', 'R2')).toMatchObject({ code: '10000', fund_change: 'N' })
  })

  test('in full needs no number', async () => {
    expect(await refund('285.00')).toMatchObject({ code: '10000', fund_change: 'Y' })
  })

  test('may be done although Alipay is not sure: then its query tells', async () => {
    bench.context.faults.arm({ at: 'alipay.refund', kind: 'unsure' })
    expect(await refund('1.00', 'R1')).toMatchObject({ fund_change: 'N' })
    const content = { out_trade_no: 'T000001', out_request_no: 'R1' }
    expect(await call('fastpay.refund.query', content)).toMatchObject({
      refund_status: 'REFUND_SUCCESS',
    })
  })

  test('returns its time only on request', async () => {
    await refund('1.00', 'R1')
    const content = { out_trade_no: 'T000001', out_request_no: 'R1' }
    const plain = await call('fastpay.refund.query', content)
    const detailed = await call('fastpay.refund.query', {
      ...content,
      query_options: ['gmt_refund_pay'],
    })
    expect(plain).not.toHaveProperty('gmt_refund_pay')
    expect(detailed).toMatchObject({ gmt_refund_pay: '2026-11-21 14:05:20' })
  })
})

test('an authorisation code is valid for a day', async () => {
  const code = await bench.gateway.issueAuthCode(BUYER)
  await bench.context.clock.advance(DAY_MS)
  const { node } = await bench.merchant.call('alipay.system.oauth.token', null, {
    parameters: { grant_type: 'authorization_code', code },
  })
  expect(node).toMatchObject({ sub_code: 'isv.code-invalid' })
})

test('a reset deletes everything except its keys', async () => {
  await bench.create('T000001')
  bench.gateway.reset()
  expect(await statusOf('T000001')).toBeUndefined()
})

describe('every verb follows the transition table', () => {
  const unpaid: UnpaidTrade = {
    outTradeNo: 'T1',
    tradeNo: '2026',
    totalFen: 100,
    subject: 's',
    buyer: BUYER,
    createdAtMs: NOON_MS,
    closesAtMs: NOON_MS + DAY_MS,
    status: 'WAIT_BUYER_PAY',
  }
  const paid = payTrade(unpaid, { paidAtMs: NOON_MS, feeBasisPoints: 60 })
  const trades: readonly Trade[] = [
    unpaid,
    { ...unpaid, status: 'TRADE_CLOSED' },
    paid,
    { ...paid, status: 'TRADE_FINISHED' },
  ]

  test.each(trades.map((trade) => [trade.status, trade] as const))('from %s', (status, trade) => {
    const closed = closeTrade(trade, NOON_MS)
    const refunded = refundTrade(trade, { requestNo: 'R1', refundFen: 100 }, NOON_MS)
    const reached = [
      tradeAt(trade, NOON_MS + 400 * DAY_MS).status,
      closed.ok ? closed.value.status : status,
      refunded.ok ? refunded.value.trade.status : status,
    ].filter((next) => next !== status)
    expect(TRANSITIONS[status]).toEqual(expect.arrayContaining(reached))
  })
})
