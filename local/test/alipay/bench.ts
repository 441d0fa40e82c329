import type { AlipaySwitches } from '../../src/alipay/context'
import { type Alipay, createAlipay } from '../../src/alipay/service'
import {
  type AlipayMerchant,
  type AlipayReply,
  createAlipayMerchant,
} from '../../contracts/alipay/merchant'
import { type MerchantServer, openMerchantServer } from '../gateway/merchant-server'
import { type BenchContext, listen, NOON_MS, openBenchContext } from '../gateway/service-bench'
import { testInstallation } from '../wechat-pay/bench'

export interface AlipayBench {
  readonly context: BenchContext
  readonly gateway: Alipay
  readonly gatewayUrl: string
  readonly merchant: AlipayMerchant
  readonly server: MerchantServer
  /** Creates a trade; returns its trade_no. */
  create(outTradeNo: string, changes?: object): Promise<string>
  /** Creates a trade that the buyer pays. */
  pay(outTradeNo: string, changes?: object): Promise<string>
  /** Of T000001 by default. */
  refund(amount: string, requestNo: string, changes?: object): Promise<AlipayReply['node']>
  /** `alipay.<method>`; returns the node of the reply. */
  call(method: string, content: object): Promise<AlipayReply['node']>
  balanceFen(): number
  readonly order: (changes?: object) => object
  close(): Promise<void>
}

export const BUYER = 'LOCALchen'

export interface AlipayBenchOptions {
  readonly switches?: Partial<AlipaySwitches>
  readonly startAtMs?: number
}

/** Alipay on loopback, a merchant that calls it and a server that it notifies. */
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
  async function create(outTradeNo: string, changes: object = {}): Promise<string> {
    const content = order({ out_trade_no: outTradeNo, ...changes })
    const parameters = { notify_url: `${server.url}/notify/alipay` }
    const reply = await merchant.call('alipay.trade.create', content, { parameters })
    return String(reply.node?.['trade_no'])
  }
  const call = async (method: string, content: object) =>
    (await merchant.call(`alipay.${method}`, content)).node
  return {
    context,
    gateway,
    gatewayUrl,
    merchant,
    server,
    order,
    create,
    call,
    async pay(outTradeNo, changes) {
      const tradeNo = await create(outTradeNo, changes)
      await gateway.pay(tradeNo, BUYER)
      return tradeNo
    },
    refund: (amount, requestNo, changes = {}) =>
      call('trade.refund', {
        out_trade_no: 'T000001',
        refund_amount: amount,
        out_request_no: requestNo,
        ...changes,
      }),
    balanceFen: () => gateway.console.balanceFen(),
    async close() {
      await Promise.all([listening.close(), server.close()])
      await context.file.close()
    },
  }
}
