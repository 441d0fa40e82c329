import { createWechatPay } from '../../src/wechat-pay/service'
import type { WechatPayReply } from '../../contracts/wechat-pay/merchant'
import { OPEN_ID } from './bench'
import {
  FEE_FEN,
  HEADQUARTERS,
  STATION,
  TOTAL_FEN,
  openSharingBench,
  type Shared,
  type SharingBench,
} from './sharing-bench'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

let bench: SharingBench
beforeEach(async () => {
  bench = await openSharingBench()
})
afterEach(() => bench.close())

describe('refuses', () => {
  test.each<[string, () => Promise<WechatPayReply>, number, string]>([
    ['a share of zero', () => bench.share('S1', { amount: 0 }), 400, 'PARAM_ERROR'],
    ['another app', () => bench.post('orders', { appid: 'wxother' }), 400, 'PARAM_ERROR'],
    ['an unknown payment', () => bench.share('S1', { of: '4200' }), 404, 'RESOURCE_NOT_EXISTS'],
    [
      'an unknown receiver',
      () => bench.share('S1', { account: '1900009999' }),
      400,
      'INVALID_REQUEST',
    ],
    ['more than 30 %', () => bench.share('S1', { amount: 3_001 }), 400, 'INVALID_REQUEST'],
    [
      'to unfreeze without a description',
      () => bench.post('orders/unfreeze', {}),
      400,
      'PARAM_ERROR',
    ],
  ])('%s', async (_, attempt, status, code) => {
    await bench.elapse(MINUTE_MS)
    expect(await attempt()).toMatchObject({ status, body: { code } })
  })

  test('to share within a minute of the payment', async () => {
    await bench.elapse(MINUTE_MS - 1)
    expect(await bench.share('S1')).toMatchObject({
      status: 400,
      body: { code: 'INVALID_REQUEST' },
    })
    await bench.elapse(1)
    expect(await bench.share('S1')).toMatchObject({ status: 200 })
  })

  test('a trade ordered without profit sharing', async () => {
    const of = await bench.pay('T000002', false)
    await bench.elapse(MINUTE_MS)
    expect(await bench.share('S1', { of })).toMatchObject({ body: { code: 'INVALID_REQUEST' } })
  })

  test('more than 30 % in total, for any receivers', async () => {
    await bench.elapse(MINUTE_MS)
    await bench.share('S1', { amount: 2_000 })
    const more = (amount: number) => bench.share('S2', { amount, account: HEADQUARTERS })
    expect(await more(1_001)).toMatchObject({ body: { code: 'INVALID_REQUEST' } })
    expect(await more(1_000)).toMatchObject({ status: 200 })
  })

  test('the 51st request', async () => {
    await bench.elapse(MINUTE_MS)
    for (let index = 0; index < 50; index++) {
      expect(await bench.share(`S${index}`, { amount: 1 })).toMatchObject({ status: 200 })
    }
    expect(await bench.share('S50', { amount: 1 })).toMatchObject({
      body: { code: 'INVALID_REQUEST' },
    })
  })

  test('the same number for another amount', async () => {
    await bench.elapse(MINUTE_MS)
    await bench.share('S1')
    expect(await bench.share('S1', { amount: 1_001 })).toMatchObject({
      body: { code: 'INVALID_REQUEST' },
    })
  })

  test('a name not encrypted for WeChat Pay', async () => {
    const body = { type: 'PERSONAL_OPENID', account: OPEN_ID, relation_type: 'STAFF' }
    const named = { appid: bench.keys.appId, name: 'cGxhaW4=', ...body }
    expect(await bench.post('receivers/add', named)).toMatchObject({
      body: { code: 'PARAM_ERROR' },
    })
  })
})

test('a share is PENDING when accepted, and each receiver has a result later', async () => {
  await bench.elapse(MINUTE_MS)
  const accepted = (await bench.share('S1')).body as unknown as Shared
  expect(accepted).toMatchObject({ state: 'PROCESSING', receivers: [{ result: 'PENDING' }] })
  await bench.elapse(MINUTE_MS)
  expect(await bench.ask('S1')).toMatchObject({
    state: 'FINISHED',
    receivers: [{ result: 'SUCCESS' }],
  })
  expect(bench.receivedFen()).toBe(1_000)
  expect(bench.frozenFen()).toBe(TOTAL_FEN - FEE_FEN - 1_000)
})

test('FINISHED is not SUCCESS: a failed share is returned and can be shared again', async () => {
  await bench.elapse(MINUTE_MS)
  const reason = { reason: 'RECEIVER_HIGH_RISK' }
  bench.context.faults.arm({ at: 'wechat-pay.share', kind: 'share-fails', with: reason })
  await bench.share('S1', { amount: 3_000 })
  await bench.elapse(MINUTE_MS)
  expect(await bench.ask('S1')).toMatchObject({
    state: 'FINISHED',
    receivers: [{ result: 'CLOSED', fail_reason: 'RECEIVER_HIGH_RISK' }],
  })
  expect(bench.frozenFen()).toBe(TOTAL_FEN - FEE_FEN)
  expect(await bench.share('S2', { amount: 3_000 })).toMatchObject({ status: 200 })
})

test('a receiver deleted meanwhile gets nothing', async () => {
  await bench.elapse(MINUTE_MS)
  await bench.share('S1')
  const gone = { appid: bench.keys.appId, type: 'MERCHANT_ID', account: STATION }
  expect(await bench.post('receivers/delete', gone)).toMatchObject({ status: 200 })
  await bench.elapse(MINUTE_MS)
  expect(await bench.ask('S1')).toMatchObject({ receivers: [{ fail_reason: 'NO_RELATION' }] })
})

test('a request is idempotent by its number', async () => {
  await bench.elapse(MINUTE_MS)
  const first = await bench.share('S1')
  expect(await bench.share('S1')).toMatchObject({ status: 200, text: first.text })
})

test('the amount left to share is the frozen money, after the fee', async () => {
  const path = `/v3/profitsharing/transactions/${bench.transactionId}/amounts`
  const { body } = await bench.merchant.call('GET', path)
  expect(body).toEqual({ transaction_id: bench.transactionId, unsplit_amount: TOTAL_FEN - FEE_FEN })
})

describe('unfreezing', () => {
  test('needs its own number: with that of a share nothing happens', async () => {
    await bench.elapse(MINUTE_MS)
    await bench.share('S1')
    expect(await bench.unfreeze('S1')).toMatchObject({ status: 200, body: { out_order_no: 'S1' } })
    expect(bench.usableFen()).toBe(0)
    expect(await bench.unfreeze('U1')).toMatchObject({ status: 200, body: { out_order_no: 'U1' } })
    expect(bench.usableFen()).toBe(TOTAL_FEN - FEE_FEN - 1_000)
  })

  test('ends the sharing, also without earlier shares', async () => {
    await bench.elapse(MINUTE_MS)
    await bench.unfreeze('U1')
    expect(bench.usableFen()).toBe(TOTAL_FEN - FEE_FEN)
    expect(await bench.share('S1')).toMatchObject({ body: { code: 'INVALID_REQUEST' } })
  })

  test('happens with the last share on request', async () => {
    await bench.elapse(MINUTE_MS)
    await bench.share('S1', { unfreezes: true })
    await bench.elapse(MINUTE_MS)
    expect([bench.usableFen(), bench.frozenFen()]).toEqual([TOTAL_FEN - FEE_FEN - 1_000, 0])
  })

  test('happens automatically after 30 days', async () => {
    await bench.elapse(30 * DAY_MS - 1)
    expect(bench.usableFen()).toBe(0)
    await bench.elapse(1)
    expect(bench.usableFen()).toBe(TOTAL_FEN - FEE_FEN)
    expect(await bench.share('S1')).toMatchObject({ body: { code: 'INVALID_REQUEST' } })
  })
})

test('profit sharing pending at a restart completes after it', async () => {
  await bench.elapse(MINUTE_MS)
  await bench.share('S1')
  bench.context.clock.stop()
  createWechatPay(bench.context, { keys: bench.keys })
  await bench.elapse(MINUTE_MS)
  expect(await bench.ask('S1')).toMatchObject({ state: 'FINISHED' })
})
