import {
  FEE_FEN,
  HEADQUARTERS,
  STATION,
  TOTAL_FEN,
  openSharingBench,
  type SharingBench,
} from './sharing-bench'

const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

let bench: SharingBench
beforeEach(async () => {
  bench = await openSharingBench()
})
afterEach(() => bench.close())

const giveBack = (outReturnNo: string, amount: number, changes: object = {}) =>
  bench.post('return-orders', {
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

test('a return of an unknown share is refused', async () => {
  const reply = await giveBack('B1', 1)
  expect(reply).toMatchObject({ status: 404, body: { code: 'RESOURCE_NOT_EXISTS' } })
})

describe('a return', () => {
  beforeEach(async () => {
    await bench.elapse(MINUTE_MS)
    await bench.share('S1')
    await bench.elapse(MINUTE_MS)
  })

  test('of shared money becomes available, and cannot be shared again', async () => {
    expect(await giveBack('B1', 400)).toMatchObject({ status: 200, body: { result: 'SUCCESS' } })
    expect([bench.receivedFen(), bench.usableFen()]).toEqual([600, 400])
    expect(await bench.share('S2', { amount: 2_001 })).toMatchObject({
      body: { code: 'INVALID_REQUEST' },
    })
  })

  test('of more than the receiver still has is refused', async () => {
    await giveBack('B1', 400)
    expect(await giveBack('B2', 601)).toMatchObject({ status: 403, body: { code: 'NOT_ENOUGH' } })
  })

  test('is idempotent by its number, or an error', async () => {
    const first = await giveBack('B1', 400)
    expect(await giveBack('B1', 400)).toMatchObject({ status: 200, text: first.text })
    expect(await giveBack('B1', 401)).toMatchObject({ body: { code: 'INVALID_REQUEST' } })
    expect(bench.usableFen()).toBe(400)
  })

  test('by a merchant without a share is refused', async () => {
    const other = { return_mchid: HEADQUARTERS }
    expect(await giveBack('B1', 1, other)).toMatchObject({ body: { code: 'INVALID_REQUEST' } })
  })

  test('after 180 days is refused', async () => {
    await bench.elapse(180 * DAY_MS + MINUTE_MS)
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
    expect([bench.receivedFen(), bench.usableFen()]).toEqual([1_000, 0])
  })
})

describe('a refund', () => {
  test('before unfreezing uses the frozen money', async () => {
    expect(await refund('R1', 1_000)).toMatchObject({ body: { amount: { refund: 1_000 } } })
    expect([bench.usableFen(), bench.frozenFen()]).toEqual([0, TOTAL_FEN - FEE_FEN - 1_000 + 6])
  })

  test('of more than the frozen money is refused', async () => {
    await bench.elapse(MINUTE_MS)
    await bench.share('S1', { amount: 3_000 })
    expect(await refund('R1', 7_100)).toMatchObject({ status: 403, body: { code: 'NOT_ENOUGH' } })
    expect(await refund('R1', 6_900)).toMatchObject({ status: 200 })
  })

  test('reduces the shareable amount', async () => {
    await bench.elapse(MINUTE_MS)
    await refund('R1', 5_000)
    expect(await bench.share('S1', { amount: 1_501 })).toMatchObject({
      body: { code: 'INVALID_REQUEST' },
    })
    expect(await bench.share('S1', { amount: 1_500 })).toMatchObject({ status: 200 })
  })
})
