import { createWechatPay } from '../src/wechat-pay/service'
import { OPEN_ID, openWechatPayBench, type WechatPayBench } from './wechat-pay-bench'
import type { WechatPayReply } from '../contracts/wechat-pay-merchant'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000
const STATION = '1900000109'
const HEADQUARTERS = '1900000110'
/** Of 100.00 yuan WeChat Pay keeps 0.60. */
const TOTAL_FEN = 10_000
const FEE_FEN = 60

let bench: WechatPayBench
let transactionId: string
beforeEach(async () => {
  bench = await openWechatPayBench()
  for (const account of [STATION, HEADQUARTERS]) await addReceiver(account)
  transactionId = await pay('T000001')
})
afterEach(() => bench.close())

const post = (path: string, body: object) =>
  bench.merchant.call('POST', `/v3/profitsharing/${path}`, { body })
const addReceiver = (account: string, type = 'MERCHANT_ID') =>
  post('receivers/add', { appid: bench.keys.appId, type, account, relation_type: 'STORE' })

async function pay(outTradeNo: string, isShared = true): Promise<string> {
  const changes = {
    amount: { total: TOTAL_FEN },
    ...(isShared ? { settle_info: { profit_sharing: true } } : {}),
  }
  const paid = await bench.gateway.pay(await bench.prepay(outTradeNo, changes), OPEN_ID)
  if (!paid.ok) throw new Error(paid.refusal.code)
  return paid.value.transactionId
}

interface ShareOptions {
  readonly account?: string
  readonly amount?: number
  readonly unfreezes?: boolean
  readonly of?: string
}

const share = (outOrderNo: string, options: ShareOptions = {}) =>
  post('orders', {
    appid: bench.keys.appId,
    transaction_id: options.of ?? transactionId,
    out_order_no: outOrderNo,
    receivers: [
      {
        type: 'MERCHANT_ID',
        account: options.account ?? STATION,
        amount: options.amount ?? 1_000,
        description: '分给油站',
      },
    ],
    unfreeze_unsplit: options.unfreezes ?? false,
  })
const unfreeze = (outOrderNo: string) =>
  post('orders/unfreeze', {
    transaction_id: transactionId,
    out_order_no: outOrderNo,
    description: '解冻',
  })
const giveBack = (outReturnNo: string, amount: number, changes: object = {}) =>
  post('return-orders', {
    out_order_no: 'S1',
    out_return_no: outReturnNo,
    return_mchid: STATION,
    amount,
    description: '退回',
    ...changes,
  })
const refund = (outRefundNo: string, refundFen: number) =>
  bench.merchant.call('POST', '/v3/refund/domestic/refunds', {
    body: {
      out_trade_no: 'T000001',
      out_refund_no: outRefundNo,
      amount: { refund: refundFen, total: TOTAL_FEN, currency: 'CNY' },
    },
  })

interface Shared {
  readonly state: string
  readonly receivers: readonly { readonly result: string; readonly fail_reason?: string }[]
}

async function ask(outOrderNo: string): Promise<Shared> {
  const path = `/v3/profitsharing/orders/${outOrderNo}?transaction_id=${transactionId}`
  return (await bench.merchant.call('GET', path)).body as unknown as Shared
}
const frozenFen = () => bench.gateway.console.balanceFen(`frozen:${transactionId}`)
const usableFen = () => bench.gateway.console.balanceFen()
const receivedFen = (account = STATION) => bench.gateway.console.balanceFen(`receiver:${account}`)
const elapse = (ms: number) => bench.context.clock.advance(ms)

describe('refuses', () => {
  test.each<[string, () => Promise<WechatPayReply>, number, string]>([
    ['a share of nothing', () => share('S1', { amount: 0 }), 400, 'PARAM_ERROR'],
    ['another app', () => post('orders', { appid: 'wxother' }), 400, 'PARAM_ERROR'],
    ['an unknown payment', () => share('S1', { of: '4200' }), 404, 'RESOURCE_NOT_EXISTS'],
    ['who is no receiver', () => share('S1', { account: '1900009999' }), 400, 'INVALID_REQUEST'],
    ['more than 30 %', () => share('S1', { amount: 3_001 }), 400, 'INVALID_REQUEST'],
    ['to unfreeze without words', () => post('orders/unfreeze', {}), 400, 'PARAM_ERROR'],
    ['to return of an unknown share', () => giveBack('B1', 1), 404, 'RESOURCE_NOT_EXISTS'],
  ])('%s', async (_, attempt, status, code) => {
    await elapse(MINUTE_MS)
    expect(await attempt()).toMatchObject({ status, body: { code } })
  })

  test('to share within a minute of the payment', async () => {
    await elapse(MINUTE_MS - 1)
    expect(await share('S1')).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } })
    await elapse(1)
    expect(await share('S1')).toMatchObject({ status: 200 })
  })

  test('a trade that was not ordered to be shared', async () => {
    const of = await pay('T000002', false)
    await elapse(MINUTE_MS)
    expect(await share('S1', { of })).toMatchObject({ body: { code: 'INVALID_REQUEST' } })
  })

  test('more than 30 % in all, whoever gets it', async () => {
    await elapse(MINUTE_MS)
    await share('S1', { amount: 2_000 })
    const more = (amount: number) => share('S2', { amount, account: HEADQUARTERS })
    expect(await more(1_001)).toMatchObject({ body: { code: 'INVALID_REQUEST' } })
    expect(await more(1_000)).toMatchObject({ status: 200 })
  })

  test('the 51st request', async () => {
    await elapse(MINUTE_MS)
    for (let index = 0; index < 50; index++) {
      expect(await share(`S${index}`, { amount: 1 })).toMatchObject({ status: 200 })
    }
    expect(await share('S50', { amount: 1 })).toMatchObject({ body: { code: 'INVALID_REQUEST' } })
  })

  test('the same number for another amount', async () => {
    await elapse(MINUTE_MS)
    await share('S1')
    expect(await share('S1', { amount: 1_001 })).toMatchObject({
      body: { code: 'INVALID_REQUEST' },
    })
  })

  test('a name that is not encrypted for WeChat Pay', async () => {
    const body = { type: 'PERSONAL_OPENID', account: OPEN_ID, relation_type: 'STAFF' }
    const named = { appid: bench.keys.appId, name: 'cGxhaW4=', ...body }
    expect(await post('receivers/add', named)).toMatchObject({ body: { code: 'PARAM_ERROR' } })
  })
})

test('a share is PENDING when accepted, and each receiver has a result later', async () => {
  await elapse(MINUTE_MS)
  const accepted = (await share('S1')).body as unknown as Shared
  expect(accepted).toMatchObject({ state: 'PROCESSING', receivers: [{ result: 'PENDING' }] })
  await elapse(MINUTE_MS)
  expect(await ask('S1')).toMatchObject({ state: 'FINISHED', receivers: [{ result: 'SUCCESS' }] })
  expect(receivedFen()).toBe(1_000)
  expect(frozenFen()).toBe(TOTAL_FEN - FEE_FEN - 1_000)
})

test('FINISHED is not SUCCESS: a share that fails goes back and can be shared again', async () => {
  await elapse(MINUTE_MS)
  const reason = { reason: 'RECEIVER_HIGH_RISK' }
  bench.context.faults.arm({ at: 'wechat-pay.share', kind: 'share-fails', with: reason })
  await share('S1', { amount: 3_000 })
  await elapse(MINUTE_MS)
  expect(await ask('S1')).toMatchObject({
    state: 'FINISHED',
    receivers: [{ result: 'CLOSED', fail_reason: 'RECEIVER_HIGH_RISK' }],
  })
  expect(frozenFen()).toBe(TOTAL_FEN - FEE_FEN)
  expect(await share('S2', { amount: 3_000 })).toMatchObject({ status: 200 })
})

test('who is deleted meanwhile gets nothing', async () => {
  await elapse(MINUTE_MS)
  await share('S1')
  const gone = { appid: bench.keys.appId, type: 'MERCHANT_ID', account: STATION }
  expect(await post('receivers/delete', gone)).toMatchObject({ status: 200 })
  await elapse(MINUTE_MS)
  expect(await ask('S1')).toMatchObject({ receivers: [{ fail_reason: 'NO_RELATION' }] })
})

test('the same number again is the same request', async () => {
  await elapse(MINUTE_MS)
  const first = await share('S1')
  expect(await share('S1')).toMatchObject({ status: 200, text: first.text })
})

test('what is left to share is the frozen money, after the fee', async () => {
  const path = `/v3/profitsharing/transactions/${transactionId}/amounts`
  const { body } = await bench.merchant.call('GET', path)
  expect(body).toEqual({ transaction_id: transactionId, unsplit_amount: TOTAL_FEN - FEE_FEN })
})

describe('unfreezing', () => {
  test('needs a number of its own: with that of a share nothing happens', async () => {
    await elapse(MINUTE_MS)
    await share('S1')
    expect(await unfreeze('S1')).toMatchObject({ status: 200, body: { out_order_no: 'S1' } })
    expect(usableFen()).toBe(0)
    expect(await unfreeze('U1')).toMatchObject({ status: 200, body: { out_order_no: 'U1' } })
    expect(usableFen()).toBe(TOTAL_FEN - FEE_FEN - 1_000)
  })

  test('ends the sharing, also where nothing was shared', async () => {
    await elapse(MINUTE_MS)
    await unfreeze('U1')
    expect(usableFen()).toBe(TOTAL_FEN - FEE_FEN)
    expect(await share('S1')).toMatchObject({ body: { code: 'INVALID_REQUEST' } })
  })

  test('comes with the last share when asked for', async () => {
    await elapse(MINUTE_MS)
    await share('S1', { unfreezes: true })
    await elapse(MINUTE_MS)
    expect([usableFen(), frozenFen()]).toEqual([TOTAL_FEN - FEE_FEN - 1_000, 0])
  })

  test('happens by itself after 30 days', async () => {
    await elapse(30 * DAY_MS - 1)
    expect(usableFen()).toBe(0)
    await elapse(1)
    expect(usableFen()).toBe(TOTAL_FEN - FEE_FEN)
    expect(await share('S1')).toMatchObject({ body: { code: 'INVALID_REQUEST' } })
  })
})

describe('a return', () => {
  beforeEach(async () => {
    await elapse(MINUTE_MS)
    await share('S1')
    await elapse(MINUTE_MS)
  })

  test('of what was shared becomes usable, and cannot be shared again', async () => {
    expect(await giveBack('B1', 400)).toMatchObject({ status: 200, body: { result: 'SUCCESS' } })
    expect([receivedFen(), usableFen()]).toEqual([600, 400])
    expect(await share('S2', { amount: 2_001 })).toMatchObject({
      body: { code: 'INVALID_REQUEST' },
    })
  })

  test('of more than is left with the receiver is refused', async () => {
    await giveBack('B1', 400)
    expect(await giveBack('B2', 601)).toMatchObject({ status: 403, body: { code: 'NOT_ENOUGH' } })
  })

  test('with the same number is the same return, or a mistake', async () => {
    const first = await giveBack('B1', 400)
    expect(await giveBack('B1', 400)).toMatchObject({ status: 200, text: first.text })
    expect(await giveBack('B1', 401)).toMatchObject({ body: { code: 'INVALID_REQUEST' } })
    expect(usableFen()).toBe(400)
  })

  test('by who was given nothing is refused', async () => {
    const other = { return_mchid: HEADQUARTERS }
    expect(await giveBack('B1', 1, other)).toMatchObject({ body: { code: 'INVALID_REQUEST' } })
  })

  test('after 180 days is refused', async () => {
    await elapse(180 * DAY_MS + MINUTE_MS)
    expect(await giveBack('B1', 1)).toMatchObject({ body: { code: 'INVALID_REQUEST' } })
  })

  test('that fails moves nothing', async () => {
    bench.context.faults.arm({ at: 'wechat-pay.share-return', kind: 'return-fails' })
    expect(await giveBack('B1', 400)).toMatchObject({
      status: 200,
      body: { result: 'FAILED', fail_reason: 'BALANCE_NOT_ENOUGH' },
    })
    const path = '/v3/profitsharing/return-orders/B1?out_order_no=S1'
    expect((await bench.merchant.call('GET', path)).body).toMatchObject({ result: 'FAILED' })
    expect([receivedFen(), usableFen()]).toEqual([1_000, 0])
  })
})

describe('a refund', () => {
  test('before the money is unfrozen comes out of the frozen money', async () => {
    expect(await refund('R1', 1_000)).toMatchObject({ body: { amount: { refund: 1_000 } } })
    expect([usableFen(), frozenFen()]).toEqual([0, TOTAL_FEN - FEE_FEN - 1_000 + 6])
  })

  test('of more than is still frozen is refused', async () => {
    await elapse(MINUTE_MS)
    await share('S1', { amount: 3_000 })
    expect(await refund('R1', 7_100)).toMatchObject({ status: 403, body: { code: 'NOT_ENOUGH' } })
    expect(await refund('R1', 6_900)).toMatchObject({ status: 200 })
  })

  test('makes less of it shareable', async () => {
    await elapse(MINUTE_MS)
    await refund('R1', 5_000)
    expect(await share('S1', { amount: 1_501 })).toMatchObject({
      body: { code: 'INVALID_REQUEST' },
    })
    expect(await share('S1', { amount: 1_500 })).toMatchObject({ status: 200 })
  })
})

test('what was being shared at a restart is shared after it', async () => {
  await elapse(MINUTE_MS)
  await share('S1')
  bench.context.clock.stop()
  createWechatPay(bench.context, { keys: bench.keys })
  await elapse(MINUTE_MS)
  expect(await ask('S1')).toMatchObject({ state: 'FINISHED' })
})
