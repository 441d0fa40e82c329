import { type Alipay, createAlipay } from '../../src/alipay/service'
import type { Persona } from '../../src/wallet/persona'
import { walletRoutes } from '../../src/wallet/wallet'
import { createWechatPay, type WechatPay } from '../../src/wechat-pay/service'
import { createAlipayMerchant } from '../../contracts/alipay/merchant'
import { createWechatPayMerchant } from '../../contracts/wechat-pay/merchant'
import {
  type BenchContext,
  listen,
  type Listening,
  NOON_MS,
  openBenchContext,
} from '../gateway/service-bench'
import { aStock, anActivity } from '../alipay/voucher-requests'
import { testInstallation } from '../wechat-pay/bench'

const DAY_MS = 86_400_000
const location = { latitude: 39.9222, longitude: 116.518 }
const personas: readonly Persona[] = [
  { id: 'zhang', name: '张女士', wallet: 'wechat', openId: 'oLOCALzhang', location },
  { id: 'chen', name: '陈师傅', wallet: 'alipay', openId: 'LOCALchen', location },
]

let context: BenchContext
let wechatPay: WechatPay
let alipay: Alipay
let listening: Listening[]

beforeEach(async () => {
  const keys = await testInstallation()
  context = openBenchContext()
  wechatPay = createWechatPay(context, { keys: keys.wechatPay })
  alipay = createAlipay(context, { keys: keys.alipay })
  const functions = { callFromWechat: () => Promise.reject(new Error('no function is called')) }
  const routes = walletRoutes(
    { context, functions, wechatPay, alipay },
    {
      ...{ personas, payee: '测试商户', h5Directory: __dirname },
      page: { title: '', subtitle: '', codes: '', phones: [] },
      printedCodes: () => Promise.resolve([]),
    },
  )
  listening = [await listen(wechatPay), await listen(alipay), await listen({ routes })]
})
afterEach(async () => {
  await Promise.all(listening.map((one) => one.close()))
  await context.file.close()
})

const addressOf = (index: number): string => listening[index]?.url ?? ''
const claim = async (persona: string, request: object): Promise<unknown> => {
  const body = JSON.stringify(request)
  const headers = { 'content-type': 'application/json' }
  const path = `${addressOf(2)}/phone/${persona}/wallet/claim`
  return (await fetch(path, { method: 'POST', headers, body })).json()
}
const held = async (persona: string): Promise<unknown> =>
  (await fetch(`${addressOf(2)}/phone/${persona}/wallet/vouchers`)).json()

async function openStock(): Promise<string> {
  const merchant = createWechatPayMerchant(addressOf(0), wechatPay.credentials, () =>
    context.clock.now(),
  )
  const send = { max_coupons: 1, max_coupons_per_user: 1 }
  const body = aStock(wechatPay.credentials.mchid, 'STOCK1', { send })
  const reply = await merchant.call('POST', '/v3/marketing/busifavor/stocks', { body })
  return String(reply.body?.['stock_id'])
}

async function openActivity(): Promise<string> {
  const merchant = createAlipayMerchant(`${addressOf(1)}/gateway.do`, alipay.credentials, () =>
    context.clock.now(),
  )
  const content = { out_biz_no: 'A1', ...anActivity() }
  const { node } = await merchant.call('alipay.marketing.activity.ordervoucher.create', content)
  await context.clock.advance(3_000)
  return String(node?.['activity_id'])
}

test('a coupon is claimed in WeChat, and stays in the wallet until it expires', async () => {
  const request = { stock_id: await openStock(), out_request_no: 'CLAIM1' }
  const voucher = { name: '满100减5', state: 'good', expiresAtMs: NOON_MS + 30 * DAY_MS }
  expect(await claim('zhang', request)).toMatchObject({ ok: true, voucher })
  expect(await held('zhang')).toMatchObject([voucher])
  expect(await held('chen')).toEqual([])
  await context.clock.advance(30 * DAY_MS)
  expect(await held('zhang')).toMatchObject([{ state: 'gone' }])
})

test('a voucher is claimed in Alipay', async () => {
  const activityId = await openActivity()
  const request = { activityId, voucherCode: 'CODE1' }
  const voucher = { code: 'CODE1', name: '满100减5', state: 'good' }
  expect(await claim('chen', request)).toMatchObject({ ok: true, voucher })
  expect(await held('chen')).toMatchObject([voucher])
})

test.each([
  ['zhang', { stock_id: '1', out_request_no: 'CLAIM1' }],
  ['zhang', {}],
  ['chen', { activityId: '1' }],
  ['chen', {}],
])('%s explains why there is nothing for %p', async (persona, request) => {
  const words = expect.stringMatching(/^\p{Script=Han}+$/u)
  expect(await claim(persona, request)).toEqual({ ok: false, words })
})
