import { openWechatPayBench, type WechatPayBench } from './bench'
import { isSignedBy, type WechatPayReply } from '../../contracts/wechat-pay/merchant'

let bench: WechatPayBench
beforeEach(async () => {
  bench = await openWechatPayBench()
})
afterEach(() => bench.close())

const order = () =>
  bench.merchant.call('POST', '/v3/pay/transactions/jsapi', { body: bench.order() })
const isOrdered = async () => {
  const path = `/v3/pay/transactions/out-trade-no/T20261121-0001?mchid=${bench.keys.mchid}`
  return (await bench.merchant.call('GET', path)).status === 200
}
const isSigned = (reply: WechatPayReply) =>
  isSignedBy(bench.keys.platformCertificates[0]?.certificatePem ?? '', {
    header: (name) => reply.headers.get(name) ?? '',
    text: reply.text,
  })

/** Waits for a reply that must not come, no longer than a normal reply takes. */
async function isUnanswered(call: Promise<unknown>): Promise<boolean> {
  const nothing = Symbol('nothing')
  const answered = await Promise.race([call, isOrdered().then(() => nothing)])
  return answered === nothing
}

test.each([
  ['timeout-before-commit', false],
  ['timeout-after-commit', true],
])('%s: no answer; done: %p', async (kind, isDone) => {
  bench.context.faults.arm({ at: 'wechat-pay.prepay', kind })
  const call = order().catch(() => 'cut off')
  expect(await isUnanswered(call)).toBe(true)
  expect(await isOrdered()).toBe(isDone)
})

test.each([
  ['http-500', 500, false],
  ['http-500-after-commit', 500, true],
  ['html-502', 502, false],
  ['garbage', 200, true],
  ['bad-signature', 200, true],
  ['signtest-reply', 200, true],
  ['unsigned', 200, true],
])('%s: answers %i; done: %p', async (kind, status, isDone) => {
  bench.context.faults.arm({ at: 'wechat-pay.prepay', kind })
  expect(await order()).toMatchObject({ status })
  expect(await isOrdered()).toBe(isDone)
})

test.each([
  ['reset', false],
  ['reset-after-commit', true],
  ['cut-off', true],
  ['half-closed', true],
])('%s: the connection breaks; done: %p', async (kind, isDone) => {
  bench.context.faults.arm({ at: 'wechat-pay.prepay', kind })
  await expect(order()).rejects.toThrow()
  expect(await isOrdered()).toBe(isDone)
})

test.each([
  ['limited', 429, 'FREQUENCY_LIMITED'],
  ['clock-skew', 401, 'SIGN_ERROR'],
])('%s: refused with %i %s, and nothing is done', async (kind, status, code) => {
  bench.context.faults.arm({ at: 'wechat-pay.prepay', kind })
  expect(await order()).toMatchObject({ status, body: { code } })
  expect(await isOrdered()).toBe(false)
})

test.each([['gzip'], ['drip']])('%s: answers in another way, correctly signed', async (kind) => {
  bench.context.faults.arm({ at: 'wechat-pay.prepay', kind, with: { delayMs: 60 } })
  const reply = await order()
  expect(reply.body).toHaveProperty('prepay_id')
  expect(isSigned(reply)).toBe(true)
})

test('gzip: is compressed', async () => {
  bench.context.faults.arm({ at: 'wechat-pay.prepay', kind: 'gzip' })
  expect((await order()).headers.get('content-encoding')).toBe('gzip')
})

test('redirect: leads elsewhere, and nothing is done', async () => {
  const location = `${bench.server.url}/elsewhere`
  bench.context.faults.arm({ at: 'wechat-pay.prepay', kind: 'redirect', with: { location } })
  await order()
  expect(await isOrdered()).toBe(false)
})

test('stale-reply: correctly signed, ten minutes ago', async () => {
  bench.context.faults.arm({ at: 'wechat-pay.prepay', kind: 'stale-reply' })
  const reply = await order()
  const signedAtMs = Number(reply.headers.get('wechatpay-timestamp')) * 1000
  expect(isSigned(reply)).toBe(true)
  expect(bench.context.clock.now() - signedAtMs).toBe(600_000)
})

test('rules at one place form a script: none lets one pass', async () => {
  for (const kind of ['none', 'http-500']) {
    bench.context.faults.arm({ at: 'wechat-pay.prepay', kind })
  }
  const statuses = [await order(), await order(), await order()].map(({ status }) => status)
  expect(statuses).toEqual([200, 500, 200])
})

test('http-500 is WeChat Pay’s own SYSTEM_ERROR', async () => {
  bench.context.faults.arm({ at: 'wechat-pay.prepay', kind: 'http-500' })
  expect((await order()).body).toMatchObject({ code: 'SYSTEM_ERROR' })
})

test.each([['html-502'], ['garbage']])('%s is not JSON', async (kind) => {
  bench.context.faults.arm({ at: 'wechat-pay.prepay', kind })
  expect((await order()).body).toBeNull()
})

test.each([['bad-signature'], ['signtest-reply']])('%s has a wrong signature', async (kind) => {
  expect(isSigned(await order())).toBe(true)
  bench.context.faults.arm({ at: 'wechat-pay.prepay', kind })
  expect(isSigned(await order())).toBe(false)
})

test('unsigned has none', async () => {
  bench.context.faults.arm({ at: 'wechat-pay.prepay', kind: 'unsigned' })
  expect((await order()).headers.has('wechatpay-signature')).toBe(false)
})

test('slow answers eventually', async () => {
  bench.context.faults.arm({ at: 'wechat-pay.prepay', kind: 'slow', with: { delayMs: 250 } })
  const call = order()
  expect(await isUnanswered(call)).toBe(true)
  expect(await call).toMatchObject({ status: 200 })
})

test.each([
  ['NOT_ENOUGH', 403],
  ['FREQUENCY_LIMITED', 429],
  ['OUT_TRADE_NO_USED', 403],
  ['USERPAYING', 202],
  ['no such code', 500],
])('refuses %s on demand with %i and does nothing', async (code, status) => {
  bench.context.faults.arm({ at: 'wechat-pay.prepay', kind: 'refuses', with: { code } })
  expect(await order()).toMatchObject({ status })
  expect(await isOrdered()).toBe(false)
})

test('a fault applies to the named trade only', async () => {
  const match = { outTradeNo: 'T20261121-0001' }
  bench.context.faults.arm({ at: 'wechat-pay.prepay', kind: 'http-500', match })
  expect(await bench.prepay('T20261121-0002')).toMatch(/^wx/)
  expect(await order()).toMatchObject({ status: 500 })
})
