import { createVerify } from 'node:crypto'
import { createAlipay } from '../../src/alipay/service'
import { dateTime } from '../../src/gateway/china-time'
import { type AlipayBench, BUYER, openAlipayBench } from './bench'
import { NOON_MS } from '../gateway/service-bench'
import { type ActivityChanges, anActivity } from './voucher-requests'
import { testInstallation } from '../wechat-pay/bench'

const SECOND_MS = 1_000
const DAY_MS = 86_400_000
/** The bench begins on 2026-11-21 at 14:05:20 in Beijing. */
const MIDNIGHT_MS = Date.UTC(2026, 10, 20, 16)
const TAKES_MS = 3 * SECOND_MS

let bench: AlipayBench
beforeEach(async () => {
  bench = await openAlipayBench()
  await bench.gateway.console.receiveMessagesAt(`${bench.server.url}/gateway`)
})
afterEach(() => bench.close())

let numbers = 0

async function call(verb: string, content: object) {
  const method = `alipay.marketing.activity.ordervoucher.${verb}`
  const numbered = { out_biz_no: `N${++numbers}`, ...content }
  return (await bench.merchant.call(method, numbered)).node
}

const absolute = (fromMs: number, untilMs: number) => ({
  period_type: 'ABSOLUTE',
  absolute_period_info: {
    valid_begin_time: dateTime(fromMs),
    valid_end_time: dateTime(untilMs),
  },
})
const relative = (days: object) => ({ period_type: 'RELATIVE', relative_period_info: days })

/** Made: three seconds have passed. */
async function open(changes: ActivityChanges = {}): Promise<string> {
  const created = await call('create', anActivity(changes))
  await bench.context.clock.advance(TAKES_MS)
  return String(created?.['activity_id'])
}

let codes = 0

/** Returns the code of the voucher, or the code of the refusal. */
async function claim(activityId: string, openId = BUYER, voucherCode?: string) {
  const offer = { activityId, voucherCode: voucherCode ?? `CODE${++codes}` }
  const claimed = await bench.gateway.claimVoucher(offer, openId)
  return claimed.ok ? claimed.value.voucherCode : claimed.refusal.code
}

async function spend(verb: 'use' | 'refund', activity_id: string, voucher_code: string) {
  const biz_dt = dateTime(bench.context.clock.now())
  const channel = verb === 'use' ? { trade_channel: 'ZHIFUBAO_TRADE_CHANNEL' } : {}
  const spending = { activity_id, voucher_code, biz_dt, total_fee: '100.00', ...channel }
  const node = await call(verb, spending)
  return node?.['sub_code'] ?? node?.['code']
}

const statusOf = (voucherCode: string) =>
  bench.gateway.vouchers(BUYER).find((voucher) => voucher.voucherCode === voucherCode)?.status

/** Messages sent to the app's own address, oldest first. */
const messages = () =>
  bench.server.received
    .filter(({ path }) => path === '/gateway')
    .map(({ body }) => Object.fromEntries(new URLSearchParams(body)))
const eventsTold = () => messages().map(({ msg_method = '' }) => msg_method.split('.').at(-1))

describe('a claim is refused', () => {
  test('of an unknown activity, or one still being made', async () => {
    const created = await call('create', anActivity())
    expect(await claim('1')).toBe('not-running')
    expect(await claim(String(created?.['activity_id']))).toBe('not-running')
  })

  test('before and after its time', async () => {
    const later = { publish_start_time: dateTime(NOON_MS + DAY_MS) }
    const activityId = await open({ rule: later })
    expect(await claim(activityId)).toBe('not-running')
    await bench.context.clock.advance(DAY_MS)
    expect(await claim(activityId)).toMatch(/^CODE/)
    await bench.context.clock.advance(30 * DAY_MS)
    expect(await claim(activityId)).toBe('not-running')
  })

  test('to a user who has reached the limit', async () => {
    const activityId = await open({ rule: { quantity_limit_per_user: 1 } })
    await claim(activityId)
    expect(await claim(activityId)).toBe('user-limit')
    expect(await claim(activityId, 'LOCALother')).toMatch(/^CODE/)
  })

  test('when all are issued, until there are more', async () => {
    const activity_id = await open({ rule: { quantity: 1 } })
    await claim(activity_id)
    expect(await claim(activity_id)).toBe('none-left')
    expect(await call('append', { activity_id, voucher_quantity: 2 })).toMatchObject({
      code: '10000',
    })
    expect(await claim(activity_id)).toBe('none-left')
    await bench.context.clock.advance(TAKES_MS)
    expect(await claim(activity_id)).toMatch(/^CODE/)
  })

  test('when the daily number is issued, until midnight in Beijing', async () => {
    const activityId = await open({ rule: { max_quantity_by_day: 1 } })
    await claim(activityId)
    await bench.context.clock.advance(MIDNIGHT_MS + DAY_MS - NOON_MS - TAKES_MS - 1)
    expect(await claim(activityId)).toBe('none-left-today')
    await bench.context.clock.advance(1)
    expect(await claim(activityId)).toMatch(/^CODE/)
  })

  test('with an invalid or already issued code', async () => {
    const activityId = await open()
    expect(await claim(activityId, BUYER, '券')).toBe('bad-code')
    await claim(activityId, BUYER, 'SAME')
    expect(await claim(activityId, 'LOCALother', 'SAME')).toBe('bad-code')
  })

  test('of uploaded codes before the number was raised', async () => {
    const activity_id = await open({ mode: 'MERCHANT_UPLOAD' })
    await call('codedeposit', { activity_id, voucher_codes: ['UP1'] })
    expect(await claim(activity_id)).toBe('none-left')
    await call('append', { activity_id, voucher_quantity: 1 })
    await bench.context.clock.advance(TAKES_MS)
    expect(await claim(activity_id)).toBe('UP1')
  })
})

/**
 * From the claim, three seconds after noon: the first instant of validity, and the first after it.
 */
test.each<[string, object, number, number]>([
  [
    'between two instants',
    absolute(NOON_MS + DAY_MS, NOON_MS + 2 * DAY_MS),
    NOON_MS + DAY_MS,
    NOON_MS + 2 * DAY_MS,
  ],
  [
    'for a day, which is today',
    relative({ valid_days_after_receive: 1 }),
    NOON_MS + TAKES_MS,
    MIDNIGHT_MS + DAY_MS,
  ],
  [
    'for two days, from tomorrow',
    relative({ wait_days_after_receive: 1, valid_days_after_receive: 2 }),
    MIDNIGHT_MS + DAY_MS,
    MIDNIGHT_MS + 3 * DAY_MS,
  ],
])('a voucher is valid %s, and its expiry is notified', async (_, useTime, fromMs, untilMs) => {
  const activityId = await open({ useTime })
  const [early, late] = [await claim(activityId), await claim(activityId)]
  const claimedAtMs = NOON_MS + TAKES_MS
  if (fromMs > claimedAtMs) {
    expect(await spend('use', activityId, early)).toBe('VOUCHER_NOT_IN_VALID_TIME')
  }
  await bench.context.clock.advance(fromMs - claimedAtMs)
  expect(await spend('use', activityId, early)).toBe('10000')
  await bench.context.clock.advance(untilMs - fromMs - 1)
  expect(statusOf(late)).toBe('ENABLED')
  await bench.context.clock.advance(1)
  expect(statusOf(late)).toBe('EXPIRED')
  expect(await spend('use', activityId, late)).toBe('VOUCHER_NOT_IN_VALID_TIME')
  expect(eventsTold().filter((event) => event === 'expired')).toHaveLength(1)
})

test('a voucher returned too late is expired, with a notification', async () => {
  const activityId = await open({ useTime: relative({ valid_days_after_receive: 1 }) })
  const code = await claim(activityId)
  await spend('use', activityId, code)
  await bench.context.clock.advance(DAY_MS)
  expect(eventsTold()).not.toContain('expired')
  await spend('refund', activityId, code)
  await bench.context.clock.advance(0)
  expect(statusOf(code)).toBe('EXPIRED')
  expect(eventsTold().filter((event) => event === 'expired')).toHaveLength(1)
})

test('operations on an activity are sequential', async () => {
  const activity_id = await open()
  await call('append', { activity_id, voucher_quantity: 20 })
  expect(await call('stop', { activity_id })).toMatchObject({ sub_code: 'ACTIVITY_STATUS_ERROR' })
  expect(await call('query', { activity_id })).toMatchObject({
    activity_base_info: { activity_status: 'ACTIVE', activity_operation_status: 'APPENDING' },
    voucher_send_mode_info: { voucher_send_rule_info: { quantity: 10 } },
  })
  await bench.context.clock.advance(TAKES_MS)
  expect(await call('stop', { activity_id })).toMatchObject({ code: '10000' })
})

test('every event of an activity and its vouchers is notified, signed', async () => {
  const activity_id = await open()
  await call('append', { activity_id, voucher_quantity: 20 })
  await bench.context.clock.advance(TAKES_MS)
  const voucher_code = await claim(activity_id)
  await spend('use', activity_id, voucher_code)
  await call('stop', { activity_id })
  await bench.context.clock.advance(TAKES_MS)
  expect(eventsTold()).toEqual(['created', 'appended', 'received', 'used', 'stopped'])
  const received = messages()[2] ?? {}
  expect(JSON.parse(received['biz_content'] ?? '')).toMatchObject({
    ...{ activity_id, voucher_code, open_id: BUYER },
    event_time: String(NOON_MS + 2 * TAKES_MS),
  })
  expect(messages().every(isGenuine)).toBe(true)
  expect(isGenuine({ ...received, biz_content: '{}' })).toBe(false)
})

function isGenuine({ sign = '', sign_type: type, ...told }: Record<string, string>): boolean {
  const text = Object.keys(told)
    .sort()
    .map((name) => `${name}=${told[name]}`)
    .join('&')
  const { alipayPublicKeyPem: key } = bench.gateway.credentials
  return type === 'RSA2' && createVerify('RSA-SHA256').update(text).verify(key, sign, 'base64')
}

test('a message is retried until acknowledged, with and without faults', async () => {
  const match = { status: 'alipay.marketing.activity.message.created' }
  bench.context.faults.arm({ at: 'alipay.notify', kind: 'lost', match })
  await open()
  expect(messages()).toEqual([])
  await bench.context.clock.advance(DAY_MS)
  expect(eventsTold()).toEqual(['created'])
})

test('an operation pending at a restart completes after it', async () => {
  const { context } = bench
  const created = await call('create', anActivity())
  context.clock.stop()
  const { alipay: keys } = await testInstallation()
  const restarted = createAlipay(context, { keys })
  await context.clock.advance(TAKES_MS)
  const activityId = String(created?.['activity_id'])
  const claimed = await restarted.claimVoucher({ activityId, voucherCode: 'CODE' }, BUYER)
  expect(claimed.ok).toBe(true)
})
