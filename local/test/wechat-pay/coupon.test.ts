import { rfc3339 } from '../../src/gateway/china-time'
import { openWechatPayBench, OPEN_ID, type WechatPayBench } from './bench'
import { NOON_MS } from '../gateway/service-bench'
import { aStock, type StockChanges } from '../alipay/voucher-requests'
import { type SealedResource, unseal } from '../../contracts/wechat-pay/merchant'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** The bench begins on Saturday, 2026-11-21, at 14:05:20 in Beijing. */
const MIDNIGHT_MS = Date.UTC(2026, 10, 20, 16)

let bench: WechatPayBench
beforeEach(async () => {
  bench = await openWechatPayBench()
})
afterEach(() => bench.close())

let stocks = 0

const call = (path: string, body?: object) =>
  bench.merchant.call(body ? 'POST' : 'GET', `/v3/marketing/busifavor/${path}`, { body })

async function open(changes: StockChanges = {}): Promise<string> {
  const reply = await call('stocks', aStock(bench.keys.mchid, `STOCK${++stocks}`, changes))
  return String(reply.body?.['stock_id'])
}

let claims = 0

/** Returns the code of the coupon, or the code of the refusal. */
async function claim(stockId: string, openId = OPEN_ID, outRequestNo = `CLAIM${++claims}`) {
  const claimed = await bench.gateway.claimCoupon({ stockId, outRequestNo }, openId)
  return claimed.ok ? claimed.value.couponCode : claimed.refusal.code
}

let uses = 0

async function use(couponCode: string): Promise<unknown> {
  const reply = await call('coupons/use', {
    coupon_code: couponCode,
    appid: bench.keys.appId,
    use_time: rfc3339(bench.context.clock.now()),
    use_request_no: `USE${++uses}`,
  })
  return reply.body?.['code'] ?? 'used'
}

const stateOf = (couponCode: string) =>
  bench.gateway.coupons(OPEN_ID).find((coupon) => coupon.couponCode === couponCode)?.state

describe('a claim is refused', () => {
  test('of an unknown stock', async () => {
    expect(await claim('1')).toBe('PARAM_ERROR')
  })

  test('after the end of the stock', async () => {
    const stockId = await open()
    await bench.context.clock.advance(30 * DAY_MS)
    expect(await claim(stockId)).toBe('NOTRUNNING')
  })

  test('to a person who has reached the limit', async () => {
    const stockId = await open({ send: { max_coupons_per_user: 1 } })
    await claim(stockId)
    expect(await claim(stockId)).toBe('USERLIMIT')
    expect(await claim(stockId, 'oLOCALother')).toMatch(/^\d{22}$/)
  })

  test('when all are issued, used or not', async () => {
    const stockId = await open({ send: { max_coupons: 1 } })
    await use(await claim(stockId))
    expect(await claim(stockId)).toBe('NOTENOUGH')
  })

  test('when the budget is used up', async () => {
    const stockId = await open({ send: { max_amount: 999 } })
    await claim(stockId)
    expect(await claim(stockId)).toBe('NOTENOUGH')
  })

  test('when the daily number is issued, until midnight in Beijing', async () => {
    const stockId = await open({ send: { max_coupons_by_day: 1 } })
    await claim(stockId)
    await bench.context.clock.advance(MIDNIGHT_MS + DAY_MS - NOON_MS - 1)
    expect(await claim(stockId)).toBe('DAYLIMIT')
    await bench.context.clock.advance(1)
    expect(await claim(stockId)).toMatch(/^\d{22}$/)
  })

  test('when no uploaded code is left', async () => {
    const stockId = await open({ mode: 'MERCHANT_UPLOAD' })
    const body = { coupon_code_list: ['ONLY'], upload_request_no: 'UPLOAD1' }
    await call(`stocks/${stockId}/couponcodes`, body)
    expect(await claim(stockId)).toBe('ONLY')
    expect(await claim(stockId)).toBe('NOTENOUGH')
  })
})

test('the same number gives the same person the same coupon, and is notified once', async () => {
  await call('callbacks', { notify_url: `${bench.server.url}/coupons` })
  const stockId = await open()
  const first = await claim(stockId, OPEN_ID, 'SAME')
  expect(await claim(stockId, OPEN_ID, 'SAME')).toBe(first)
  expect(await claim(stockId, 'oLOCALother', 'SAME')).not.toBe(first)
  await bench.context.clock.advance(0)
  expect(bench.server.received).toHaveLength(2)
})

test('more codes than coupons are refused', async () => {
  const stockId = await open({ mode: 'MERCHANT_UPLOAD', send: { max_coupons: 1 } })
  const body = { coupon_code_list: ['A', 'B'], upload_request_no: 'UPLOAD1' }
  const reply = await call(`stocks/${stockId}/couponcodes`, body)
  expect(reply).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } })
})

test('a stock shows the number issued, in total and today', async () => {
  const stockId = await open()
  await claim(stockId)
  await bench.context.clock.advance(DAY_MS)
  await claim(stockId)
  expect((await call(`stocks/${stockId}`)).body).toMatchObject({
    stock_state: 'RUNNING',
    send_count_information: {
      ...{ total_send_num: 2, total_send_amount: 1000, today_send_num: 1, today_send_amount: 500 },
    },
  })
})

/** From the claim at noon: the first instant of validity, and the first after it. */
test.each<[string, object, number, number]>([
  ['from the claim to the end of the stock', {}, NOON_MS, NOON_MS + 30 * DAY_MS],
  [
    'for three days, today included',
    { available_day_after_receive: 3 },
    NOON_MS,
    MIDNIGHT_MS + 3 * DAY_MS,
  ],
  [
    'from the midnight after tomorrow',
    { wait_days_after_receive: 2 },
    MIDNIGHT_MS + 2 * DAY_MS,
    NOON_MS + 30 * DAY_MS,
  ],
  [
    'for a day, a day later',
    { wait_days_after_receive: 1, available_day_after_receive: 1 },
    MIDNIGHT_MS + DAY_MS,
    MIDNIGHT_MS + 2 * DAY_MS,
  ],
  ['for an hour', { available_second_after_receive: 3_600 }, NOON_MS, NOON_MS + HOUR_MS],
  [
    'not before the stock begins',
    { available_begin_time: rfc3339(NOON_MS + DAY_MS), available_day_after_receive: 1 },
    NOON_MS + DAY_MS,
    MIDNIGHT_MS + 2 * DAY_MS,
  ],
  [
    'not after the stock has ended',
    { available_end_time: rfc3339(NOON_MS + HOUR_MS), available_day_after_receive: 9 },
    NOON_MS,
    NOON_MS + HOUR_MS,
  ],
])('a coupon is valid %s', async (_, time, fromMs, untilMs) => {
  const stockId = await open({ time })
  const [early, late] = [await claim(stockId), await claim(stockId)]
  if (fromMs > NOON_MS) expect(await use(early)).toBe('RULE_LIMIT')
  await bench.context.clock.advance(fromMs - NOON_MS)
  expect(await use(early)).toBe('used')
  await bench.context.clock.advance(untilMs - fromMs - 1)
  expect(stateOf(late)).toBe('SENDED')
  await bench.context.clock.advance(1)
  expect(stateOf(late)).toBe('EXPIRED')
  expect(await use(late)).toBe('RULE_LIMIT')
})

/** 2026-11-21 is a Saturday. */
test.each<[string, object, string]>([
  ['on its weekdays', { available_week: { week_day: [6] } }, 'used'],
  ['on no other day', { available_week: { week_day: [0, 1, 2, 3, 4, 5] } }, 'RULE_LIMIT'],
  [
    'at its hours',
    { available_week: { available_day_time: [{ begin_time: 50_000, end_time: 50_720 }] } },
    'used',
  ],
  [
    'at no other hour',
    { available_week: { available_day_time: [{ begin_time: 50_721, end_time: 86_399 }] } },
    'RULE_LIMIT',
  ],
  [
    'in its special periods',
    {
      irregulary_avaliable_time: [
        { begin_time: rfc3339(NOON_MS), end_time: rfc3339(NOON_MS + 1_000) },
      ],
    },
    'used',
  ],
  [
    'outside of them',
    {
      irregulary_avaliable_time: [
        { begin_time: rfc3339(NOON_MS + 1_000), end_time: rfc3339(NOON_MS + 2_000) },
      ],
    },
    'RULE_LIMIT',
  ],
])('a coupon %s', async (_, time, outcome) => {
  expect(await use(await claim(await open({ time })))).toBe(outcome)
})

test('a coupon returned too late is expired', async () => {
  const stockId = await open({ time: { available_day_after_receive: 1 } })
  const coupon_code = await claim(stockId)
  await use(coupon_code)
  await bench.context.clock.advance(DAY_MS)
  const body = { coupon_code, stock_id: stockId, return_request_no: 'RETURN1' }
  expect(await call('coupons/return', body)).toMatchObject({ status: 200 })
  expect(stateOf(coupon_code)).toBe('EXPIRED')
  expect(await use(coupon_code)).toBe('RULE_LIMIT')
})

describe('a claim is notified', () => {
  const envelopes = () =>
    bench.server.received.map(
      ({ body }) => JSON.parse(body) as { event_type: string; resource: SealedResource },
    )

  test('only if the merchant has set an address', async () => {
    expect(await call(`callbacks?mchid=${bench.keys.mchid}`)).toMatchObject({ status: 404 })
    await claim(await open())
    await bench.context.clock.advance(HOUR_MS)
    expect(bench.server.received).toEqual([])
  })

  test.each([
    ['with the openid', true],
    ['without it, if the stock names no app', false],
  ])('%s', async (_, isNamed) => {
    await call('callbacks', { notify_url: `${bench.server.url}/coupons` })
    const more = isNamed ? { notify_config: { notify_appid: bench.keys.appId } } : {}
    const stockId = await open({ more })
    const coupon_code = await claim(stockId)
    await bench.context.clock.advance(0)
    const [envelope] = envelopes()
    expect(envelope).toMatchObject({
      event_type: 'COUPON.SEND',
      resource: { original_type: 'coupon', associated_data: 'coupon' },
    })
    expect(envelope && JSON.parse(unseal(envelope.resource, bench.keys.apiV3Key))).toEqual({
      event_type: 'EVENT_TYPE_BUSICOUPON_SEND',
      coupon_code,
      stock_id: stockId,
      send_time: rfc3339(NOON_MS),
      ...(isNamed ? { openid: OPEN_ID } : {}),
      send_channel: 'BUSICOUPON_SEND_CHANNEL_MINIAPP',
      send_merchant: bench.keys.mchid,
    })
  })

  test('every minute, eleven times, without acknowledgement', async () => {
    await call('callbacks', { notify_url: `${bench.server.url}/coupons` })
    bench.server.answer(500)
    await claim(await open())
    await bench.context.clock.advance(DAY_MS)
    const instants = bench.server.received.map(({ headers }) =>
      Number(headers['wechatpay-timestamp']),
    )
    const waits = instants.slice(1).map((at, index) => at - (instants[index] ?? 0))
    expect(waits).toEqual(Array.from({ length: 10 }, () => 60))
  })
})
