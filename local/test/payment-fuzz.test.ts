import fc from 'fast-check'
import { type AlipayBench, openAlipayBench } from './alipay-bench'
import { openWechatPayBench, type WechatPayBench } from './wechat-pay-bench'

let wechatPay: WechatPayBench
let alipay: AlipayBench
beforeAll(async () => {
  wechatPay = await openWechatPayBench()
  alipay = await openAlipayBench()
})
afterAll(() => Promise.all([wechatPay.close(), alipay.close()]))

/** Any JSON at all, or an order with one field that is any JSON at all. */
const spoilt = (order: () => object, fields: readonly string[]) =>
  fc.oneof(
    fc.jsonValue(),
    fc
      .tuple(fc.constantFrom(...fields, '__proto__', 'constructor'), fc.jsonValue())
      .map(([field, value]) => ({ ...order(), [field]: value })),
  )

test('whatever an order holds, WeChat Pay has a word of its own for it', async () => {
  const fields = ['amount', 'payer', 'out_trade_no', 'notify_url', 'time_expire', 'scene_info']
  const body = spoilt(() => wechatPay.order(), fields)
  await fc.assert(
    fc.asyncProperty(body, async (content) => {
      const reply = await wechatPay.merchant.call('POST', '/v3/pay/transactions/jsapi', {
        body: content,
      })
      const isTold = reply.status === 200 || typeof reply.body?.['code'] === 'string'
      return reply.status < 500 && isTold
    }),
    { numRuns: 200 },
  )
})

test('whatever a call holds, Alipay has a word of its own for it', async () => {
  const fields = ['total_amount', 'subject', 'buyer_open_id', 'time_expire', 'timeout_express']
  const content = spoilt(() => alipay.order(), fields)
  const method = fc.constantFrom('create', 'query', 'close', 'refund', 'fastpay.refund.query')
  await fc.assert(
    fc.asyncProperty(method, content, async (name, value) => {
      const { node, status } = await alipay.merchant.call(`alipay.trade.${name}`, null, {
        parameters: { biz_content: JSON.stringify(value) },
      })
      return status === 200 && typeof node?.['code'] === 'string'
    }),
    { numRuns: 200 },
  )
})

test('whatever stands in the header, WeChat Pay refuses it with 401', async () => {
  const header = fc.string({ unit: 'grapheme-ascii' }).map((text) => text.trim())
  await fc.assert(
    fc.asyncProperty(header, async (authorization) => {
      const { body, status } = await wechatPay.merchant.call('GET', '/v3/certificates', {
        authorization: () => authorization,
      })
      return status === 401 && body?.['code'] === 'SIGN_ERROR'
    }),
    { numRuns: 100 },
  )
})
