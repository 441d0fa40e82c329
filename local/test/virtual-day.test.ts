import { unzipSync } from 'fflate'
import { createAlipayMerchant } from '../contracts/alipay/merchant'
import { createWechatPayMerchant } from '../contracts/wechat-pay/merchant'
import { createAlipay } from '../src/alipay/service'
import { createWechatPay } from '../src/wechat-pay/service'
import type { WireEvent } from '../src/wire'
import { openMerchantServer } from './gateway/merchant-server'
import { listen, openBenchContext } from './gateway/service-bench'
import { testInstallation } from './wechat-pay/bench'

/** 08:00 in Beijing. */
const MORNING_MS = Date.UTC(2026, 10, 21)
const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const PAYER = 'LOCALzhang'
/** The same person in WeChat, where open ids begin with an o. */
const WECHAT_PAYER = 'oLOCALzhang'
const TOTAL_FEN = 20_000
const SLOW_MS = 3 * 60_000
const SEED = Number(process.env['PALM_SEED'] ?? 7)

interface Day {
  /** Every event of both gateways, as text. */
  readonly wire: string
  readonly bills: string
  readonly events: readonly WireEvent[]
  readonly balancesFen: readonly number[]
}

/** Both gateways, and a merchant whose server is down in the morning, on a frozen clock. */
async function open(seed: number) {
  const context = openBenchContext(MORNING_MS, seed)
  const { alipay: alipayKeys, wechatPay: wechatPayKeys } = await testInstallation()
  const wechatPay = createWechatPay(context, {
    keys: wechatPayKeys,
    switches: { loopbackNotifyUrls: true },
  })
  const alipay = createAlipay(context, { keys: alipayKeys })
  const hosts = [await listen(wechatPay), await listen(alipay)] as const
  const server = await openMerchantServer()
  const now = () => context.clock.now()
  const events: WireEvent[] = []
  context.wire.listen((event) => events.push(event))
  return {
    context,
    wechatPay,
    alipay,
    events,
    server,
    wechatPayMerchant: createWechatPayMerchant(hosts[0].url, wechatPay.credentials, now),
    alipayMerchant: createAlipayMerchant(`${hosts[1].url}/gateway.do`, alipay.credentials, now),
    async close() {
      await Promise.all([server, ...hosts].map((host) => host.close()))
      await context.file.close()
    },
  }
}

type Shop = Awaited<ReturnType<typeof open>>

const NOTICE_TROUBLES = ['lost', 'duplicate', 'late', 'forged', 'replayed', 'tampered', 'never']

async function liveThrough(seed: number): Promise<Day> {
  const shop = await open(seed)
  const { alipay, context, wechatPay } = shop
  for (const at of ['wechat-pay.notify', 'alipay.notify']) {
    for (const kind of NOTICE_TROUBLES) context.faults.arm({ at, kind, percent: 10, times: 20 })
  }
  shop.server.answer(503)
  for (let index = 0; index < 24; index++) {
    if (index === 12) shop.server.answer(200, 'success')
    await serve(shop, `T${String(index).padStart(6, '0')}`, index)
    await context.clock.advance(15 * MINUTE_MS)
  }
  await context.clock.advance(24 * HOUR_MS)
  const bills = await readBills(shop)
  const { events } = shop
  const balancesFen = [wechatPay.console.balanceFen(), alipay.console.balanceFen()]
  await shop.close()
  return { wire: JSON.stringify(events, null, 1), bills, events, balancesFen }
}

/** Of four customers one leaves, one is refunded and one has the payment shared. */
async function serve(shop: Shop, number: string, index: number): Promise<void> {
  await orderAndPay(shop, number, index % 4 !== 0)
  if (index % 4 === 0) {
    const path = `/v3/pay/transactions/out-trade-no/${number}/close`
    await step(shop, { path, body: { mchid: shop.wechatPay.credentials.mchid } })
  }
  if (index % 4 === 1) {
    const refund = { out_trade_no: number, out_refund_no: `R${number}` }
    const amount = { refund: 5_000, total: TOTAL_FEN, currency: 'CNY' }
    const notify_url = `${shop.server.url}/refund`
    await step(shop, {
      path: '/v3/refund/domestic/refunds',
      body: { ...refund, amount, notify_url },
    })
    const content = { out_trade_no: number, refund_amount: '50.00', out_request_no: 'R1' }
    await shop.alipayMerchant.call('alipay.trade.refund', content)
    await shop.context.clock.advance(0)
  }
}

async function orderAndPay(shop: Shop, number: string, isPaid: boolean): Promise<void> {
  const { alipay, context, server, wechatPay } = shop
  const { appId, mchid } = wechatPay.credentials
  const ordered = await step(shop, {
    path: '/v3/pay/transactions/jsapi',
    body: {
      ...{ appid: appId, mchid, description: '汽油', out_trade_no: number },
      ...{ amount: { total: TOTAL_FEN }, payer: { openid: WECHAT_PAYER } },
      notify_url: `${server.url}/wechat-pay`,
    },
  })
  const created = await shop.alipayMerchant.call(
    'alipay.trade.create',
    {
      ...{ out_trade_no: number, total_amount: '200.00', subject: '汽油' },
      ...{ product_code: 'JSAPI_PAY', op_app_id: alipay.credentials.appId },
      ...{ buyer_open_id: PAYER, timeout_express: '90m' },
    },
    { parameters: { notify_url: `${server.url}/alipay` } },
  )
  if (!isPaid) return
  await wechatPay.pay(String(ordered?.['prepay_id']), WECHAT_PAYER)
  await context.clock.advance(0)
  await alipay.pay(String(created.node?.['trade_no']), PAYER)
  await context.clock.advance(0)
}

/** One call of the merchant, and all its effects at this instant. */
async function step(shop: Shop, { body, path }: { body: object; path: string }) {
  const reply = await shop.wechatPayMerchant.call('POST', path, { body })
  await shop.context.clock.advance(0)
  return reply.body
}

/** The bills of the day: WeChat Pay's as received, Alipay's unpacked. */
async function readBills({ alipayMerchant, wechatPayMerchant }: Shop): Promise<string> {
  let texts = ''
  for (const kind of ['tradebill', 'fundflowbill']) {
    const { body } = await wechatPayMerchant.call('GET', `/v3/bill/${kind}?bill_date=2026-11-21`)
    const { pathname, search } = new URL(String(body?.['download_url']))
    texts += (await wechatPayMerchant.call('GET', pathname + search)).text
  }
  const method = 'alipay.data.dataservice.bill.downloadurl.query'
  for (const bill_type of ['trade', 'signcustomer']) {
    const { node } = await alipayMerchant.call(method, { bill_type, bill_date: '2026-11-21' })
    const response = await fetch(String(node?.['bill_download_url']))
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()))
    const gbk = new TextDecoder('gbk', { fatal: true })
    texts += Object.values(files).map((content) => gbk.decode(content))
  }
  return texts
}

test(
  'a day with faults runs in seconds, reproducibly, and its money adds up',
  async () => {
    const first = await liveThrough(SEED)
    const again = await liveThrough(SEED)
    const other = await liveThrough(SEED + 1)
    expect(again.wire).toBe(first.wire)
    expect(again.bills).toBe(first.bills)
    expect(other.wire).not.toBe(first.wire)
    const notices = first.events.filter(({ title }) => title.startsWith('POST /wechat-pay'))
    expect(notices.length).toBeGreaterThan(50)
    expect(notices.filter(({ outcome }) => outcome === 'fault').length).toBeGreaterThan(10)
    // 18 payments of 200.00 less 0.60 % each, and 6 refunds of 50.00 that bring their fees back.
    const expectedFen = 18 * (TOTAL_FEN - 120) - 6 * (5_000 - 30)
    expect(first.balancesFen).toEqual([expectedFen, expectedFen])
    expect(first.bills).toContain('`24.0,')
    expect(first.bills).toContain('#交易合计：18笔')
    expect(first.bills).toContain('#退款合计：6笔')
  },
  SLOW_MS,
)
