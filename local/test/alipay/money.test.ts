import { type AlipayBench, BUYER, openAlipayBench } from './bench'

const MINUTE_MS = 60_000
const STATION = '2088000000000109'
/** 0.60 % of 285.00 */
const FEE_FEN = 171

let bench: AlipayBench
beforeEach(async () => {
  bench = await openAlipayBench()
})
afterEach(() => bench.close())

describe('the merchant’s balance', () => {
  test('grows by payments less the fee, and pays refunds', async () => {
    await bench.pay('T000001')
    expect(bench.balanceFen()).toBe(28_500 - FEE_FEN)
    await bench.refund('85.00', 'R1')
    expect(bench.balanceFen()).toBe(20_000 - 120)
  })

  test('too low for a refund refuses it', async () => {
    await bench.pay('T000001')
    await bench.gateway.console.withdraw(bench.balanceFen())
    expect(await bench.refund('85.00', 'R1')).toMatchObject({
      sub_code: 'ACQ.SELLER_BALANCE_NOT_ENOUGH',
    })
    await bench.gateway.console.recharge(8_500)
    expect(await bench.refund('85.00', 'R1')).toMatchObject({ code: '10000', fund_change: 'Y' })
  })
})

describe('royalties', () => {
  let tradeNo: string
  beforeEach(async () => {
    tradeNo = await bench.pay('T000001')
    await bind([{ type: 'userId', account: STATION }])
  })

  const bind = (receiver_list: readonly object[]) =>
    bench.call('trade.royalty.relation.bind', { out_request_no: 'B1', receiver_list })
  const settle = (amount: string, requestNo = 'S1', changes: object = {}) =>
    bench.call('trade.order.settle', {
      out_request_no: requestNo,
      trade_no: tradeNo,
      royalty_parameters: [{ trans_in_type: 'userId', trans_in: STATION, amount }],
      ...changes,
    })
  const receivedFen = () => bench.gateway.console.balanceFen(`receiver:${STATION}`)

  test('go to bound receivers', async () => {
    const reply = await settle('50.00')
    expect(reply).toMatchObject({ code: '10000', trade_no: tradeNo })
    expect([receivedFen(), bench.balanceFen()]).toEqual([5_000, 23_500 - FEE_FEN])
    const asked = await bench.call('trade.order.settle.query', { settle_no: reply?.['settle_no'] })
    expect(asked).toMatchObject({
      royalty_detail_list: [{ trans_in: STATION, amount: '50.00', state: 'SUCCESS' }],
    })
  })

  test.each<[string, () => Promise<unknown>, string]>([
    ['more than 30 %', () => settle('85.51'), 'ACQ.ALLOC_AMOUNT_VALIDATE_ERROR'],
    ['nobody', () => settle('1', 'S1', { royalty_parameters: [] }), 'ACQ.RECEIVER_LIST_EMPTY'],
    ['an unknown trade', () => settle('1', 'S1', { trade_no: '1' }), 'ACQ.TRADE_NOT_EXIST'],
    ['to bind no receiver', () => bind([]), 'ACQ.RECEIVER_LIST_EMPTY'],
  ])('refuse %s', async (_, attempt, subCode) => {
    expect(await attempt()).toMatchObject({ code: '40004', sub_code: subCode })
  })

  test('refuse more than 30 % in total', async () => {
    await settle('80.00')
    expect(await settle('5.51', 'S2')).toMatchObject({
      sub_code: 'ACQ.ALLOC_AMOUNT_VALIDATE_ERROR',
    })
    expect(await settle('5.50', 'S2')).toMatchObject({ code: '10000' })
  })

  test('are idempotent by their number, or an error', async () => {
    const first = await settle('50.00')
    expect(await settle('50.00')).toEqual(first)
    expect(await settle('50.01')).toMatchObject({ sub_code: 'ACQ.DISCORDANT_REPEAT_REQUEST' })
    expect(receivedFen()).toBe(5_000)
  })

  const toTwo = [STATION, '2088000000000110'].map((trans_in) => ({ trans_in, amount: '1.00' }))

  test('in sync are atomic', async () => {
    const reply = await settle('1', 'S1', { royalty_parameters: toTwo })
    expect(reply).toMatchObject({ sub_code: 'ACQ.ROYALTY_RECEIVER_INVALID' })
    expect(receivedFen()).toBe(0)
  })

  test('asynchronous ones are independent of each other', async () => {
    await settle('1', 'S1', { royalty_parameters: toTwo, royalty_mode: 'async' })
    expect(receivedFen()).toBe(100)
  })

  test.each([
    ['sync', 6],
    ['async', 51],
  ])('in %s refuse %i receivers', async (royalty_mode, count) => {
    const royalty_parameters = Array.from({ length: count }, () => toTwo[0])
    const reply = await settle('1', 'S1', { royalty_parameters, royalty_mode })
    expect(reply).toMatchObject({ sub_code: 'ACQ.RELATION_QUANTITY_LIMIT' })
  })

  test('are returned by a refund that lists them', async () => {
    await settle('50.00')
    const back = (amount: string) => ({
      refund_royalty_parameters: [{ trans_out: STATION, amount }],
    })
    expect(await bench.refund('285.00', 'R1', back('50.01'))).toMatchObject({
      sub_code: 'ACQ.ALLOC_AMOUNT_VALIDATE_ERROR',
    })
    expect(await bench.refund('285.00', 'R1', back('50.00'))).toMatchObject({ fund_change: 'Y' })
    expect([receivedFen(), bench.balanceFen()]).toEqual([0, 0])
  })

  test('are refused for an unbound receiver', async () => {
    await bench.call('trade.royalty.relation.unbind', {
      out_request_no: 'B2',
      receiver_list: [{ type: 'userId', account: STATION }],
    })
    expect(await settle('1.00')).toMatchObject({ sub_code: 'ACQ.ROYALTY_RECEIVER_INVALID' })
  })
})

describe('the buyer’s bank', () => {
  test('can refuse', async () => {
    const tradeNo = await bench.create('T000001')
    bench.context.faults.arm({ at: 'alipay.pay', kind: 'fails' })
    expect(await bench.gateway.pay(tradeNo, BUYER)).toMatchObject({ refusal: { code: 'failed' } })
    expect(await bench.gateway.pay(tradeNo, BUYER)).toMatchObject({ ok: true })
  })

  test('can take long, and the trade can be closed meanwhile', async () => {
    const tradeNo = await bench.create('T000001')
    bench.context.faults.arm({ at: 'alipay.pay', kind: 'takes-long' })
    const paying = bench.gateway.pay(tradeNo, BUYER)
    await bench.call('trade.close', { trade_no: tradeNo })
    await bench.context.clock.advance(MINUTE_MS)
    expect(await paying).toMatchObject({ refusal: { code: 'closed' } })
  })

  test.each([
    ['pays-before', '40004', 'TRADE_SUCCESS'],
    ['pays-after', '10000', 'TRADE_SUCCESS'],
  ])('%s the closing: answered %s, and then %s', async (kind, code, status) => {
    await bench.create('T000001')
    bench.context.faults.arm({ at: 'alipay.close', kind })
    expect(await bench.call('trade.close', { out_trade_no: 'T000001' })).toMatchObject({ code })
    expect(await bench.call('trade.query', { out_trade_no: 'T000001' })).toMatchObject({
      trade_status: status,
    })
  })
})
