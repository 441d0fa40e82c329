import { DAY_MS, formatChinaTime, later } from '@palm/shared/kernel/instant'
import { NOTICE_MS } from '@palm/shared/station/apply-sheet'
import type { Caller } from '../testing/bench'
import { signedContract } from '../testing/contracts'
import { openScene, replyOf, type Scene, TABLE } from '../testing/scene'

let scene: Scene
let operator: Caller
beforeEach(async () => {
  scene = await openScene()
  operator = await scene.operator()
})
afterEach(() => scene.close())

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const scan = (scanned: string) => scene.overHttp()('station.scan', { scanned })
const changed = (from: string, to: string) =>
  TABLE.map((row) => row.map((cell) => (cell === from ? to : cell)))

describe('scanning', () => {
  test.each([
    ['garbage', '\u0000💥', 'scan/not-a-nozzle-code'],
    ['a payment code', 'https://qr.alipay.com/fkx00000', 'scan/not-a-nozzle-code'],
    ['nothing', '', 'scan/not-a-nozzle-code'],
    ['another operator’s code', 'https://palm.example/p/SH0009-01', 'scan/foreign'],
    ['another operator’s station', 'https://palm.example/p/SH0009', 'scan/foreign'],
    ['a word', 'HELLO', 'scan/not-a-nozzle-code'],
    ['an unknown nozzle', 'BJ0001-99', 'nozzle/unknown'],
    ['an endless text', 'x'.repeat(2_000), 'request/malformed'],
  ])('%s is refused with its reason', async (_, scanned, code) => {
    expect(await scan(scanned)).toMatchObject(refusedWith(code))
  })

  test('a nozzle fills in everything, for a visitor too', async () => {
    expect(replyOf(await scan('https://palm.example/p/BJ0001-03'))).toMatchObject({
      station: {
        name: '朝阳北路加油站',
        payeeName: '北京朝北石油销售有限公司',
        phonePolicy: 'in-car',
      },
      nozzle: { nozzleNumber: 3, gradeName: '92# 汽油', pumpPriceFen: 781 },
      nozzles: [{ nozzleNumber: 3 }, { nozzleNumber: 7 }],
    })
  })

  test.each(['https://palm.example/p/BJ0001', 'bj0001'])(
    'the code of a station leaves the nozzle open: %s',
    async (scanned) => {
      expect(replyOf(await scan(scanned))).toMatchObject({
        station: { name: '朝阳北路加油站' },
        nozzle: null,
        nozzles: [{ nozzleNumber: 3 }, { nozzleNumber: 7 }],
      })
    },
  )

  test('a retired nozzle is reported', async () => {
    replyOf(
      await operator('console.importStations', {
        table: TABLE.filter((row) => row[8] !== 'BJ0001-07').map((row) => [...row]),
      }),
    )
    expect(await scan('BJ0001-07')).toMatchObject({ ok: true })
    await scene.advance(NOTICE_MS)
    expect(await scan('BJ0001-07')).toMatchObject(refusedWith('nozzle/retired'))
  })
})

describe('stations', () => {
  test('are sorted by distance if the driver’s position is known, by name otherwise', async () => {
    const names = async (location: { latitude: number; longitude: number } | null) =>
      replyOf(await scene.zhang('station.nearby', { location })).stations.map(({ name }) => name)
    expect(await names({ latitude: 39.9085, longitude: 116.4713 })).toEqual([
      '通惠河加油站',
      '朝阳北路加油站',
    ])
    expect(await names({ latitude: 39.9219, longitude: 116.5177 })).toEqual([
      '朝阳北路加油站',
      '通惠河加油站',
    ])
    expect(await names(null)).toHaveLength(2)
  })

  test.each([
    ['text', { latitude: '39', longitude: 116 }],
    ['nowhere', { latitude: 91, longitude: 181 }],
    ['half a place', { latitude: 39 }],
  ])('near %s are refused', async (_, location) => {
    expect(await scene.zhang('station.nearby', { location: location as never })).toMatchObject(
      refusedWith('request/malformed'),
    )
  })

  test('that do not exist are unknown', async () => {
    expect(await scene.zhang('station.get', { stationId: 'station:sh0009' })).toMatchObject(
      refusedWith('station/unknown'),
    )
  })
})

describe('importing', () => {
  test('takes all rows or none, and lists every bad one', async () => {
    const table = [...changed('7.79', '七元'), [...TABLE[1]!]]
    expect(await operator('console.importStations', { table })).toMatchObject({
      ok: false,
      refusal: {
        code: 'sheet/bad-rows',
        problems: [
          { line: 4, column: '枪价', value: '七元', reason: 'not-a-price' },
          { line: 5, column: '油枪编码', reason: 'nozzle-twice' },
          { line: 5, column: '枪号', reason: 'number-twice' },
        ],
      },
    })
    expect(replyOf(await scan('BJ0002-01')).nozzle?.pumpPriceFen).toBe(779)
  })

  test.each(['0.01', '5.00', '12.00', '25.00'])(
    'of ¥%s per litre needs confirmation, and is then accepted',
    async (price) => {
      const dearer = (table: readonly (readonly string[])[]) =>
        table.map((row) => row.map((cell) => (cell === '7.81' ? price : cell)))
      const table = dearer(TABLE)
      const [gradeName, before] = ['92# 汽油', 781]
      expect(await operator('console.importStations', { table })).toMatchObject({
        ok: false,
        refusal: {
          code: 'sheet/implausible-prices',
          leaps: [{ stationId: 'station:bj0001', gradeName, before }],
        },
      })
      expect(replyOf(await scan('BJ0001-03')).nozzle?.pumpPriceFen).toBe(781)
      replyOf(await operator('console.importStations', { table, confirmed: true }))
      await scene.advance(NOTICE_MS)
      const pumpPriceFen = Math.round(Number(price) * 100)
      expect(replyOf(await scan('BJ0001-03')).nozzle).toMatchObject({ pumpPriceFen })
    },
  )

  test('counts no column that nothing reads, and no blank line', async () => {
    const wide = TABLE.map((row) => [
      ...row,
      '备'.repeat(201),
      ...Array.from({ length: 60 }, () => ''),
    ])
    const table = [...wide, ...Array.from({ length: 5_000 }, () => [''])]
    expect(replyOf(await operator('console.importStations', { table }))).toMatchObject({
      nozzles: 3,
    })
  })

  test('names a day that cannot be one, as it names any other bad cell', async () => {
    const days = ['生效时间', '1900-01-01 00:00', '', '#N/A']
    const table = TABLE.map((row, index) => [...row, days[index]!])
    expect(await operator('console.importStations', { table })).toMatchObject({
      refusal: {
        code: 'sheet/bad-rows',
        problems: [
          { line: 2, column: '生效时间', reason: 'not-a-time' },
          { line: 4, column: '生效时间', reason: 'no-value' },
        ],
      },
    })
  })

  test('is the operator’s alone', async () => {
    expect(await scene.zhang('console.importStations', { table: [] })).toMatchObject(
      refusedWith('caller/forbidden'),
    )
    expect(await scene.overHttp()('console.importStations', { table: [] })).toMatchObject(
      refusedWith('session/missing'),
    )
  })

  test('of a price for tomorrow is effective from tomorrow', async () => {
    const table = TABLE.map((row, i) => [
      ...row,
      i === 0 ? '生效时间' : row[8] === 'BJ0001-03' ? '2026-11-22' : '',
    ])
    const dearer = table.map((row) => row.map((cell) => (cell === '7.81' ? '7.95' : cell)))
    replyOf(await operator('console.importStations', { table: dearer }))
    const price = async () => replyOf(await scan('BJ0001-03')).nozzle?.pumpPriceFen
    expect(await price()).toBe(781)
    await scene.advance(DAY_MS)
    expect(await price()).toBe(795)
  })

  test('lists the codes to print', async () => {
    const reply = replyOf(
      await operator('console.importStations', { table: TABLE.map((row) => [...row]) }),
    )
    expect(reply).toMatchObject({ stations: 2, nozzles: 3 })
    expect(reply.codes[0]).toEqual({
      code: 'BJ0001-03',
      link: `${scene.stack.url}/p/BJ0001-03`,
      stationName: '朝阳北路加油站',
      nozzleNumber: 3,
      gradeName: '92# 汽油',
    })
  })
})

describe('a member’s stations', () => {
  const list = async () => replyOf(await scene.zhang('station.list', { location: null })).stations

  test('have the member’s own price of each grade, and the mark of a contract', async () => {
    await signedContract(scene)
    expect(await list()).toMatchObject(
      expect.arrayContaining([
        expect.objectContaining({ name: '通惠河加油站', isContractStation: false }),
        expect.objectContaining({
          name: '朝阳北路加油站',
          isContractStation: true,
          prices: [
            expect.objectContaining({ own: expect.objectContaining({ pricePerLitreFen: 731 }) }),
            expect.objectContaining({ own: expect.objectContaining({ pricePerLitreFen: 831 }) }),
          ],
        }),
      ]),
    )
  })

  test.each(['station.list', 'station.page'] as const)('%s knows members only', async (name) => {
    const newcomer = scene.inWechat('oLOCALnobody')
    const stationId = 'station:bj0001'
    expect(
      await (name === 'station.list'
        ? newcomer(name, { location: null })
        : newcomer(name, { stationId, location: null })),
    ).toMatchObject(refusedWith('member/unknown'))
  })

  const page = (stationId: string) => scene.zhang('station.page', { stationId, location: null })

  test('a page names the coupons and contracts that hold there, and announced prices', async () => {
    const { contractId } = await signedContract(scene)
    const templateId = 'coupon-template:full-200'
    replyOf(await scene.zhang('coupon.claim', { couponId: `coupon:${'1'.repeat(20)}`, templateId }))
    const cells = TABLE.map((row, index) => [...row, index === 0 ? '生效时间' : ''])
    const tomorrow = cells.map((row) =>
      row[8] === 'BJ0001-03' ? row.map((cell) => (cell === '7.81' ? '7.61' : cell)) : row,
    )
    const from = formatChinaTime(later(scene.now(), DAY_MS)).slice(0, 16)
    for (const row of tomorrow) if (row[8] === 'BJ0001-03') row[row.length - 1] = from
    replyOf(await operator('console.importStations', { table: tomorrow }))
    expect(replyOf(await page('station:bj0001'))).toMatchObject({
      station: { name: '朝阳北路加油站', prices: [{ own: { pricePerLitreFen: 731 } }, {}] },
      planned: [{ gradeName: '92# 汽油', pumpPriceFen: 761 }],
      coupons: [{ title: '满 200 减 20' }],
      contracts: [{ contractId, title: '每升优惠合约' }],
    })
    expect(replyOf(await page('station:bj0002'))).toMatchObject({
      planned: [],
      coupons: [{ title: '满 200 减 20' }],
      contracts: [],
    })
  })

  test('an unknown station has no page', async () => {
    expect(await page('station:none')).toMatchObject(refusedWith('station/unknown'))
  })
})
