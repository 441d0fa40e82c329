import { createPublicKey, createVerify } from 'node:crypto'
import type { AlipaySwitches } from '../../src/alipay/context'
import { NOTICE_FAULTS } from '../../src/alipay/notice/notice-fault'
import { createAlipay } from '../../src/alipay/service'
import { parseDateTime } from '../../src/gateway/china-time'
import { type AlipayBench, BUYER, openAlipayBench } from './bench'
import { testInstallation } from '../wechat-pay/bench'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

let bench: AlipayBench
async function open(switches: Partial<AlipaySwitches> = {}) {
  bench = await openAlipayBench({ switches })
}
beforeEach(() => open())
afterEach(() => bench.close())

async function payOne(changes: object = {}): Promise<void> {
  await bench.gateway.pay(await bench.create('T000001', changes), BUYER)
  await bench.context.clock.advance(0)
}
const refund = (amount: string, requestNo: string) =>
  bench.merchant.call('alipay.trade.refund', {
    out_trade_no: 'T000001',
    refund_amount: amount,
    out_request_no: requestNo,
  })

type Form = Readonly<Record<string, string>>
const told = (): Form[] =>
  bench.server.received.map(({ body }) => Object.fromEntries(new URLSearchParams(body)))

/** Verification as the pages describe: all but sign and sign_type, sorted, decoded. */
function isGenuine({ sign = '', sign_type: type, ...rest }: Form = {}): boolean {
  const text = Object.keys(rest)
    .sort()
    .map((name) => `${name}=${rest[name]}`)
    .join('&')
  const key = createPublicKey(bench.gateway.credentials.alipayPublicKeyPem)
  return type === 'RSA2' && createVerify('RSA-SHA256').update(text).verify(key, sign, 'base64')
}

test('a payment is notified immediately, signed, without empty values, and once if acknowledged', async () => {
  await payOne({ passback_params: 'a%3Db' })
  await bench.context.clock.advance(26 * HOUR_MS)
  const [form, ...more] = told()
  expect(more).toEqual([])
  expect(isGenuine(form)).toBe(true)
  expect(form).toMatchObject({
    notify_type: 'trade_status_sync',
    trade_status: 'TRADE_SUCCESS',
    out_trade_no: 'T000001',
    total_amount: '285.00',
    buyer_open_id: BUYER,
    passback_params: 'a%3Db',
    gmt_payment: '2026-11-21 14:05:20',
  })
  expect(Object.values(form ?? {})).not.toContain('')
})

test('an unacknowledged notification is sent 8 times, on the published schedule', async () => {
  bench.server.answer(500)
  await payOne()
  await bench.context.clock.advance(72 * HOUR_MS)
  const instants = told().map(({ notify_time: at = '' }) => parseDateTime(at) ?? NaN)
  const waits = instants.slice(1).map((at, index) => (at - (instants[index] ?? 0)) / MINUTE_MS)
  expect(waits).toEqual([4, 10, 10, 60, 120, 360, 900]) // 4m,10m,10m,1h,2h,6h,15h
})

test('each delivery has the same id and a new signature', async () => {
  bench.server.answer(500)
  await payOne()
  await bench.context.clock.advance(24 * MINUTE_MS)
  expect(told()).toHaveLength(4)
  expect(told().every(isGenuine)).toBe(true)
  expect(new Set(told().map(({ notify_id: id }) => id)).size).toBe(1)
  expect(new Set(told().map(({ sign }) => sign)).size).toBe(4)
})

test.each([
  [200, 'success', 1],
  [200, 'SUCCESS', 2],
  [200, 'success\n', 2],
  [200, '"success"', 2],
  [200, '', 2],
  [201, 'success', 2],
  [302, 'success', 2],
  [500, 'success', 2],
])('an answer of %i %j makes it %i deliveries within four minutes', async (status, body, count) => {
  bench.server.answer(status, body)
  await payOne()
  await bench.context.clock.advance(4 * MINUTE_MS)
  expect(bench.server.received).toHaveLength(count)
})

test('no answer within the deadline counts as unacknowledged', async () => {
  await bench.close()
  await open({ ackDeadlineMs: 200 })
  bench.server.hang()
  await payOne()
  bench.server.answer(200, 'success')
  await bench.context.clock.advance(4 * MINUTE_MS)
  expect(bench.server.received).toHaveLength(2)
})

test('an unacknowledged notification is sent again after a restart', async () => {
  bench.server.answer(500)
  await payOne()
  bench.context.clock.stop()
  createAlipay(bench.context, { keys: (await testInstallation()).alipay })
  bench.server.answer(200, 'success')
  await bench.context.clock.advance(HOUR_MS)
  expect(bench.server.received).toHaveLength(2)
})

test('a trade without notify_url is not notified', async () => {
  const { node } = await bench.merchant.call('alipay.trade.create', bench.order())
  await bench.gateway.pay(String(node?.['trade_no']), BUYER)
  await bench.context.clock.advance(HOUR_MS)
  expect(told()).toEqual([])
})

describe('a refund', () => {
  beforeEach(() => payOne())

  test('in part sends TRADE_SUCCESS again, with the refund', async () => {
    await refund('85.00', 'R1')
    await bench.context.clock.advance(0)
    expect(told().at(-1)).toMatchObject({
      trade_status: 'TRADE_SUCCESS',
      out_biz_no: 'R1',
      refund_fee: '85.00',
      gmt_refund: '2026-11-21 14:05:20.000',
    })
  })

  test('in full sends TRADE_CLOSED', async () => {
    await refund('285.00', 'R1')
    await bench.context.clock.advance(0)
    expect(told().at(-1)).toMatchObject({ trade_status: 'TRADE_CLOSED', refund_fee: '285.00' })
  })

  test('that is a repeat sends nothing', async () => {
    await refund('85.00', 'R1')
    await refund('85.00', 'R1')
    await bench.context.clock.advance(0)
    expect(told()).toHaveLength(2)
  })
})

test('a full refund sends nothing when switched off', async () => {
  await bench.close()
  await open({ notifiesFullRefund: false })
  await payOne()
  await refund('285.00', 'R1')
  await bench.context.clock.advance(0)
  expect(told()).toHaveLength(1)
})

describe('the fault', () => {
  /** Notifications received within five minutes by a server that answers `success`. */
  async function hearUnder(kind: string, details: Readonly<Record<string, unknown>> = {}) {
    bench.context.faults.arm({ at: 'alipay.notify', kind, with: details })
    await payOne()
    await bench.context.clock.advance(5 * MINUTE_MS)
    return told()
  }

  test('lost: nothing arrives, and the next delivery does', async () => {
    const forms = await hearUnder('lost')
    expect(forms.map(({ notify_time: at }) => at)).toEqual(['2026-11-21 14:09:20'])
  })

  test('duplicate: it arrives several times immediately', async () => {
    expect(await hearUnder('duplicate', { copies: 3 })).toHaveLength(3)
  })

  test('late: it arrives once, later', async () => {
    const forms = await hearUnder('late', { delayMs: 7_000 })
    expect(forms.map(({ notify_time: at }) => at)).toEqual(['2026-11-21 14:05:27'])
  })

  test('unknown-fields: the notification has additional fields, and counts', async () => {
    const [form, ...more] = await hearUnder('unknown-fields')
    expect(form).toHaveProperty('local_unknown_field')
    expect(isGenuine(form)).toBe(true)
    expect(more).toEqual([])
  })

  test('never: nothing arrives, now or later', async () => {
    await hearUnder('never')
    await bench.context.clock.advance(25 * 60 * MINUTE_MS)
    expect(told()).toEqual([])
  })

  test('again: an acknowledged one is sent once more, under the same id', async () => {
    const [first, second, ...more] = await hearUnder('again')
    expect(isGenuine(second)).toBe(true)
    expect(second?.['notify_id']).toBe(first?.['notify_id'])
    expect(second?.['notify_time']).not.toBe(first?.['notify_time'])
    expect(more).toEqual([])
  })

  test('replayed: the identical form arrives once more, later', async () => {
    const [first, second, ...more] = await hearUnder('replayed', { delayMs: 9_000 })
    expect(second).toEqual(first)
    expect(more).toEqual([])
  })

  test('repeated-field: a second amount follows the signed one', async () => {
    await hearUnder('repeated-field')
    const [form] = bench.server.received
    expect(new URLSearchParams(form?.body).getAll('total_amount')).toEqual(['285.00', '0.01'])
  })

  test('odd-sign-type: signed with an unknown type', async () => {
    const [counterfeit, genuine] = await hearUnder('odd-sign-type')
    expect(counterfeit).toMatchObject({ sign_type: 'XX' })
    expect(genuine).toMatchObject({ sign_type: 'RSA2' })
  })

  test.each([['forged'], ['tampered'], ['sha1']])(
    '%s: the signature is invalid, and the genuine notification follows',
    async (kind) => {
      const [counterfeit, genuine] = await hearUnder(kind)
      expect(isGenuine(counterfeit)).toBe(false)
      expect(isGenuine(genuine)).toBe(true)
    },
  )

  test('sha1 is by Alipay’s own key, with the old algorithm', async () => {
    const [{ sign = '', sign_type: type, ...rest } = {}] = await hearUnder('sha1')
    const text = Object.entries(rest)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}=${value}`)
      .join('&')
    const key = createPublicKey(bench.gateway.credentials.alipayPublicKeyPem)
    expect(type).toBe('RSA')
    expect(createVerify('RSA-SHA1').update(text).verify(key, sign, 'base64')).toBe(true)
  })

  test.each([
    ['stale-timestamp', '2026-11-20 14:05:20'],
    ['future-timestamp', '2026-11-22 14:05:20'],
  ])('%s: correctly signed, at %s', async (kind, notify_time) => {
    const [counterfeit] = await hearUnder(kind)
    expect(isGenuine(counterfeit)).toBe(true)
    expect(counterfeit).toMatchObject({ notify_time })
  })

  test.each([
    ['wrong-amount', { total_amount: '284.99' }],
    ['wrong-appid', { app_id: '9021000000000000' }],
    ['wrong-seller', { seller_id: '2088000000000000' }],
    ['wrong-payer', { buyer_open_id: 'LOCALsomebodyelse' }],
    ['wrong-trade', { out_trade_no: 'LOCALunknown' }],
  ])('%s: correctly signed, but false', async (kind, lie) => {
    const [counterfeit, genuine] = await hearUnder(kind)
    expect(isGenuine(counterfeit)).toBe(true)
    expect(counterfeit).toMatchObject(lie)
    expect(genuine).not.toMatchObject(lie)
  })

  test('every kind is covered above', () => {
    expect([...NOTICE_FAULTS.keys()].sort()).toEqual([
      'again',
      'duplicate',
      'forged',
      'future-timestamp',
      'lost',
      'never',
      'odd-sign-type',
      'repeated-field',
      'replayed',
      'sha1',
      'stale-timestamp',
      'tampered',
      'unknown-fields',
      'wrong-amount',
      'wrong-appid',
      'wrong-payer',
      'wrong-seller',
      'wrong-trade',
    ])
  })
})
