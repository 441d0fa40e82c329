import { unzipSync } from 'fflate'
import { type AlipayBench, BUYER, openAlipayBench } from './alipay-bench'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** The bench begins at 14:05:20 on the 21st; its bills are there at 10:00 on the 22nd. */
const TO_TEN_MS = 19 * HOUR_MS + 54 * MINUTE_MS + 40_000
const STATION = '2088000000000109'
/** 0.60 % of 285.00 */
const FEE_FEN = 171

let bench: AlipayBench
beforeEach(async () => {
  bench = await openAlipayBench()
})
afterEach(() => bench.close())

async function pay(outTradeNo: string, changes: object = {}): Promise<string> {
  const tradeNo = await bench.create(outTradeNo, changes)
  await bench.gateway.pay(tradeNo, BUYER)
  return tradeNo
}

const call = async (method: string, content: object) =>
  (await bench.merchant.call(`alipay.${method}`, content)).node
const refund = (amount: string, requestNo: string, changes: object = {}) =>
  call('trade.refund', {
    out_trade_no: 'T000001',
    refund_amount: amount,
    out_request_no: requestNo,
    ...changes,
  })
const balanceFen = () => bench.gateway.console.balanceFen()

describe('the merchant’s balance', () => {
  test('grows by what is paid less the fee, and refunds come out of it', async () => {
    await pay('T000001')
    expect(balanceFen()).toBe(28_500 - FEE_FEN)
    await refund('85.00', 'R1')
    expect(balanceFen()).toBe(20_000 - 120)
  })

  test('too low for a refund refuses it', async () => {
    await pay('T000001')
    await bench.gateway.console.withdraw(balanceFen())
    expect(await refund('85.00', 'R1')).toMatchObject({ sub_code: 'ACQ.SELLER_BALANCE_NOT_ENOUGH' })
    await bench.gateway.console.recharge(8_500)
    expect(await refund('85.00', 'R1')).toMatchObject({ code: '10000', fund_change: 'Y' })
  })
})

describe('royalties', () => {
  let tradeNo: string
  beforeEach(async () => {
    tradeNo = await pay('T000001')
    await bind([{ type: 'userId', account: STATION }])
  })

  const bind = (receiver_list: readonly object[]) =>
    call('trade.royalty.relation.bind', { out_request_no: 'B1', receiver_list })
  const settle = (amount: string, requestNo = 'S1', changes: object = {}) =>
    call('trade.order.settle', {
      out_request_no: requestNo,
      trade_no: tradeNo,
      royalty_parameters: [{ trans_in_type: 'userId', trans_in: STATION, amount }],
      ...changes,
    })
  const receivedFen = () => bench.gateway.console.balanceFen(`receiver:${STATION}`)

  test('go to who is bound', async () => {
    const reply = await settle('50.00')
    expect(reply).toMatchObject({ code: '10000', trade_no: tradeNo })
    expect([receivedFen(), balanceFen()]).toEqual([5_000, 23_500 - FEE_FEN])
    const asked = await call('trade.order.settle.query', { settle_no: reply?.['settle_no'] })
    expect(asked).toMatchObject({
      royalty_detail_list: [{ trans_in: STATION, amount: '50.00', state: 'SUCCESS' }],
    })
  })

  test.each<[string, () => Promise<unknown>, string]>([
    ['more than 30 %', () => settle('85.51'), 'ACQ.ALLOC_AMOUNT_VALIDATE_ERROR'],
    ['nobody', () => settle('1', 'S1', { royalty_parameters: [] }), 'ACQ.RECEIVER_LIST_EMPTY'],
    ['an unknown trade', () => settle('1', 'S1', { trade_no: '1' }), 'ACQ.TRADE_NOT_EXIST'],
    ['to bind nobody', () => bind([]), 'ACQ.RECEIVER_LIST_EMPTY'],
  ])('refuse %s', async (_, attempt, subCode) => {
    expect(await attempt()).toMatchObject({ code: '40004', sub_code: subCode })
  })

  test('refuse more than 30 % in all', async () => {
    await settle('80.00')
    expect(await settle('5.51', 'S2')).toMatchObject({
      sub_code: 'ACQ.ALLOC_AMOUNT_VALIDATE_ERROR',
    })
    expect(await settle('5.50', 'S2')).toMatchObject({ code: '10000' })
  })

  test('with the same number are the same, or a mistake', async () => {
    const first = await settle('50.00')
    expect(await settle('50.00')).toEqual(first)
    expect(await settle('50.01')).toMatchObject({ sub_code: 'ACQ.DISCORDANT_REPEAT_REQUEST' })
    expect(receivedFen()).toBe(5_000)
  })

  const toTwo = [STATION, '2088000000000110'].map((trans_in) => ({ trans_in, amount: '1.00' }))

  test('in sync are all or nothing', async () => {
    const reply = await settle('1', 'S1', { royalty_parameters: toTwo })
    expect(reply).toMatchObject({ sub_code: 'ACQ.ROYALTY_RECEIVER_INVALID' })
    expect(receivedFen()).toBe(0)
  })

  test('in async are each for himself', async () => {
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

  test('come back with a refund that says so', async () => {
    await settle('50.00')
    const back = (amount: string) => ({
      refund_royalty_parameters: [{ trans_out: STATION, amount }],
    })
    expect(await refund('285.00', 'R1', back('50.01'))).toMatchObject({
      sub_code: 'ACQ.ALLOC_AMOUNT_VALIDATE_ERROR',
    })
    expect(await refund('285.00', 'R1', back('50.00'))).toMatchObject({ fund_change: 'Y' })
    expect([receivedFen(), balanceFen()]).toEqual([0, 0])
  })

  test('go to nobody who was unbound', async () => {
    await call('trade.royalty.relation.unbind', {
      out_request_no: 'B2',
      receiver_list: [{ type: 'userId', account: STATION }],
    })
    expect(await settle('1.00')).toMatchObject({ sub_code: 'ACQ.ROYALTY_RECEIVER_INVALID' })
  })
})

describe('a bill', () => {
  const apply = (bill_date: string, bill_type = 'trade') =>
    call('data.dataservice.bill.downloadurl.query', { bill_date, bill_type })
  const addressOf = (node: Readonly<Record<string, unknown>> | null) =>
    String(node?.['bill_download_url'])

  /** Names and contents of the files, as a Chinese Windows reads them. */
  async function download(billType = 'trade'): Promise<Map<string, string>> {
    const response = await fetch(addressOf(await apply('2026-11-21', billType)))
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()))
    const gbk = new TextDecoder('gbk', { fatal: true })
    return new Map(
      Object.entries(files).map(([name, content]) => [
        gbk.decode(Buffer.from(name, 'latin1')),
        gbk.decode(content),
      ]),
    )
  }

  beforeEach(async () => {
    await pay('T000001', { subject: '92号汽油' })
    await pay('T000002')
    await refund('85.00', 'R1')
    await bench.context.clock.advance(TO_TEN_MS)
  })

  test.each([
    ['today', '2026-11-22', 'INVAILID_ARGUMENTS'],
    ['this month', '2026-11', 'INVAILID_ARGUMENTS'],
    ['no date', 'yesterday', 'INVAILID_ARGUMENTS'],
    ['a day on which nothing was', '2026-11-20', 'NO_BILL_DATA'],
  ])('of %s is refused', async (_, date, subCode) => {
    expect(await apply(date)).toMatchObject({ code: '40004', sub_code: subCode })
  })

  test('is two files in a ZIP, with names and contents in GBK', async () => {
    const files = await download()
    const stem = `${bench.gateway.credentials.sellerId}0156_20261121`
    expect([...files.keys()]).toEqual([`${stem}_业务明细.csv`, `${stem}_业务明细(汇总).csv`])
    expect([...files.values()].join('')).toContain('92号汽油')
  })

  test('tells every payment and refund between comment lines', async () => {
    const [details = ''] = (await download()).values()
    const lines = details.trimEnd().split('\r\n')
    const [columns = '', ...rows] = lines.filter((line) => !line.startsWith('#'))
    const names = columns.split(',')
    const told = rows.map((row) => {
      const cells = row.split(',').map((cell) => cell.trim())
      return ['商户订单号', '业务类型', '商家实收（元）', '服务费（元）'].map(
        (name) => cells[names.indexOf(name)],
      )
    })
    expect(told).toEqual([
      ['T000001', '交易', '285.00', '-1.71'],
      ['T000002', '交易', '285.00', '-1.71'],
      ['T000001', '退款', '-85.00', '0.51'],
    ])
    expect(lines).toContain('#交易合计：2笔，商家实收共570.00元，商家优惠共0.00元')
  })

  test('of the account tells every movement and ends at its balance', async () => {
    const [details = ''] = (await download('signcustomer')).values()
    expect(details).toContain(`${(balanceFen() / 100).toFixed(2)}`)
  })

  test('is at its address for 30 seconds, for whoever has it', async () => {
    const address = addressOf(await apply('2026-11-21'))
    await bench.context.clock.advance(29_999)
    expect((await fetch(address)).status).toBe(200)
    await bench.context.clock.advance(1)
    expect((await fetch(address)).status).toBe(403)
  })

  test('of a month is there on its third day', async () => {
    await bench.context.clock.advance(10 * DAY_MS)
    expect(await apply('2026-11')).toMatchObject({ sub_code: 'BILL_NOT_EXIST' })
    await bench.context.clock.advance(DAY_MS)
    expect(await apply('2026-11')).toMatchObject({ code: '10000' })
  })

  test.each([
    ['bill-empty', 0],
    ['bill-missing-row', 2],
    ['bill-extra-row', 4],
  ])('under %s has %i rows', async (kind, count) => {
    bench.context.faults.arm({ at: 'alipay.bill', kind })
    const [details = ''] = (await download()).values()
    expect(
      details
        .trimEnd()
        .split('\r\n')
        .filter((line) => !line.startsWith('#')),
    ).toHaveLength(count + 1)
  })

  test('under bill-wrong-fee has another fee', async () => {
    bench.context.faults.arm({ at: 'alipay.bill', kind: 'bill-wrong-fee' })
    const [details = ''] = (await download()).values()
    expect(details).toContain('-1.72')
  })

  test('under bill-cut cannot be unpacked', async () => {
    bench.context.faults.arm({ at: 'alipay.bill', kind: 'bill-cut' })
    await expect(download()).rejects.toThrow()
  })

  test.each([
    ['bill-late', 'BILL_NOT_EXIST'],
    ['bill-expired', '10000'],
  ])('under %s cannot be had', async (kind, expected) => {
    bench.context.faults.arm({ at: 'alipay.bill', kind })
    const node = await apply('2026-11-21')
    expect(node?.['sub_code'] ?? node?.['code']).toBe(expected)
    if (expected === '10000') expect((await fetch(addressOf(node))).status).toBe(403)
  })
})

describe('a template message', () => {
  const send = (changes: object = {}) =>
    call('open.app.mini.templatemessage.send', {
      to_open_id: BUYER,
      form_id: 'never',
      user_template_id: 'MDI4YzIxMDE2NQ',
      page: 'pages/order/order',
      data: JSON.stringify({ keyword1: { value: '已加油' } }),
      ...changes,
    })

  test('needs a form, which is good for one', async () => {
    const form_id = await bench.gateway.issueFormId(BUYER)
    expect(await send({ form_id })).toMatchObject({ code: '10000' })
    expect(await send({ form_id })).toMatchObject({ sub_code: 'FORM_ID_NOT_MATCH_APPID' })
    expect(bench.gateway.messages()).toMatchObject([
      { openId: BUYER, data: { keyword1: '已加油' } },
    ])
  })

  test('or a payment by this user, which is good for three', async () => {
    const form_id = await pay('T000001')
    for (let count = 0; count < 3; count++) {
      expect(await send({ form_id })).toMatchObject({ code: '10000' })
    }
    expect(await send({ form_id })).toMatchObject({ sub_code: 'FORM_ID_NOT_MATCH_APPID' })
    expect(await send({ form_id, to_open_id: 'LOCALother' })).toMatchObject({ code: '40004' })
  })

  test.each<[string, object, string]>([
    ['data that is no text', { data: { keyword1: { value: 'x' } } }, 'INVALID_PARAMETER'],
    ['data that is no JSON', { data: '{{' }, 'USER_TEMPLATE_ILLEGAL'],
    ['a field of no template', { data: '{"thing1":{"value":"x"}}' }, 'USER_TEMPLATE_ILLEGAL'],
    [
      'a value too long',
      { data: JSON.stringify({ keyword1: { value: 'x'.repeat(51) } }) },
      'USER_KEYWORD_LENGTH_ERROR',
    ],
    ['nobody to send it to', { to_open_id: undefined }, 'INVALID_PARAMETER'],
  ])('refuses %s', async (_, changes, subCode) => {
    const form_id = await bench.gateway.issueFormId(BUYER)
    expect(await send({ form_id, ...changes })).toMatchObject({ sub_code: subCode })
    expect(bench.gateway.messages()).toEqual([])
  })
})

describe('a code of the mini-program', () => {
  const create = (changes: object = {}) =>
    call('open.app.qrcode.create', {
      url_param: 'pages/index/index',
      query_param: 'station=S1',
      describe: '一号站',
      ...changes,
    })

  test('is a picture at an address', async () => {
    const node = await create()
    const response = await fetch(String(node?.['qr_code_url']))
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(bytes.subarray(1, 4).toString()).toBe('PNG')
  })

  test('wants to be described', async () => {
    expect(await create({ describe: undefined })).toMatchObject({ code: '40004' })
  })
})

describe('the buyer’s bank', () => {
  test('can refuse', async () => {
    const tradeNo = await bench.create('T000001')
    bench.context.faults.arm({ at: 'alipay.pay', kind: 'fails' })
    expect(await bench.gateway.pay(tradeNo, BUYER)).toMatchObject({ refusal: { code: 'failed' } })
    expect(await bench.gateway.pay(tradeNo, BUYER)).toMatchObject({ ok: true })
  })

  test('can take long, in which the trade can be closed', async () => {
    const tradeNo = await bench.create('T000001')
    bench.context.faults.arm({ at: 'alipay.pay', kind: 'takes-long' })
    const paying = bench.gateway.pay(tradeNo, BUYER)
    await call('trade.close', { trade_no: tradeNo })
    await bench.context.clock.advance(MINUTE_MS)
    expect(await paying).toMatchObject({ refusal: { code: 'closed' } })
  })

  test.each([
    ['pays-before', '40004', 'TRADE_SUCCESS'],
    ['pays-after', '10000', 'TRADE_SUCCESS'],
  ])('%s the closing: answered %s, and then %s', async (kind, code, status) => {
    await bench.create('T000001')
    bench.context.faults.arm({ at: 'alipay.close', kind })
    expect(await call('trade.close', { out_trade_no: 'T000001' })).toMatchObject({ code })
    expect(await call('trade.query', { out_trade_no: 'T000001' })).toMatchObject({
      trade_status: status,
    })
  })
})
