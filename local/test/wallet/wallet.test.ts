import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Alipay, createAlipay } from '../../src/alipay/service'
import { FunctionError, type WechatIdentity } from '../../src/cloudbase/function-host'
import { FAULT_PLACES } from '../../src/page/fault-catalogue'
import { PAY_FAULTS } from '../../src/wallet/pay-fault'
import type { Persona } from '../../src/wallet/persona'
import { walletRoutes } from '../../src/wallet/wallet'
import { createWechatPay, type WechatPay } from '../../src/wechat-pay/service'
import { createAlipayMerchant } from '../../contracts/alipay/merchant'
import { createWechatPayMerchant } from '../../contracts/wechat-pay/merchant'
import {
  type BenchContext,
  listen,
  type Listening,
  openBenchContext,
} from '../gateway/service-bench'
import { signPaymentWith, testInstallation } from '../wechat-pay/bench'

const here = { latitude: 39.9222, longitude: 116.518 }
const personas: readonly Persona[] = [
  {
    ...{ id: 'zhang', name: '张女士', wallet: 'wechat', openId: 'oLOCALzhang' },
    ...{ unionId: 'uLOCALzhang', location: here },
  },
  { id: 'li', name: '李先生', wallet: 'wechat', openId: 'oLOCALli', location: here },
  { id: 'chen', name: '陈师傅', wallet: 'alipay', openId: 'LOCALchen', location: here },
]

let context: BenchContext
let wechatPay: WechatPay
let alipay: Alipay
let gateways: { wechatPay: Listening; alipay: Listening }
let main: Listening
let h5Directory: string
let called: { name: string; data: unknown; identity: WechatIdentity }[]

const functions = {
  callFromWechat(name: string, data: unknown, identity: WechatIdentity): Promise<unknown> {
    called.push({ name, data, identity })
    if (name === 'nowhere') return Promise.reject(new FunctionError('FUNCTION_NOT_FOUND', 'no'))
    return Promise.resolve({ heard: data })
  },
}

beforeEach(async () => {
  called = []
  h5Directory = mkdtempSync(join(tmpdir(), 'local-h5-'))
  writeFileSync(join(h5Directory, 'index.html'), '<html><head><title>x</title></head></html>')
  writeFileSync(join(h5Directory, 'app.js'), 'run()')
  const installation = await testInstallation()
  context = openBenchContext()
  wechatPay = createWechatPay(context, { keys: installation.wechatPay })
  alipay = createAlipay(context, { keys: installation.alipay })
  gateways = { wechatPay: await listen(wechatPay), alipay: await listen(alipay) }
  const routes = walletRoutes(
    { context, functions, wechatPay, alipay },
    {
      personas,
      h5Directory,
      payee: '测试商户',
      page: {
        ...{ title: '测试', subtitle: '<没有真实资金>', codes: '门牌码' },
        links: [{ label: '组件', href: '/components' }],
        phones: [{ caption: '甲', personaIds: ['zhang', 'li'] }],
      },
      printedCodes: () =>
        Promise.resolve([
          { label: '1 号', note: '大门', link: 'https://a.example/p/1?a&b', group: '<甲>' },
        ]),
    },
  )
  main = await listen({ routes })
})

afterEach(async () => {
  await Promise.all([main.close(), gateways.wechatPay.close(), gateways.alipay.close()])
  await context.file.close()
  rmSync(h5Directory, { recursive: true })
})

type Json = Readonly<Record<string, unknown>>

const get = (path: string, headers: Readonly<Record<string, string>> = {}) =>
  fetch(`${main.url}${path}`, { headers })

async function post(path: string, body: unknown = {}): Promise<Json & { status: number }> {
  const response = await fetch(`${main.url}/phone/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await response.text()
  return { status: response.status, ...(text === '' ? {} : (JSON.parse(text) as Json)) }
}

/** Orders 17720 fen for Zhang; returns the page's argument to the wallet. */
async function orderInWechat(): Promise<object> {
  const { credentials } = wechatPay
  const merchant = createWechatPayMerchant(gateways.wechatPay.url, credentials, () =>
    context.clock.now(),
  )
  const { body } = await merchant.call('POST', '/v3/pay/transactions/jsapi', {
    body: {
      appid: credentials.appId,
      mchid: credentials.mchid,
      description: '测试商品',
      out_trade_no: 'T000001',
      notify_url: 'https://merchant.example/notify',
      amount: { total: 17720 },
      payer: { openid: 'oLOCALzhang' },
    },
  })
  return signPaymentWith(credentials, String(body?.['prepay_id']))
}

async function orderInAlipay(): Promise<object> {
  const { credentials } = alipay
  const url = `${gateways.alipay.url}/gateway.do`
  const merchant = createAlipayMerchant(url, credentials, () => context.clock.now())
  const { node } = await merchant.call('alipay.trade.create', {
    out_trade_no: 'T000001',
    total_amount: '285.00',
    subject: '测试商品',
    product_code: 'JSAPI_PAY',
    op_app_id: credentials.appId,
    buyer_open_id: 'LOCALchen',
  })
  return { tradeNO: node?.['trade_no'] }
}

const referenceOf = (reply: Json) => (reply['offer'] as Json)['reference']

describe('a phone', () => {
  test('serves the mini-program with its wallet before every script', async () => {
    const document = await (await get('/phone/zhang/')).text()
    expect(document).toBe(
      '<html><head><script src="host.js"></script><title>x</title></head></html>',
    )
    expect(await (await get('/phone/zhang/app.js')).text()).toBe('run()')
  })

  test('informs its wallet of owner and time', async () => {
    const script = await (await get('/phone/zhang/host.js')).text()
    const [, setup = ''] = /^globalThis\.phoneSetup=(.*);\n/.exec(script) ?? []
    expect(JSON.parse(setup)).toEqual({
      ...{ personaId: 'zhang', name: '张女士', wallet: 'wechat', location: here },
      ...{ payee: '测试商户', nowMs: context.clock.now() },
    })
  })

  test('is found without the trailing slash', async () => {
    expect((await get('/phone/zhang')).url).toBe(`${main.url}/phone/zhang/`)
  })

  test.each([['/phone/nobody/'], ['/phone/nobody/host.js'], ['/phone/zhang/none.js']])(
    'does not exist at %s',
    async (path) => {
      expect((await get(path)).status).toBe(404)
    },
  )

  test('serves only its folder', async () => {
    expect((await get('/phone/zhang/..%2f..%2fetc%2fpasswd')).status).not.toBe(200)
  })
})

test('refuses a page of another site', async () => {
  expect((await get('/phone/zhang/', { origin: 'https://evil.example' })).status).toBe(403)
})

describe('paying in WeChat', () => {
  test('shows the amount to pay, and pays it', async () => {
    const offered = await post('zhang/wallet/offer', await orderInWechat())
    expect(offered).toMatchObject({ ok: true, offer: { description: '测试商品', totalFen: 17720 } })
    const reply = await post('zhang/wallet/pay', { reference: referenceOf(offered) })
    expect(reply).toMatchObject({ outcome: 'paid' })
    expect(await post('zhang/wallet/pay', { reference: referenceOf(offered) })).toMatchObject({
      outcome: 'failed',
    })
  })

  test.each<[string, string, (request: object) => object]>([
    ['a payment of another user', 'li', (request) => request],
    ['an unsigned payment', 'zhang', (request) => ({ ...request, paySign: 'x' })],
    ['an incomplete request', 'zhang', () => ({ package: 'prepay_id=wx1' })],
  ])('opens nothing for %s', async (_, persona, change) => {
    const offered = await post(`${persona}/wallet/offer`, change(await orderInWechat()))
    expect(offered).toMatchObject({ ok: false })
  })
})

describe('paying in Alipay', () => {
  test('shows the amount to pay, and pays it', async () => {
    const offered = await post('chen/wallet/offer', await orderInAlipay())
    expect(offered).toMatchObject({ ok: true, offer: { description: '测试商品', totalFen: 28500 } })
    const reply = await post('chen/wallet/pay', { reference: referenceOf(offered) })
    expect(reply).toMatchObject({ outcome: 'paid' })
  })

  test('returns a code that stands for its user', async () => {
    expect(await post('chen/wallet/auth-code')).toMatchObject({ authCode: expect.any(String) })
  })
})

describe('the fault', () => {
  test.each([
    ['says-paid-without-paying', 'paid', 'NOTPAY'],
    ['pays-but-says-cancelled', 'cancelled', 'SUCCESS'],
    ['pays-but-says-failed', 'failed', 'SUCCESS'],
    ['pays-but-says-unknown', 'unknown', 'SUCCESS'],
    ['no-answer', 'silence', 'SUCCESS'],
    ['dies-before-paying', 'silence', 'NOTPAY'],
  ])('%s: the page gets %s, the trade is %s', async (kind, outcome, state) => {
    context.faults.arm({ at: 'wallet.pay', kind, match: { persona: 'zhang' } })
    const offered = await post('zhang/wallet/offer', await orderInWechat())
    const reply = await post('zhang/wallet/pay', { reference: referenceOf(offered) })
    expect(reply).toMatchObject({ outcome })
    const { credentials } = wechatPay
    const { body } = await createWechatPayMerchant(gateways.wechatPay.url, credentials, () =>
      context.clock.now(),
    ).call('GET', `/v3/pay/transactions/out-trade-no/T000001?mchid=${credentials.mchid}`)
    expect(body).toMatchObject({ trade_state: state })
  })

  test('every kind is covered above', () => {
    const listed = FAULT_PLACES.find(({ at }) => at === 'wallet.pay')?.kinds
    expect(listed?.map(({ kind }) => kind)).toEqual([...PAY_FAULTS.keys()])
    expect(PAY_FAULTS.size).toBe(6)
  })
})

test('a cancellation is logged', async () => {
  await post('zhang/wallet/cancel')
  expect(context.wire.recent().at(-1)).toMatchObject({
    service: 'wallet',
    title: '用户在收银台取消',
    detail: '张女士 · 微信',
  })
})

describe('calling a function in WeChat', () => {
  test('has the phone’s owner as caller', async () => {
    const reply = await post('zhang/wallet/call-function', { name: 'order', data: { a: 1 } })
    expect(reply).toMatchObject({ ok: true, result: { heard: { a: 1 } } })
    expect(called).toMatchObject([
      {
        name: 'order',
        identity: {
          openId: 'oLOCALzhang',
          unionId: 'uLOCALzhang',
          appId: wechatPay.credentials.appId,
        },
      },
    ])
  })

  test('fails with the client’s own number', async () => {
    const reply = await post('zhang/wallet/call-function', { name: 'nowhere', data: {} })
    expect(reply).toMatchObject({ ok: false, errCode: -501000 })
  })

  test('is missing in Alipay, and so are its codes in WeChat', async () => {
    const call = await post('chen/wallet/call-function', { name: 'order', data: {} })
    const code = await post('zhang/wallet/auth-code')
    expect([call.status, code.status]).toEqual([404, 404])
  })

  test.each([[{}], [{ name: 1, data: {} }], [{ name: 'order', data: {}, openId: 'other' }]])(
    'refuses %j',
    async (body) => {
      expect(await post('zhang/wallet/call-function', body)).toMatchObject({ status: 400 })
      expect(called).toEqual([])
    },
  )
})

describe('the page', () => {
  test('gets the list of phones and owners, and nothing in it can end its script', async () => {
    const document = await (await get('/')).text()
    const [, setup = ''] = /id="setup">(.*)<\/script>/.exec(document) ?? []
    expect(setup).not.toContain('<')
    expect(JSON.parse(setup)).toMatchObject({
      subtitle: '<没有真实资金>',
      links: [{ label: '组件', href: '/components' }],
      phones: [{ caption: '甲', people: [{ id: 'zhang' }, { id: 'li' }] }],
    })
  })

  test.each([
    ['/page.js', /^text\/javascript/],
    ['/page.css', /^text\/css/],
    ['/printed-codes', /^application\/json/],
  ])('has %s', async (path, type) => {
    const response = await get(path)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch(type)
  })

  test('prints every code under its label, escaped', async () => {
    const document = await (await get('/codes')).text()
    expect(document).toContain('<h2>&#60;甲&#62;</h2>')
    expect(document).toContain('a.example/p/1?a&#38;b')
    expect(document.match(/<svg/g)).toHaveLength(1)
  })
})
