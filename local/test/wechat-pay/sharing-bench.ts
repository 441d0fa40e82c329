import { openWechatPayBench, OPEN_ID, type WechatPayBench } from './bench'
import type { WechatPayReply } from '../../contracts/wechat-pay/merchant'

export const STATION = '1900000109'
export const HEADQUARTERS = '1900000110'
/** Of 100.00 yuan WeChat Pay keeps 0.60. */
export const TOTAL_FEN = 10_000
export const FEE_FEN = 60

export interface ShareOptions {
  readonly account?: string
  readonly amount?: number
  readonly unfreezes?: boolean
  /** Instead of the trade paid by the bench. */
  readonly of?: string
}

export interface Shared {
  readonly state: string
  readonly receivers: readonly { readonly result: string; readonly fail_reason?: string }[]
}

/** A trade just paid, T000001, whose money waits to be shared by two receivers. */
export interface SharingBench extends WechatPayBench {
  readonly transactionId: string
  addReceiver(account: string, type?: string): Promise<WechatPayReply>
  pay(outTradeNo: string, isShared?: boolean): Promise<string>
  post(path: string, body: object): Promise<WechatPayReply>
  share(outOrderNo: string, options?: ShareOptions): Promise<WechatPayReply>
  ask(outOrderNo: string): Promise<Shared>
  unfreeze(outOrderNo: string): Promise<WechatPayReply>
  frozenFen(): number
  usableFen(): number
  receivedFen(account?: string): number
  elapse(ms: number): Promise<void>
}

export async function openSharingBench(): Promise<SharingBench> {
  const bench = await openWechatPayBench()
  const { gateway, keys, merchant } = bench
  const post = (path: string, body: object) =>
    merchant.call('POST', `/v3/profitsharing/${path}`, { body })
  const addReceiver = (account: string, type = 'MERCHANT_ID') =>
    post('receivers/add', { appid: keys.appId, type, account, relation_type: 'STORE' })
  async function pay(outTradeNo: string, isShared = true): Promise<string> {
    const sharing = isShared ? { settle_info: { profit_sharing: true } } : {}
    const changes = { amount: { total: TOTAL_FEN }, ...sharing }
    const paid = await gateway.pay(await bench.prepay(outTradeNo, changes), OPEN_ID)
    if (!paid.ok) throw new Error(paid.refusal.code)
    return paid.value.transactionId
  }
  for (const account of [STATION, HEADQUARTERS]) await addReceiver(account)
  const transactionId = await pay('T000001')
  return {
    ...bench,
    ...{ transactionId, addReceiver, pay, post },
    share: (outOrderNo, { account = STATION, amount = 1_000, of, unfreezes = false } = {}) =>
      post('orders', {
        appid: keys.appId,
        transaction_id: of ?? transactionId,
        out_order_no: outOrderNo,
        receivers: [{ type: 'MERCHANT_ID', account, amount, description: '分给油站' }],
        unfreeze_unsplit: unfreezes,
      }),
    async ask(outOrderNo) {
      const path = `/v3/profitsharing/orders/${outOrderNo}?transaction_id=${transactionId}`
      return (await merchant.call('GET', path)).body as unknown as Shared
    },
    unfreeze: (outOrderNo) =>
      post('orders/unfreeze', {
        transaction_id: transactionId,
        out_order_no: outOrderNo,
        description: '解冻',
      }),
    frozenFen: () => gateway.console.balanceFen(`frozen:${transactionId}`),
    usableFen: () => gateway.console.balanceFen(),
    receivedFen: (account = STATION) => gateway.console.balanceFen(`receiver:${account}`),
    elapse: (ms) => bench.context.clock.advance(ms),
  }
}
