import type { AlipaySwitches } from '../src/alipay/desk'
import { type Alipay, createAlipay } from '../src/alipay/service'
import { type AlipayMerchant, createAlipayMerchant } from '../contracts/alipay-merchant'
import { type MerchantServer, openMerchantServer } from './merchant-server'
import { type BenchContext, listen, NOON_MS, openBenchContext } from './service-bench'
import { testInstallation } from './wechat-pay-bench'

export interface AlipayBench {
  readonly context: BenchContext
  readonly gateway: Alipay
  readonly gatewayUrl: string
  readonly merchant: AlipayMerchant
  readonly server: MerchantServer
  /** Creates a trade and gives its trade_no. */
  create(outTradeNo: string, changes?: object): Promise<string>
  readonly order: (changes?: object) => object
  close(): Promise<void>
}

export const BUYER = 'LOCALchen'

export interface AlipayBenchOptions {
  readonly switches?: Partial<AlipaySwitches>
  readonly startAtMs?: number
}

/** Alipay on loopback, a merchant who calls it and a server that it notifies. */
export async function openAlipayBench({
  startAtMs = NOON_MS,
  switches = {},
}: AlipayBenchOptions = {}): Promise<AlipayBench> {
  const { alipay: keys } = await testInstallation()
  const context = openBenchContext(startAtMs)
  const gateway = createAlipay(context, { keys, switches })
  const listening = await listen(gateway)
  const server = await openMerchantServer()
  const gatewayUrl = `${listening.url}/gateway.do`
  const merchant = createAlipayMerchant(gatewayUrl, gateway.credentials, () => context.clock.now())
  const order = (changes: object = {}) => ({
    out_trade_no: 'T000001',
    total_amount: '285.00',
    subject: '测试商品',
    product_code: 'JSAPI_PAY',
    op_app_id: keys.appId,
    buyer_open_id: BUYER,
    ...changes,
  })
  return {
    context,
    gateway,
    gatewayUrl,
    merchant,
    server,
    order,
    async create(outTradeNo, changes = {}) {
      const content = order({ out_trade_no: outTradeNo, ...changes })
      const parameters = { notify_url: `${server.url}/notify/alipay` }
      const reply = await merchant.call('alipay.trade.create', content, { parameters })
      return String(reply.node?.['trade_no'])
    },
    async close() {
      await Promise.all([listening.close(), server.close()])
      await context.file.close()
    },
  }
}
