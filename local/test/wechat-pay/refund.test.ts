import { OPEN_ID, openWechatPayBench, type WechatPayBench } from './bench'
import { type SealedResource, unseal } from '../../contracts/wechat-pay/merchant'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

let bench: WechatPayBench
beforeEach(async () => {
  bench = await openWechatPayBench()
  const prepayId = await bench.prepay('T000001')
  await bench.gateway.pay(prepayId, OPEN_ID)
  await bench.context.clock.advance(0)
})
afterEach(() => bench.close())

const refund = (outRefundNo: string, refundFen: number, changes: object = {}) =>
  bench.merchant.call('POST', '/v3/refund/domestic/refunds', {
    body: {
      out_trade_no: 'T000001',
      out_refund_no: outRefundNo,
      notify_url: `${bench.server.url}/notify/refund`,
      amount: { refund: refundFen, total: 17720, currency: 'CNY' },
      ...changes,
    },
  })
const stateOf = async (outRefundNo: string) =>
  (await bench.merchant.call('GET', `/v3/refund/domestic/refunds/${outRefundNo}`)).body?.['status']
const told = () =>
  bench.server.received.map(({ body }) => {
    const notice = JSON.parse(body) as { event_type: string; resource: SealedResource }
    const resource = unseal(notice.resource, bench.keys.apiV3Key)
    return { event: notice.event_type, resource: JSON.parse(resource) as object }
  })

describe('refuses', () => {
  test.each<[string, () => ReturnType<typeof refund>, number, string]>([
    ['a refund of zero', () => refund('R1', 0), 400, 'PARAM_ERROR'],
    ['more than the payment', () => refund('R1', 17721), 400, 'INVALID_REQUEST'],
    [
      'another total than the payment',
      () => refund('R1', 1, { amount: { refund: 1, total: 1, currency: 'CNY' } }),
      400,
      'REFUND_FEE_MISMATCH',
    ],
    [
      'a refund without a trade',
      () => refund('R1', 1, { out_trade_no: undefined }),
      400,
      'PARAM_ERROR',
    ],
    [
      'an unknown trade',
      () => refund('R1', 1, { out_trade_no: 'T000002' }),
      404,
      'RESOURCE_NOT_EXISTS',
    ],
    [
      'a notify_url with a query',
      () => refund('R1', 1, { notify_url: 'https://example.com/n?x=1' }),
      400,
      'PARAM_ERROR',
    ],
  ])('%s', async (_, ask, status, code) => {
    expect(await ask()).toMatchObject({ status, body: { code } })
  })

  test('a second refund within a minute', async () => {
    await refund('R1', 100)
    await bench.context.clock.advance(MINUTE_MS - 1)
    expect(await refund('R2', 100)).toMatchObject({
      status: 429,
      body: { code: 'FREQUENCY_LIMITED' },
    })
    await bench.context.clock.advance(1)
    expect(await refund('R2', 100)).toMatchObject({ status: 200 })
  })

  test('the same number for another amount', async () => {
    await refund('R1', 100)
    expect(await refund('R1', 200)).toMatchObject({
      status: 400,
      body: { code: 'REFUND_FEE_MISMATCH' },
    })
  })

  test('one fen more than the remainder', async () => {
    await refund('R1', 17000)
    await bench.context.clock.advance(MINUTE_MS)
    expect(await refund('R2', 721)).toMatchObject({
      status: 400,
      body: { code: 'INVALID_REQUEST' },
    })
    expect(await refund('R2', 720)).toMatchObject({ status: 200 })
  })

  test('the 51st refund', async () => {
    for (let index = 0; index < 50; index++) {
      expect(await refund(`R${index}`, 1)).toMatchObject({ status: 200 })
      await bench.context.clock.advance(MINUTE_MS)
    }
    expect(await refund('R50', 1)).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } })
  })

  test('a payment more than 365 days old', async () => {
    await bench.context.clock.advance(365 * DAY_MS + 1)
    expect(await refund('R1', 100)).toMatchObject({ status: 400, body: { code: 'TRADE_OVERDUE' } })
  })
})

test('a refund is PROCESSING until the clock reaches its end, and is notified then', async () => {
  expect((await refund('R1', 100)).body).toMatchObject({ status: 'PROCESSING' })
  await bench.context.clock.advance(2_999)
  expect(await stateOf('R1')).toBe('PROCESSING')
  await bench.context.clock.advance(1)
  expect(await stateOf('R1')).toBe('SUCCESS')
  expect(told().at(-1)).toMatchObject({
    event: 'REFUND.SUCCESS',
    resource: {
      mchid: bench.keys.mchid,
      out_trade_no: 'T000001',
      out_refund_no: 'R1',
      refund_status: 'SUCCESS',
      amount: { total: 17720, refund: 100 },
    },
  })
})

test('a refund is idempotent by its number', async () => {
  const first = await refund('R1', 100)
  const again = await refund('R1', 100)
  expect(again).toMatchObject({ status: 200, text: first.text })
})

test('a refund without notify_url is not notified', async () => {
  await refund('R1', 100, { notify_url: undefined })
  await bench.context.clock.advance(MINUTE_MS)
  expect(await stateOf('R1')).toBe('SUCCESS')
  expect(told().map(({ event }) => event)).toEqual(['TRANSACTION.SUCCESS'])
})

test.each([
  ['ends-abnormal', 'ABNORMAL'],
  ['ends-closed', 'CLOSED'],
])('the fault %s makes a refund %s', async (kind, state) => {
  bench.context.faults.arm({ at: 'wechat-pay.refund', kind })
  expect((await refund('R1', 100)).body).toMatchObject({ status: 'PROCESSING' })
  await bench.context.clock.advance(MINUTE_MS)
  expect(await stateOf('R1')).toBe(state)
  expect(told().at(-1)).toMatchObject({ event: `REFUND.${state}` })
})

test('a closed refund frees its amount for another number', async () => {
  bench.context.faults.arm({ at: 'wechat-pay.refund', kind: 'ends-closed' })
  await refund('R1', 17720)
  await bench.context.clock.advance(MINUTE_MS)
  expect(await refund('R2', 17720)).toMatchObject({ status: 200 })
})

test('tells again out of which accounts it was asked to be paid', async () => {
  const from = [
    { account: 'AVAILABLE', amount: 100 },
    { account: 'UNAVAILABLE', amount: 20 },
  ]
  const amount = { refund: 120, total: 17720, currency: 'CNY', from }
  expect((await refund('R1', 120, { amount })).body).toMatchObject({ amount: { from } })
  const path = '/v3/refund/domestic/refunds/R1'
  expect((await bench.merchant.call('GET', path)).body).toMatchObject({ amount: { from } })
})
