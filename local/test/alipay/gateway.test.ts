import { createSign } from 'node:crypto'
import type { AlipayCallOptions } from '../../contracts/alipay/merchant'
import { type AlipayBench, openAlipayBench } from './bench'
import { testInstallation } from '../wechat-pay/bench'

const MINUTE_MS = 60_000

let bench: AlipayBench
beforeAll(async () => {
  bench = await openAlipayBench()
})
afterAll(() => bench.close())

const query = (options?: AlipayCallOptions, method = 'alipay.trade.query') =>
  bench.merchant.call(method, { out_trade_no: 'never' }, options)

describe('refuses, in order of precedence', () => {
  test.each<[string, NonNullable<AlipayCallOptions['parameters']>, string]>([
    ['a call without app', { app_id: undefined }, 'isv.missing-app-id'],
    ['an unknown app', { app_id: '2021000000000000' }, 'isv.invalid-app-id'],
    ['a call without method', { method: undefined }, 'isv.missing-method'],
    ['a call without sign_type', { sign_type: undefined }, 'isv.missing-signature-type'],
    ['SHA-1', { sign_type: 'RSA' }, 'isv.invalid-signature-type'],
    ['a call without time', { timestamp: undefined }, 'isv.missing-timestamp'],
    ['a call without version', { version: undefined }, 'isv.missing-version'],
    ['XML', { format: 'XML' }, 'isv.invalid-format'],
    ['another charset', { charset: 'GBK' }, 'isv.invalid-charset'],
    ['a time in another format', { timestamp: '2026-11-21T14:05:20' }, 'isv.invalid-timestamp'],
    ['an impossible time', { timestamp: '2026-11-31 14:05:20' }, 'isv.invalid-timestamp'],
    ['a time in another zone', { timestamp: '2026-11-21 06:05:20' }, 'isv.invalid-timestamp'],
  ])('%s', async (_, parameters, subCode) => {
    expect((await query({ parameters })).node).toMatchObject({ sub_code: subCode })
  })

  test('a call without signature', async () => {
    const { node } = await query({
      tamper: ({ sign: _sign, ...sent }) => sent,
    })
    expect(node).toMatchObject({ code: '40001', sub_code: 'isv.missing-signature' })
  })

  test('a wrong signature, with the verified text', async () => {
    const { node } = await query({ tamper: (sent) => ({ ...sent, version: '2.0' }) })
    expect(node).toMatchObject({ code: '40002', sub_code: 'isv.invalid-signature' })
    expect(node?.['sub_msg']).toMatch(/app_id=.*&version=2\.0$/)
  })

  test('an unknown method', async () => {
    const { node, nodeName } = await query({}, 'alipay.unheard.of')
    expect(nodeName).toBe('error_response')
    expect(node).toMatchObject({ sub_code: 'isv.invalid-method' })
  })

  test('content that is not JSON', async () => {
    const { node } = await query({ parameters: { biz_content: '{' } })
    expect(node).toMatchObject({ code: '40004', sub_code: 'ACQ.INVALID_PARAMETER' })
  })
})

test.each([
  ['takes', 10 * MINUTE_MS, 'ACQ.TRADE_NOT_EXIST'],
  ['takes', -10 * MINUTE_MS, 'ACQ.TRADE_NOT_EXIST'],
  ['refuses', 10 * MINUTE_MS + 1000, 'isv.invalid-timestamp'],
])('%s a call whose clock is off by %d ms', async (_, offMs, subCode) => {
  const nowMs = bench.context.clock.now() + offMs
  expect((await query({ nowMs })).node).toMatchObject({ sub_code: subCode })
})

test('accepts empty values signed, and left out of the signature', async () => {
  const { alipay: keys } = await testInstallation()
  const signedWith = await query({ parameters: { app_auth_token: '' } })
  const signedWithout = await query({
    parameters: { app_auth_token: '' },
    tamper({ sign: _sign, ...sent }) {
      const text = Object.entries(sent)
        .filter(([, value]) => value !== '')
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => `${name}=${value}`)
        .join('&')
      const sign = createSign('RSA-SHA256').update(text).sign(keys.app.privateKeyPem, 'base64')
      return { ...sent, sign }
    },
  })
  expect(signedWith.node).toMatchObject({ sub_code: 'ACQ.TRADE_NOT_EXIST' })
  expect(signedWithout.node).toMatchObject({ sub_code: 'ACQ.TRADE_NOT_EXIST' })
})

test('always answers 200 with the content type HTML and a trace_id', async () => {
  const { headers, status } = await query({ parameters: { app_id: '2021000000000000' } })
  expect(status).toBe(200)
  expect(headers.get('content-type')).toMatch(/^text\/html/)
  expect(headers.get('trace_id')).toMatch(/^0b[0-9a-f]{28}$/)
})

test('signs nothing for an unknown app', async () => {
  const stranger = await query({ parameters: { app_id: '2021000000000000' } })
  const known = await query()
  expect(stranger.text).not.toContain('"sign"')
  expect(known.isSigned).toBe(true)
})

test.each([
  [true, '\\/'],
  [false, '/'],
])('writes slashes escaped when %p, and signs them so', async (escapesSlashes, slash) => {
  const { close, create, merchant } = await openAlipayBench({ switches: { escapesSlashes } })
  await create('T/1')
  const reply = await merchant.call('alipay.trade.query', { out_trade_no: 'T/1' })
  await close()
  expect(reply.text).toContain(`"out_trade_no":"T${slash}1"`)
  expect(reply.isSigned).toBe(true)
})

describe('faults', () => {
  const create = () => bench.merchant.call('alipay.trade.create', bench.order())

  test.each([
    ['http-500', 500, false],
    ['html-502', 502, false],
    ['garbage', 200, false],
    ['bad-signature', 200, false],
    ['unsigned', 200, false],
    [undefined, 200, true],
  ])('%p answers %i; signed: %p', async (kind, status, isSigned) => {
    if (kind) bench.context.faults.arm({ at: 'alipay.create', kind })
    expect(await create()).toMatchObject({ status, isSigned })
  })

  test.each([
    ['isp.unknow-error', '20000'],
    ['ACQ.SELLER_BALANCE_NOT_ENOUGH', '40004'],
    ['no such code', '40004'],
  ])('refuses %s on demand as %s', async (code, expected) => {
    bench.context.faults.arm({ at: 'alipay.create', kind: 'refuses', with: { code } })
    expect((await create()).node).toMatchObject({ code: expected })
  })
})
