import { openWechatPayBench, type WechatPayBench } from './bench'
import { isSignedBy, type WechatPayReply } from '../../contracts/wechat-pay/merchant'

const MINUTE_MS = 60_000

let bench: WechatPayBench
beforeAll(async () => {
  bench = await openWechatPayBench()
})
afterAll(() => bench.close())

const query = (outTradeNo = 'T20261121-9999') =>
  `/v3/pay/transactions/out-trade-no/${outTradeNo}?mchid=${bench.keys.mchid}`

const isSigned = (reply: WechatPayReply, pem: string) =>
  isSignedBy(pem, { header: (name) => reply.headers.get(name) ?? '', text: reply.text })

describe('refuses, with 401 SIGN_ERROR and no signature', () => {
  test.each<[string, (header: string) => string]>([
    ['another scheme', (header) => header.replace('WECHATPAY2-SHA256-RSA2048', 'Bearer')],
    ['a scheme alone', () => 'WECHATPAY2-SHA256-RSA2048'],
    ['a header without a nonce', (header) => header.replace(/,nonce_str="[^"]*"/, '')],
    ['a field that is not one of the five', (header) => `${header},more="x"`],
    ['a duplicate field', (header) => header.replace(/,nonce_str="[^"]*"/, ',mchid="1"')],
    ['spaces between the fields', (header) => header.replaceAll(',', ', ')],
    ['single quotes', (header) => header.replaceAll('"', "'")],
    ['another merchant', (header) => header.replace(/mchid="\d+"/, 'mchid="1900000000"')],
    ['another certificate', (header) => header.replace(/serial_no="\w/, 'serial_no="0')],
    ['a changed nonce', (header) => header.replace(/nonce_str="/, 'nonce_str="x')],
    ['garbage as a signature', (header) => header.replace(/signature="[^"]*"/, 'signature="!"')],
    ['a timestamp as words', (header) => header.replace(/timestamp="\d+"/, 'timestamp="now"')],
  ])('%s', async (_, authorization) => {
    const reply = await bench.merchant.call('GET', query(), { authorization })
    expect(reply).toMatchObject({ status: 401, body: { code: 'SIGN_ERROR' } })
    expect(reply.headers.has('wechatpay-signature')).toBe(false)
  })
})

test.each([
  ['takes', 5 * MINUTE_MS, 404],
  ['takes', -5 * MINUTE_MS, 404],
  ['refuses', 5 * MINUTE_MS + 1000, 401],
  ['refuses', -5 * MINUTE_MS - 1000, 401],
])('%s a request whose clock is off by %d ms', async (_, offMs, status) => {
  const nowMs = bench.context.clock.now() + offMs
  expect(await bench.merchant.call('GET', query(), { nowMs })).toMatchObject({ status })
})

test('returns the verified text after a wrong signature, with the body shortened', async () => {
  const path = '/v3/pay/transactions/jsapi'
  const reply = await bench.merchant.call('POST', path, {
    body: bench.order(),
    authorization: (header) => header.replace(/nonce_str="[^"]*"/, 'nonce_str="other"'),
  })
  const timestamp = bench.context.clock.now() / 1000
  expect(reply.body).toMatchObject({
    detail: {
      sign_information: {
        method: 'POST',
        url: path,
        truncated_sign_message: `POST\n${path}\n${timestamp}\nother\n{"appid"\n`,
      },
    },
  })
})

test('verifies path and query as received, not decoded', async () => {
  const reply = await bench.merchant.call('GET', query('A%7CB%2AC_1-2'))
  expect(reply.body).toMatchObject({ code: 'ORDER_NOT_EXIST' })
})

test('refuses an anonymous caller where it looks at User-Agent', async () => {
  const headers = { 'user-agent': '' }
  const refund = await bench.merchant.call('GET', '/v3/certificates', { headers })
  const trade = await bench.merchant.call('GET', query(), { headers })
  expect(refund).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } })
  expect(trade).toMatchObject({ status: 404 })
})

describe('signs its answers', () => {
  const certificateOf = () => bench.keys.platformCertificates[0]

  test('with its certificate unless another key is requested', async () => {
    const reply = await bench.merchant.call('GET', '/v3/certificates')
    expect(reply.headers.get('wechatpay-serial')).toBe(certificateOf()?.serial)
    expect(isSigned(reply, certificateOf()?.certificatePem ?? '')).toBe(true)
  })

  test('with the public key’s key when the request names it', async () => {
    const { id, publicKeyPem } = bench.keys.platformKey
    const reply = await bench.merchant.call('GET', '/v3/certificates', {
      headers: { 'Wechatpay-Serial': id },
    })
    expect(reply.headers.get('wechatpay-serial')).toBe(id)
    expect(isSigned(reply, publicKeyPem)).toBe(true)
  })

  test('also without a body', async () => {
    await bench.prepay('T-no-body')
    const reply = await bench.merchant.call(
      'POST',
      '/v3/pay/transactions/out-trade-no/T-no-body/close',
      { body: { mchid: bench.keys.mchid } },
    )
    expect(reply).toMatchObject({ status: 204, text: '' })
    expect(isSigned(reply, certificateOf()?.certificatePem ?? '')).toBe(true)
  })

  test('also when it refuses, unless switched off', async () => {
    const refusal = await bench.merchant.call('GET', query())
    const silent = await openWechatPayBench({ switches: { signsRefusals: false } })
    const unsigned = await silent.merchant.call('GET', query())
    await silent.close()
    expect(isSigned(refusal, certificateOf()?.certificatePem ?? '')).toBe(true)
    expect(unsigned).toMatchObject({ status: 404 })
    expect(unsigned.headers.has('wechatpay-signature')).toBe(false)
  })

  test('and refuses to use a key that it does not have', async () => {
    const headers = { 'Wechatpay-Serial': 'PUB_KEY_ID_LOCALnone' }
    const reply = await bench.merchant.call('GET', query(), { headers })
    expect(reply).toMatchObject({ status: 400, body: { code: 'PARAM_ERROR' } })
  })
})

test('a merchant of the public-key mode has no certificates', async () => {
  const modern = await openWechatPayBench({
    changeKeys: (keys) => ({ ...keys, platformCertificates: [] }),
  })
  const reply = await modern.merchant.call('GET', '/v3/certificates')
  await modern.close()
  expect(reply).toMatchObject({ status: 404, body: { code: 'RESOURCE_NOT_EXISTS' } })
  expect(isSigned(reply, modern.keys.platformKey.publicKeyPem)).toBe(true)
})

test('spells its codes the other way when switched', async () => {
  const old = await openWechatPayBench({ switches: { spelling: 'joined' } })
  const reply = await old.merchant.call('GET', query())
  await old.close()
  expect(reply.body).toMatchObject({ code: 'ORDERNOTEXIST' })
})

test('names the number of a known error in Request-ID', async () => {
  const reply = await bench.merchant.call('GET', query())
  expect(reply.headers.get('request-id')).toMatch(/^[0-9A-F]{40}-268512771$/)
})

test('has nothing else', async () => {
  expect(await bench.merchant.call('GET', '/v3/unheard/of')).toMatchObject({
    status: 404,
    text: '',
  })
})
