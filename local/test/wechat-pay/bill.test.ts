import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Formatter } from 'wechatpay-axios-plugin'
import { OPEN_ID, openWechatPayBench, type WechatPayBench } from './bench'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** The bench begins at 14:05:20 on the 21st; its bills are there at 10:00 on the 22nd. */
const TO_TEN_MS = 19 * HOUR_MS + 54 * MINUTE_MS + 40_000
const TODAY = '2026-11-21'

let bench: WechatPayBench
beforeEach(async () => {
  bench = await openWechatPayBench()
})
afterEach(() => bench.close())

async function pay(outTradeNo: string, changes: object = {}): Promise<string> {
  const paid = await bench.gateway.pay(await bench.prepay(outTradeNo, changes), OPEN_ID)
  if (!paid.ok) throw new Error(paid.refusal.code)
  return paid.value.transactionId
}

const refund = (outTradeNo: string, outRefundNo: string, refundFen: number) =>
  bench.merchant.call('POST', '/v3/refund/domestic/refunds', {
    body: {
      out_trade_no: outTradeNo,
      out_refund_no: outRefundNo,
      amount: { refund: refundFen, total: 17720, currency: 'CNY' },
    },
  })

type Kind = 'tradebill' | 'fundflowbill'

const apply = (kind: Kind, changes: Readonly<Record<string, string>> = {}) => {
  const query = new URLSearchParams({ bill_date: TODAY, ...changes })
  return bench.merchant.call('GET', `/v3/bill/${kind}?${query}`)
}

/** The path of a download_url, whose host is always the real one. */
function pathOf(reply: { body: Readonly<Record<string, unknown>> | null }): string {
  const url = new URL(String(reply.body?.['download_url']))
  expect(url.host).toBe('api.mch.weixin.qq.com')
  return url.pathname + url.search
}

async function download(kind: Kind, changes: Readonly<Record<string, string>> = {}) {
  const applied = await apply(kind, changes)
  const { headers, text } = await bench.merchant.call('GET', pathOf(applied))
  return { headers, text, hash: String(applied.body?.['hash_value']) }
}

/** From wechatpay-php, tests/fixtures/bill.ALL.csv, Apache-2.0. */
const SAMPLE = join(__dirname, '../fixtures/wechat-trade-bill.csv')

/** As a client reads it that shares no code with us. */
const read = (text: string) =>
  Formatter.castCsvBill(`\ufeff${text}`) as unknown as {
    rows: readonly Readonly<Record<string, string>>[]
    summary: Readonly<Record<string, string>>
  }
const sha1 = (bytes: string | Buffer) => createHash('sha1').update(bytes).digest('hex')

describe('refuses', () => {
  test.each<[string, Readonly<Record<string, string>>, string]>([
    ['today', {}, 'INVALID_REQUEST'],
    ['an invalid date', { bill_date: '2026-11-31' }, 'INVALID_REQUEST'],
    ['another form of date', { bill_date: '20261120' }, 'INVALID_REQUEST'],
    ['more than three months ago', { bill_date: '2026-08-01' }, 'INVALID_REQUEST'],
    ['an unknown type', { bill_date: '2026-11-20', bill_type: 'RECHARGE' }, 'PARAM_ERROR'],
    ['another packing', { bill_date: '2026-11-20', tar_type: 'ZIP' }, 'PARAM_ERROR'],
    ['a day without transactions', { bill_date: '2026-11-20' }, 'NO_STATEMENT_EXIST'],
  ])('%s', async (_, changes, code) => {
    expect(await apply('tradebill', changes)).toMatchObject({ status: 400, body: { code } })
  })

  test('before ten in the morning', async () => {
    await pay('T000001')
    await bench.context.clock.advance(TO_TEN_MS - 1)
    expect(await apply('tradebill')).toMatchObject({ body: { code: 'STATEMENT_CREATING' } })
    await bench.context.clock.advance(1)
    expect(await apply('tradebill')).toMatchObject({ status: 200, body: { hash_type: 'SHA1' } })
  })

  test('an address of five minutes ago', async () => {
    await pay('T000001')
    await bench.context.clock.advance(TO_TEN_MS)
    const path = pathOf(await apply('tradebill'))
    await bench.context.clock.advance(5 * MINUTE_MS - 1)
    expect(await bench.merchant.call('GET', path)).toMatchObject({ status: 200 })
    await bench.context.clock.advance(1)
    expect(await bench.merchant.call('GET', path)).toMatchObject({
      status: 400,
      body: { code: 'INVALID_REQUEST' },
    })
  })
})

describe('a trade bill', () => {
  let transactionId: string
  beforeEach(async () => {
    transactionId = await pay('T000001', { attach: 'a,b', description: '汽油,92#' })
    await pay('T000002')
    await refund('T000001', 'R1', 7_720)
    await bench.context.clock.advance(TO_TEN_MS)
  })

  test('has the columns of the sample in WeChat Pay’s own SDK tests', async () => {
    const { text } = await download('tradebill')
    const sample = readFileSync(SAMPLE, 'utf8')
    const [columns, ...rest] = sample.replace('\ufeff', '').split('\r\n')
    const lines = text.split('\r\n')
    expect(lines[0]).toBe(columns)
    expect(lines.at(-3)).toBe(rest.at(-3))
  })

  test('lists every payment and refund, with their sums', async () => {
    const { rows, summary } = read((await download('tradebill')).text)
    expect(rows).toHaveLength(3)
    expect(rows[0]).toMatchObject({
      微信订单号: transactionId,
      商户订单号: 'T000001',
      交易状态: 'SUCCESS',
      应结订单金额: '177.20',
      商品名称: '汽油,92#',
      商户数据包: 'a,b',
      手续费: '1.06000',
      费率: '0.60%',
    })
    expect(rows[2]).toMatchObject({
      商户订单号: 'T000001',
      商户退款单号: 'R1',
      交易状态: 'REFUND',
      退款金额: '77.20',
      退款状态: 'SUCCESS',
      手续费: '-0.46000',
    })
    expect(summary).toMatchObject({
      总交易单数: '3.0',
      应结订单总金额: '354.4',
      退款总金额: '77.2',
      手续费总金额: '1.66',
    })
  })

  test.each([
    ['SUCCESS', ['T000001', 'T000002']],
    ['REFUND', ['T000001']],
  ])('of %s only', async (type, outTradeNos) => {
    const { rows } = read((await download('tradebill', { bill_type: type })).text)
    expect(rows.map((row) => row['商户订单号'])).toEqual(outTradeNos)
  })

  const REFUND_SUMS = ['退款总金额', '充值券退款总金额']
  test.each([
    ['ALL', ['应结订单总金额', ...REFUND_SUMS, '手续费总金额', '订单总金额', '申请退款总金额']],
    ['SUCCESS', ['应结订单总金额', '手续费总金额', '订单总金额']],
    ['REFUND', ['应结订单总金额', ...REFUND_SUMS, '手续费总金额', '订单总金额', '申请退款总金额']],
  ])('of %s has the sums of its own columns', async (type, sums) => {
    const { summary } = read((await download('tradebill', { bill_type: type })).text)
    expect(Object.keys(summary)).toEqual(['总交易单数', ...sums])
  })

  test('begins with a byte-order mark, is not signed, and has the announced hash', async () => {
    const path = pathOf(await apply('tradebill'))
    const { headers: told } = await bench.merchant.call('GET', path)
    const { hash, text } = await download('tradebill')
    expect(told.has('wechatpay-signature')).toBe(false)
    expect(sha1(`\ufeff${text}`)).toBe(hash)
  })

  test('the address requires a signature nevertheless', async () => {
    const path = pathOf(await apply('tradebill'))
    const response = await fetch(bench.gatewayUrl + path)
    expect(response.status).toBe(401)
  })

  test('is compressed on request; the hash covers the uncompressed file', async () => {
    const applied = await apply('tradebill', { tar_type: 'GZIP' })
    const path = pathOf(applied)
    const packed = await fetchSigned(path)
    expect(sha1(gunzipSync(packed))).toBe(applied.body?.['hash_value'])
  })
})

/** The merchant of the bench reads text; this reads bytes. */
async function fetchSigned(path: string): Promise<Buffer> {
  let authorization = ''
  await bench.merchant.call('GET', path, {
    authorization(header) {
      authorization = header
      return header
    },
  })
  const headers = { authorization, accept: '*/*', 'user-agent': 'merchant by hand' }
  const response = await fetch(bench.gatewayUrl + path, { headers })
  return Buffer.from(await response.arrayBuffer())
}

describe('a fund-flow bill', () => {
  test('lists every movement of the merchant’s money, with the balance after it', async () => {
    await pay('T000001')
    await bench.gateway.console.recharge(1_000)
    await refund('T000001', 'R1', 7_720)
    await bench.gateway.console.withdraw(500)
    await bench.context.clock.advance(TO_TEN_MS)
    const { rows, summary } = read((await download('fundflowbill')).text)
    const told = rows.map((row) => [
      row['业务类型'],
      row['收支类型'],
      row['收支金额(元)'],
      row['账户结余(元)'],
    ])
    expect(told).toEqual([
      ['交易', '收入', '177.20', '177.20'],
      ['扣除交易手续费', '支出', '1.06', '176.14'],
      ['充值', '收入', '10.00', '186.14'],
      ['退款', '支出', '76.74', '109.40'],
      ['提现', '支出', '5.00', '104.40'],
    ])
    expect(rows[3]).toMatchObject({
      业务凭证号: 'R1',
      备注: '退款总金额77.20元;含手续费0.46元',
    })
    expect(summary).toMatchObject({ 资金流水总笔数: '5', 收入金额: '187.20', 支出金额: '82.80' })
    expect(bench.gateway.console.balanceFen()).toBe(10_440)
  })

  test('is empty for the other accounts', async () => {
    await pay('T000001')
    await bench.context.clock.advance(TO_TEN_MS)
    const refused = await apply('fundflowbill', { account_type: 'FEES' })
    expect(refused).toMatchObject({ body: { code: 'NO_STATEMENT_EXIST' } })
  })
})

describe('the fault', () => {
  const under = async (kind: string) => {
    bench.context.faults.arm({ at: 'wechat-pay.trade-bill', kind })
    return download('tradebill')
  }
  beforeEach(async () => {
    await pay('T000001')
    await pay('T000002')
    await bench.context.clock.advance(TO_TEN_MS)
  })

  test.each<[string, readonly string[]]>([
    ['bill-empty', []],
    ['bill-missing-row', ['T000002']],
    ['bill-extra-row', ['T000001', 'T000002', 'LOCALunknown']],
  ])('%s: the rows differ, and agree with sums and hash', async (kind, outTradeNos) => {
    const { hash, text } = await under(kind)
    const { rows, summary } = read(text)
    expect(rows.map((row) => row['商户订单号'])).toEqual(outTradeNos)
    expect(summary['总交易单数']).toBe(`${outTradeNos.length}.0`)
    expect(sha1(`\ufeff${text}`)).toBe(hash)
  })

  test('bill-wrong-fee: one fen more in the first row', async () => {
    const { rows } = read((await under('bill-wrong-fee')).text)
    expect(rows.map((row) => row['手续费'])).toEqual(['1.07000', '1.06000'])
  })

  test.each([['bill-cut'], ['bill-wrong-hash']])('%s: the hash reveals it', async (kind) => {
    const { hash, text } = await under(kind)
    expect(sha1(`\ufeff${text}`)).not.toBe(hash)
  })

  test('bill-late: it is still being made', async () => {
    bench.context.faults.arm({ at: 'wechat-pay.trade-bill', kind: 'bill-late' })
    expect(await apply('tradebill')).toMatchObject({ body: { code: 'STATEMENT_CREATING' } })
    expect(await apply('tradebill')).toMatchObject({ status: 200 })
  })

  test('bill-expired: the address has expired', async () => {
    const { text } = await under('bill-expired')
    expect(JSON.parse(text)).toMatchObject({ code: 'INVALID_REQUEST' })
  })
})

test('bills of a day are the same on every later day', async () => {
  await pay('T000001')
  await bench.context.clock.advance(TO_TEN_MS)
  const first = await download('tradebill')
  await refund('T000001', 'R1', 100)
  await bench.context.clock.advance(DAY_MS)
  expect((await download('tradebill')).hash).toBe(first.hash)
})
