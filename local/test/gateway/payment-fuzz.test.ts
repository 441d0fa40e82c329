import fc from 'fast-check'
import type { WechatPayReply } from '../../contracts/wechat-pay/merchant'
import { METHODS } from '../../src/alipay/service'
import { ENDPOINTS } from '../../src/wechat-pay/service'
import { type AlipayBench, BUYER, openAlipayBench } from '../alipay/bench'
import { aStock, anActivity } from '../alipay/voucher-requests'
import { runs, seedOfRun } from '../runs'
import { OPEN_ID, openWechatPayBench, type WechatPayBench } from '../wechat-pay/bench'

/** Ten thousand requests in a long run. */
const SEED = seedOfRun()
const LONG_MS = 180_000

let wechatPay: WechatPayBench
let alipay: AlipayBench
let transactionId: string
let stockId: string
let couponCode: string
let activityId: string
let tradeNo: string
beforeAll(async () => {
  wechatPay = await openWechatPayBench()
  alipay = await openAlipayBench()
  const settle_info = { profit_sharing: true }
  const prepayId = await wechatPay.prepay('T000001', { settle_info })
  const paid = await wechatPay.gateway.pay(prepayId, OPEN_ID)
  transactionId = paid.ok ? paid.value.transactionId : ''
  tradeNo = await alipay.create('T000001')
  await alipay.gateway.pay(tradeNo, BUYER)
  await wechatPay.context.clock.advance(60_000)
  await openVouchers()
})
afterAll(() => Promise.all([wechatPay.close(), alipay.close()]))

/** One claimed coupon and one claimed voucher. */
async function openVouchers(): Promise<void> {
  const body = aStock(wechatPay.keys.mchid, 'STOCK1')
  const reply = await wechatPay.merchant.call('POST', '/v3/marketing/busifavor/stocks', { body })
  stockId = String(reply.body?.['stock_id'])
  const offer = { stockId, outRequestNo: 'CLAIM1' }
  const claimed = await wechatPay.gateway.claimCoupon(offer, OPEN_ID)
  couponCode = claimed.ok ? claimed.value.couponCode : ''
  const method = 'marketing.activity.ordervoucher.create'
  const node = await alipay.call(method, { out_biz_no: 'A1', ...anActivity() })
  activityId = String(node?.['activity_id'])
  await alipay.context.clock.advance(3_000)
  await alipay.gateway.claimVoucher({ activityId, voucherCode: 'CODE1' }, BUYER)
}

type Json = Readonly<Record<string, unknown>>

const ODD_FIELDS = ['__proto__', 'constructor', 'toString', '']
const ODD_VALUES = [0, -1, 0.5, 2 ** 53, '', '\u0000', '\ud800', 'x'.repeat(5_000), [], {}, null]

const oddValue = fc.oneof(fc.constantFrom<unknown>(...ODD_VALUES), fc.jsonValue())

/** Any JSON, or a valid request with an arbitrary value in one field, at any depth. */
const spoilt = (good: () => unknown): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.jsonValue() },
    {
      weight: 9,
      arbitrary: fc
        .tuple(fc.array(fc.nat(1_000), { minLength: 1, maxLength: 4 }), oddValue, fc.nat(20))
        .map(([path, value, odd]) => spoil(good(), path, value, ODD_FIELDS[odd])),
    },
  )

/** Follows `path` as far as there are fields; `odd` adds a field. */
function spoil(good: unknown, path: readonly number[], value: unknown, odd?: string): unknown {
  const [step, ...rest] = path
  if (step === undefined || typeof good !== 'object' || good === null) return value
  const names = Object.keys(good)
  const name = odd ?? names[step % Math.max(names.length, 1)] ?? 'field'
  const inside = spoil((good as Json)[name], rest, value)
  const entries = Object.entries(good).filter(([known]) => known !== name)
  const spoiled = Object.fromEntries([...entries, [name, inside]])
  return Array.isArray(good) ? Object.values(spoiled) : spoiled
}

const station = { type: 'MERCHANT_ID', account: '1900000109' }

const coupon = () => ({ stock_id: stockId, coupon_code: couponCode })

/** A valid body for each endpoint. */
const bodies = (): Readonly<Record<string, object>> => ({
  prepay: { ...wechatPay.order(), attach: 'a', scene_info: { payer_client_ip: '127.0.0.1' } },
  close: { mchid: wechatPay.keys.mchid },
  refund: {
    out_trade_no: 'T000001',
    out_refund_no: 'R1',
    amount: { refund: 1, total: 17720, currency: 'CNY', from: [] },
  },
  'abnormal-refund': { out_refund_no: 'R1', type: 'MERCHANT_BANK_CARD' },
  'receiver-add': { appid: wechatPay.keys.appId, ...station, relation_type: 'STORE' },
  'receiver-delete': { appid: wechatPay.keys.appId, ...station },
  share: {
    appid: wechatPay.keys.appId,
    transaction_id: transactionId,
    out_order_no: 'S1',
    receivers: [{ ...station, amount: 1, description: '分账' }],
    unfreeze_unsplit: false,
  },
  unfreeze: { transaction_id: transactionId, out_order_no: 'U1', description: '解冻' },
  'share-return': {
    ...{ out_order_no: 'S1', out_return_no: 'B1', return_mchid: station.account },
    ...{ amount: 1, description: '退' },
  },
  stock: { ...aStock(wechatPay.keys.mchid, 'STOCK2'), display_pattern_info: { description: 'x' } },
  'stock-budget': {
    ...{ target_max_coupons: 20, current_max_coupons: 10, modify_budget_request_no: 'M1' },
  },
  'coupon-codes': { coupon_code_list: ['A1', 'A2'], upload_request_no: 'C1' },
  'coupon-callback': { mchid: wechatPay.keys.mchid, notify_url: 'https://example.com/coupons' },
  'coupon-use': {
    ...{ coupon_code: couponCode, appid: wechatPay.keys.appId, use_request_no: 'U1' },
    use_time: '2026-11-21T14:05:20+08:00',
  },
  'coupon-return': { ...coupon(), return_request_no: 'R1' },
  'coupon-deactivate': { ...coupon(), deactivate_request_no: 'D1' },
  'coupon-associate': { ...coupon(), out_trade_no: 'T000001', out_request_no: 'A1' },
  'coupon-disassociate': { ...coupon(), out_trade_no: 'T000001', out_request_no: 'A2' },
  echo: { echo_message: 'x', encrypted_echo_message: 'AAAA' },
})

const queries: Readonly<Record<string, string>> = {
  mchid: '1900000000',
  transaction_id: '4200',
  out_order_no: 'S1',
  bill_date: '2026-11-20',
  token: 'abc',
}

const texts = fc.oneof(fc.string({ unit: 'grapheme-ascii' }), fc.string(), fc.constant('T000001'))

/** With existing numbers, where known. */
const goodPath = (path: string): string =>
  path.replace(':stock_id', stockId).replace(':out_trade_no', 'T000001').replaceAll(/:\w+/g, 'x')

/** A path of the endpoint, with arbitrary parameters and query. */
const urls = (path: string) =>
  fc
    .tuple(texts, fc.subarray(Object.entries(queries)), texts, texts)
    .map(([parameter, known, name, value]) => {
      const query = new URLSearchParams([...known, [name, value]])
      return `${path.replaceAll(/:\w+/g, segment(parameter))}?${query}`
    })

/** A segment of dots alone would shorten the path. */
const segment = (text: string) => (/^\.*$/.test(text) ? 'x' : encodeURIComponent(text))

/** A refusal in WeChat Pay's form, or a success; never a 5xx. */
function isAnswered({ body, status }: WechatPayReply): boolean {
  if (status >= 500) return false
  return status < 300 || (typeof body?.['code'] === 'string' && typeof body['message'] === 'string')
}

describe(`seed ${SEED}`, () => {
  const check = <Values extends readonly unknown[]>(
    numRuns: number,
    property: fc.IAsyncProperty<Values>,
  ) => fc.assert(property, { seed: SEED, numRuns: runs(numRuns) })

  test(
    'WeChat Pay answers every malformed request in its own form',
    async () => {
      const changing = ENDPOINTS.filter(({ method }) => method !== 'GET')
      const change = fc.constantFrom(...changing).chain(({ method, operation, path }) =>
        fc.record({
          method: fc.constant(method),
          path: fc.oneof(fc.constant(goodPath(path)), urls(path)),
          body: spoilt(() => bodies()[operation] ?? {}),
        }),
      )
      await check(
        3_500,
        fc.asyncProperty(change, async ({ body, method, path }) =>
          isAnswered(await wechatPay.merchant.call(method, path.split('?')[0] ?? '', { body })),
        ),
      )
    },
    LONG_MS,
  )

  test(
    'WeChat Pay answers every malformed query in its own form',
    async () => {
      const gets = ENDPOINTS.filter(({ method }) => method === 'GET')
      const get = fc.constantFrom(...gets).chain(({ path }) => urls(path))
      await check(
        1_500,
        fc.asyncProperty(get, async (url) => isAnswered(await wechatPay.merchant.call('GET', url))),
      )
    },
    LONG_MS,
  )

  test(
    'WeChat Pay refuses every malformed header with 401',
    async () => {
      const header = fc.string({ unit: 'grapheme-ascii' }).map((text) => text.trim())
      await check(
        500,
        fc.asyncProperty(header, async (text) => {
          const authorization = () => text
          const reply = await wechatPay.merchant.call('GET', '/v3/certificates', { authorization })
          return reply.status === 401 && reply.body?.['code'] === 'SIGN_ERROR'
        }),
      )
    },
    LONG_MS,
  )

  test(
    'WeChat Pay answers every change of a valid header in its own form',
    async () => {
      const change = fc.record({ at: fc.nat(500), character: fc.constantFrom(...'"=,Zz0+/\\ !') })
      await check(
        500,
        fc.asyncProperty(change, async ({ at, character }) => {
          const authorization = (good: string) => good.slice(0, at) + character + good.slice(at + 1)
          const options = { authorization }
          return isAnswered(await wechatPay.merchant.call('GET', '/v3/certificates', options))
        }),
      )
    },
    LONG_MS,
  )

  test(
    'Alipay answers every malformed call in its own form',
    async () => {
      const call = fc
        .constantFrom(...METHODS.map(({ name }) => name))
        .chain((name) => fc.record({ name: fc.constant(name), content: spoilt(contentOf(name)) }))
      await check(
        3_000,
        fc.asyncProperty(call, async ({ content, name }) => {
          const { node, nodeName, status } = await alipay.merchant.call(name, null, {
            parameters: { biz_content: JSON.stringify(content) },
          })
          const isTold = typeof node?.['code'] === 'string' || nodeName.includes('oauth')
          return status === 200 && isTold && node?.['sub_code'] !== 'isp.unknow-error'
        }),
      )
    },
    LONG_MS,
  )

  test(
    'Alipay survives every input in every format',
    async () => {
      const call = fc.record({
        method: fc.constantFrom('GET', 'POST'),
        path: fc.constantFrom('/gateway.do', '/v3/alipay/trade/query', '/v3/alipay/never'),
        query: fc.dictionary(texts, texts),
        body: fc.oneof(texts, fc.string({ unit: 'binary' })),
        authorization: fc.string({ unit: 'grapheme-ascii' }).map((text) => text.trim()),
      })
      await check(
        1_000,
        fc.asyncProperty(call, async ({ authorization, body, method, path, query }) => {
          const url = new URL(path, alipay.gatewayUrl)
          for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value)
          const response = await fetch(url, {
            method,
            headers: { authorization },
            ...(method === 'POST' ? { body } : {}),
          })
          return response.status < 500
        }),
      )
    },
    LONG_MS,
  )
})

/** With the content of each method; fields of other methods are ignored. */
const voucherContent = (): object => ({
  ...{ activity_id: activityId, voucher_code: 'CODE1', voucher_codes: ['A1'] },
  ...{ out_biz_no: 'A3', voucher_quantity: 20, trade_channel: 'X' },
  ...{ biz_dt: '2026-11-21 14:05:20', total_fee: '100.00' },
})

const contentOf = (name: string) => (): object => {
  const numbers = { out_trade_no: 'T000001', trade_no: tradeNo, out_request_no: 'R1' }
  const share = { trans_in: '2088000000000109', amount: '0.01' }
  const receiver = { type: 'userId', account: '2088000000000109' }
  if (name.endsWith('trade.create')) return alipay.order({ timeout_express: '90m' })
  if (name.includes('royalty')) return { out_request_no: 'B1', receiver_list: [receiver] }
  if (name.endsWith('order.settle')) return { ...numbers, royalty_parameters: [share] }
  if (name.includes('bill')) return { bill_type: 'trade', bill_date: '2026-11-20' }
  if (name.endsWith('ordervoucher.create')) return { out_biz_no: 'A2', ...anActivity() }
  if (name.includes('ordervoucher')) return voucherContent()
  if (name.includes('qrcode')) return { url_param: 'p', query_param: 'q', describe: 'd' }
  return { ...numbers, refund_amount: '0.01', refund_royalty_parameters: [], settle_no: '1' }
}
