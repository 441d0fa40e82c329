import { unzipSync } from 'fflate'
import { type AlipayBench, openAlipayBench } from './bench'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** The bench begins at 14:05:20 on the 21st; its bills are there at 10:00 on the 22nd. */
const TO_TEN_MS = 19 * HOUR_MS + 54 * MINUTE_MS + 40_000

let bench: AlipayBench
beforeEach(async () => {
  bench = await openAlipayBench()
})
afterEach(() => bench.close())

describe('a bill', () => {
  const apply = (bill_date: string, bill_type = 'trade') =>
    bench.call('data.dataservice.bill.downloadurl.query', { bill_date, bill_type })
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

  /** Of every row between the comment lines the cells of these columns. */
  function cellsOf(file: string, columns: readonly string[]): string[][] {
    const lines = file.trimEnd().split('\r\n')
    const [head = '', ...rows] = lines.filter((line) => !line.startsWith('#'))
    const names = head.split(',')
    return rows.map((row) => {
      const cells = row.split(',').map((cell) => cell.trim())
      return columns.map((name) => cells[names.indexOf(name)] ?? '')
    })
  }

  beforeEach(async () => {
    await bench.pay('T000001', { subject: '92号汽油' })
    await bench.pay('T000002')
    await bench.refund('85.00', 'R1')
    await bench.context.clock.advance(TO_TEN_MS)
  })

  test.each([
    ['today', '2026-11-22', 'INVAILID_ARGUMENTS'],
    ['this month', '2026-11', 'INVAILID_ARGUMENTS'],
    ['no date', 'yesterday', 'INVAILID_ARGUMENTS'],
    ['a day without transactions', '2026-11-20', 'NO_BILL_DATA'],
  ])('of %s is refused', async (_, date, subCode) => {
    expect(await apply(date)).toMatchObject({ code: '40004', sub_code: subCode })
  })

  test('is two files in a ZIP, with names and contents in GBK', async () => {
    const files = await download()
    const stem = `${bench.gateway.credentials.sellerId}0156_20261121`
    expect([...files.keys()]).toEqual([`${stem}_业务明细.csv`, `${stem}_业务明细(汇总).csv`])
    expect([...files.values()].join('')).toContain('92号汽油')
  })

  test('lists every payment and refund between comment lines', async () => {
    const [details = ''] = (await download()).values()
    const told = cellsOf(details, ['商户订单号', '业务类型', '商家实收（元）', '服务费（元）'])
    expect(told).toEqual([
      ['T000001', '交易', '285.00', '-1.71'],
      ['T000002', '交易', '285.00', '-1.71'],
      ['T000001', '退款', '-85.00', '0.51'],
    ])
    expect(details).toContain('\r\n#交易合计：2笔，商家实收共570.00元，商家优惠共0.00元\r\n')
  })

  test('of the account lists every movement, with the balance after it', async () => {
    const [details = ''] = (await download('signcustomer')).values()
    const columns = ['业务类型', '收入金额（+元）', '支出金额（-元）', '账户余额（元）']
    const told = cellsOf(details, columns)
    expect(told.map((cells) => cells.slice(1))).toEqual([
      ['285.00', '', '285.00'],
      ['', '-1.71', '283.29'],
      ['285.00', '', '568.29'],
      ['', '-1.71', '566.58'],
      ['', '-84.49', '482.09'],
    ])
    expect(bench.balanceFen()).toBe(48_209)
  })

  test('is at its address for 30 seconds, for any caller', async () => {
    const address = addressOf(await apply('2026-11-21'))
    await bench.context.clock.advance(29_999)
    expect((await fetch(address)).status).toBe(200)
    await bench.context.clock.advance(1)
    expect((await fetch(address)).status).toBe(403)
  })

  test('of a month is available on its third day', async () => {
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
  ])('under %s is unavailable', async (kind, expected) => {
    bench.context.faults.arm({ at: 'alipay.bill', kind })
    const node = await apply('2026-11-21')
    expect(node?.['sub_code'] ?? node?.['code']).toBe(expected)
    if (expected === '10000') expect((await fetch(addressOf(node))).status).toBe(403)
  })
})
