import { createWechatPay } from '../../src/wechat-pay/service'
import { NOTICE_FAULTS } from '../../src/wechat-pay/notice/notice-fault'
import { OPEN_ID, openWechatPayBench, type WechatPayBench } from './bench'
import { isSignedBy, type SealedResource, unseal } from '../../contracts/wechat-pay/merchant'
import type { ReceivedNotice } from '../gateway/merchant-server'

const SECOND_MS = 1_000
const HOUR_MS = 3_600_000
/** The schedule as WeChat Pay's pages print it. */
const SCHEDULE = '15s/15s/30s/3m/10m/20m/30m/30m/30m/60m/3h/3h/3h/6h/6h'

let bench: WechatPayBench
beforeEach(async () => {
  bench = await openWechatPayBench()
})
afterEach(() => bench.close())

async function payOne(): Promise<void> {
  const prepayId = await bench.prepay('T000001')
  await bench.gateway.pay(prepayId, OPEN_ID)
  await bench.context.clock.advance(0)
}

const timestampOf = ({ headers }: ReceivedNotice) => Number(headers['wechatpay-timestamp'])
const isGenuine = ({ body, headers }: ReceivedNotice) =>
  isSignedBy(bench.keys.platformKey.publicKeyPem, {
    header: (name) => headers[name] ?? '',
    text: body,
  })
const envelopeOf = ({ body }: ReceivedNotice) =>
  JSON.parse(body) as { id: string; event_type: string; resource: SealedResource }
const resourceOf = (notice: ReceivedNotice) =>
  JSON.parse(unseal(envelopeOf(notice).resource, bench.keys.apiV3Key)) as object

test('a payment is notified immediately, sealed and signed, and once if acknowledged', async () => {
  await payOne()
  await bench.context.clock.advance(25 * HOUR_MS)
  const [notice, ...more] = bench.server.received
  expect(more).toEqual([])
  expect(notice && envelopeOf(notice)).toMatchObject({
    event_type: 'TRANSACTION.SUCCESS',
    resource_type: 'encrypt-resource',
    resource: { algorithm: 'AEAD_AES_256_GCM', original_type: 'transaction' },
  })
  expect(notice && isGenuine(notice)).toBe(true)
  expect(notice && resourceOf(notice)).toMatchObject({
    out_trade_no: 'T000001',
    trade_state: 'SUCCESS',
    amount: { total: 17720, currency: 'CNY' },
    payer: { openid: OPEN_ID },
  })
})

test('an unacknowledged notification is sent 16 times, on the published schedule', async () => {
  bench.server.answer(500)
  await payOne()
  await bench.context.clock.advance(72 * HOUR_MS)
  const instants = bench.server.received.map(timestampOf)
  const waits = instants.slice(1).map((at, index) => at - (instants[index] ?? 0))
  expect(waits.map(spell).join('/')).toBe(SCHEDULE)
})

test('each delivery has the same id and a new signature', async () => {
  bench.server.answer(500)
  await payOne()
  await bench.context.clock.advance(60 * SECOND_MS)
  const { received } = bench.server
  expect(received).toHaveLength(4)
  expect(received.every(isGenuine)).toBe(true)
  expect(new Set(received.map((notice) => envelopeOf(notice).id)).size).toBe(1)
  expect(new Set(received.map(({ headers }) => headers['wechatpay-nonce'])).size).toBe(4)
})

test.each([
  [204, 1],
  [200, 1],
  [201, 2],
  [302, 2],
  [401, 2],
  [500, 2],
])('an answer of %i makes it %i deliveries within 15 seconds', async (status, count) => {
  bench.server.answer(status)
  await payOne()
  await bench.context.clock.advance(15 * SECOND_MS)
  expect(bench.server.received).toHaveLength(count)
})

test('no answer within the deadline counts as unacknowledged', async () => {
  await bench.close()
  bench = await openWechatPayBench({ switches: { ackDeadlineMs: 200 } })
  bench.server.hang()
  await payOne()
  bench.server.answer(200)
  await bench.context.clock.advance(15 * SECOND_MS)
  expect(bench.server.received).toHaveLength(2)
})

test('an unacknowledged notification is sent again after a restart', async () => {
  bench.server.answer(500)
  await payOne()
  bench.context.clock.stop()
  createWechatPay(bench.context, { keys: bench.keys })
  bench.server.answer(200)
  await bench.context.clock.advance(HOUR_MS)
  expect(bench.server.received).toHaveLength(2)
})

test('during the change to the public key both keys are in use', async () => {
  const changing = await openWechatPayBench({ switches: { publicKeyPercent: 50 } })
  changing.server.answer(500)
  await changing.gateway.pay(await changing.prepay('T000001'), OPEN_ID)
  await changing.context.clock.advance(25 * HOUR_MS)
  await changing.close()
  const serials = changing.server.received.map(({ headers }) => headers['wechatpay-serial'])
  expect(new Set(serials)).toEqual(
    new Set([changing.keys.platformKey.id, changing.keys.platformCertificates[0]?.serial]),
  )
})

describe('the fault', () => {
  /** Notifications received within 20 seconds by a server that answers 200. */
  async function hearUnder(kind: string, details: Readonly<Record<string, unknown>> = {}) {
    bench.context.faults.arm({ at: 'wechat-pay.notify', kind, with: details })
    await payOne()
    await bench.context.clock.advance(20 * SECOND_MS)
    return bench.server.received
  }

  test('lost: nothing arrives, and the next delivery does', async () => {
    const [notice, ...more] = await hearUnder('lost')
    expect(notice && timestampOf(notice) * SECOND_MS).toBe(bench.context.clock.now() - 5_000)
    expect(more).toEqual([])
  })

  test('duplicate: it arrives several times immediately', async () => {
    expect(await hearUnder('duplicate', { copies: 5 })).toHaveLength(5)
  })

  test('late: it arrives once, later', async () => {
    const [notice, ...more] = await hearUnder('late', { delayMs: 7_000 })
    expect(notice && timestampOf(notice) * SECOND_MS).toBe(bench.context.clock.now() - 13_000)
    expect(more).toEqual([])
  })

  test('unknown-fields: the notification has additional fields, and counts', async () => {
    const [notice, ...more] = await hearUnder('unknown-fields')
    expect(notice && isGenuine(notice)).toBe(true)
    expect(notice && envelopeOf(notice)).toHaveProperty('local_unknown_field')
    expect(notice && resourceOf(notice)).toHaveProperty('local_unknown_field')
    expect(more).toEqual([])
  })

  test('never: nothing arrives, now or later', async () => {
    await hearUnder('never')
    await bench.context.clock.advance(25 * HOUR_MS)
    expect(bench.server.received).toEqual([])
  })

  test('again: an acknowledged one is sent once more, under the same id', async () => {
    const [first, second, ...more] = await hearUnder('again')
    expect(second && isGenuine(second)).toBe(true)
    expect(second && envelopeOf(second).id).toBe(first && envelopeOf(first).id)
    expect(second?.headers['wechatpay-nonce']).not.toBe(first?.headers['wechatpay-nonce'])
    expect(more).toEqual([])
  })

  test('replayed: the identical bytes arrive once more, later', async () => {
    const [first, second, ...more] = await hearUnder('replayed', { delayMs: 9_000 })
    const signed = (notice?: ReceivedNotice) =>
      notice && [notice.body, notice.headers['wechatpay-timestamp']]
    expect(signed(second)).toEqual(signed(first))
    expect(more).toEqual([])
  })

  test('empty-aad: sealed without associated data, and counts', async () => {
    const [notice, ...more] = await hearUnder('empty-aad')
    expect(notice && envelopeOf(notice)).toMatchObject({ resource: { associated_data: '' } })
    expect(notice && resourceOf(notice)).toMatchObject({ amount: { total: 17720 } })
    expect(more).toEqual([])
  })

  test('wrong-aad: only the GCM tag reveals it', async () => {
    const [counterfeit, genuine] = await hearUnder('wrong-aad')
    expect(counterfeit && isGenuine(counterfeit)).toBe(true)
    expect(() => counterfeit && resourceOf(counterfeit)).toThrow()
    expect(genuine && resourceOf(genuine)).toMatchObject({ amount: { total: 17720 } })
  })

  test.each([
    ['pretty-printed', /^\{\n {2}"id"/],
    ['unicode-escaped', /"summary":"(\\u[0-9a-f]{4}){4}"/],
  ])('%s: the same JSON with other bytes, which are signed', async (kind, pattern) => {
    const [notice, ...more] = await hearUnder(kind)
    expect(notice?.body).toMatch(pattern)
    expect(notice && isGenuine(notice)).toBe(true)
    expect(notice && resourceOf(notice)).toMatchObject({ amount: { total: 17720 } })
    expect(more).toEqual([])
  })

  test('other-key: genuine, but under the certificate, and counts', async () => {
    const [notice, ...more] = await hearUnder('other-key')
    const [certificate] = bench.keys.platformCertificates
    expect(notice?.headers['wechatpay-serial']).toBe(certificate?.serial)
    expect(
      isSignedBy(certificate?.certificatePem ?? '', {
        header: (name) => notice?.headers[name] ?? '',
        text: notice?.body ?? '',
      }),
    ).toBe(true)
    expect(more).toEqual([])
  })

  test.each([['forged'], ['unknown-serial'], ['signtest']])(
    '%s: the signature is not WeChat Pay’s, and the genuine notice follows',
    async (kind) => {
      const [counterfeit, genuine] = await hearUnder(kind)
      expect(counterfeit && isGenuine(counterfeit)).toBe(false)
      expect(genuine && isGenuine(genuine)).toBe(true)
    },
  )

  test('signtest is marked', async () => {
    const [probe] = await hearUnder('signtest')
    expect(probe?.headers['wechatpay-signature']).toMatch(/^WECHATPAY\/SIGNTEST\//)
  })

  test('unknown-serial can have any serial number', async () => {
    const [counterfeit] = await hearUnder('unknown-serial', { serial: 'constructor' })
    expect(counterfeit?.headers['wechatpay-serial']).toBe('constructor')
  })

  test('tampered: only the GCM tag reveals it', async () => {
    const [counterfeit, genuine] = await hearUnder('tampered')
    expect(counterfeit && isGenuine(counterfeit)).toBe(true)
    expect(() => counterfeit && resourceOf(counterfeit)).toThrow()
    expect(genuine && resourceOf(genuine)).toMatchObject({ amount: { total: 17720 } })
  })

  test.each([
    ['stale-timestamp', -600],
    ['future-timestamp', 600],
  ])('%s: correctly signed, for another time', async (kind, offSeconds) => {
    const [counterfeit] = await hearUnder(kind)
    const paidAt = (bench.context.clock.now() - 20_000) / SECOND_MS
    expect(counterfeit && isGenuine(counterfeit)).toBe(true)
    expect(counterfeit && timestampOf(counterfeit)).toBe(paidAt + offSeconds)
  })

  test.each([
    ['wrong-amount', { amount: { total: 17719 } }],
    ['wrong-currency', { amount: { total: 17720, currency: 'USD' } }],
    ['wrong-appid', { appid: 'wxLOCALother' }],
    ['wrong-mchid', { mchid: '1900000000' }],
    ['wrong-payer', { payer: { openid: 'oLOCALsomebodyelse' } }],
    ['wrong-trade', { out_trade_no: 'LOCALunknown' }],
  ])('%s: correctly signed and sealed, but false', async (kind, lie) => {
    const [counterfeit, genuine] = await hearUnder(kind)
    expect(counterfeit && isGenuine(counterfeit)).toBe(true)
    expect(counterfeit && resourceOf(counterfeit)).toMatchObject(lie)
    expect(genuine && resourceOf(genuine)).not.toMatchObject(lie)
  })

  test('every kind is covered above', () => {
    expect([...NOTICE_FAULTS.keys()].sort()).toEqual([
      'again',
      'duplicate',
      'empty-aad',
      'forged',
      'future-timestamp',
      'lost',
      'never',
      'other-key',
      'pretty-printed',
      'replayed',
      'signtest',
      'stale-timestamp',
      'tampered',
      'unicode-escaped',
      'unknown-fields',
      'unknown-serial',
      'wrong-aad',
      'wrong-amount',
      'wrong-appid',
      'wrong-currency',
      'wrong-mchid',
      'wrong-payer',
      'wrong-trade',
    ])
  })
})

function spell(seconds: number): string {
  if (seconds >= 3 * 3600) return `${seconds / 3600}h`
  return seconds >= 60 ? `${seconds / 60}m` : `${seconds}s`
}
