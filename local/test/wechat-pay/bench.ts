import { createSign } from 'node:crypto'
import { type Installation, makeInstallation } from '../../src/installation'
import type { WechatPaySwitches } from '../../src/wechat-pay/context'
import type { WechatPayCredentials, WechatPayKeys } from '../../src/wechat-pay/wire/keys'
import { createWechatPay, type WechatPay } from '../../src/wechat-pay/service'
import { type MerchantServer, openMerchantServer } from '../gateway/merchant-server'
import { type BenchContext, listen, NOON_MS, openBenchContext } from '../gateway/service-bench'
import {
  createWechatPayMerchant,
  type WechatPayMerchant,
} from '../../contracts/wechat-pay/merchant'

export interface WechatPayBench {
  readonly context: BenchContext
  readonly gateway: WechatPay
  readonly gatewayUrl: string
  readonly merchant: WechatPayMerchant
  readonly server: MerchantServer
  readonly keys: WechatPayKeys
  readonly order: (changes?: object) => object
  prepay(outTradeNo: string, changes?: object): Promise<string>
  close(): Promise<void>
}

export const OPEN_ID = 'oLOCALzhang'

let installation: Promise<Installation> | undefined

/** The same keys for a whole test file: making them takes a second. */
export function testInstallation(): Promise<Installation> {
  installation ??= makeInstallation(NOON_MS)
  return installation
}

export interface WechatPayBenchOptions {
  readonly switches?: Partial<WechatPaySwitches>
  readonly changeKeys?: (keys: WechatPayKeys) => WechatPayKeys
  readonly startAtMs?: number
}

/** WeChat Pay on loopback, a merchant that calls it and a server that it notifies. */
export async function openWechatPayBench({
  changeKeys = (keys) => keys,
  startAtMs = NOON_MS,
  switches = {},
}: WechatPayBenchOptions = {}): Promise<WechatPayBench> {
  const keys = changeKeys((await testInstallation()).wechatPay)
  const context = openBenchContext(startAtMs)
  const gateway = createWechatPay(context, {
    keys,
    switches: { loopbackNotifyUrls: true, ...switches },
  })
  const listening = await listen(gateway)
  const server = await openMerchantServer()
  const merchant = createWechatPayMerchant(listening.url, gateway.credentials, () =>
    context.clock.now(),
  )
  const order = (changes: object = {}) => ({
    appid: keys.appId,
    mchid: keys.mchid,
    description: '测试商品',
    out_trade_no: 'T20261121-0001',
    notify_url: `${server.url}/notify/wechat`,
    amount: { total: 17720 },
    payer: { openid: OPEN_ID },
    ...changes,
  })
  return {
    context,
    gateway,
    gatewayUrl: listening.url,
    merchant,
    server,
    keys,
    order,
    async prepay(outTradeNo, changes = {}) {
      const body = order({ out_trade_no: outTradeNo, ...changes })
      const reply = await merchant.call('POST', '/v3/pay/transactions/jsapi', { body })
      return String(reply.body?.['prepay_id'])
    },
    async close() {
      await Promise.all([listening.close(), server.close()])
      await context.file.close()
    },
  }
}

/** A mini-program's argument to wx.requestPayment. */
export const signPayment = ({ gateway }: WechatPayBench, prepayId: string) =>
  signPaymentWith(gateway.credentials, prepayId)

export function signPaymentWith(credentials: WechatPayCredentials, prepayId: string) {
  const request = { timeStamp: '1795241120', nonceStr: 'n0nce', package: `prepay_id=${prepayId}` }
  const fields = [credentials.appId, request.timeStamp, request.nonceStr, request.package]
  const paySign = createSign('RSA-SHA256')
    .update(fields.map((field) => `${field}\n`).join(''))
    .sign(credentials.merchantPrivateKeyPem, 'base64')
  return { ...request, signType: 'RSA', paySign }
}
