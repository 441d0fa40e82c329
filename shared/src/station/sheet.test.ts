import { DAY_MS, formatChinaTime } from '../kernel/instant'
import { after, NOON } from '../testing/builders'
import { valueOf } from '../testing/results'
import { applySheet } from './apply-sheet'
import { nozzlesOnSale } from './nozzle-on-sale'
import { readSheet, type SheetProblem } from './sheet'

const HEADINGS = [
  '站号',
  '站名',
  '收款方',
  '地址',
  '纬度',
  '经度',
  '油枪编码',
  '枪号',
  '油品',
  '枪价(元/升)',
  '售油方式',
  '生效时间',
  '备注',
]

type Cells = Partial<Record<(typeof HEADINGS)[number], string>>

const ROW: Cells = {
  站号: 'BJ0001',
  站名: '朝阳北路加油站',
  收款方: '北京朝北石油销售有限公司',
  地址: '朝阳北路 101 号',
  纬度: '39.9219',
  经度: '116.5177',
  油枪编码: 'BJ0001-03',
  枪号: '3',
  油品: '92#',
  '枪价(元/升)': '7.81',
}

const aRow = (changes: Cells = {}) =>
  HEADINGS.map((heading) => ({ ...ROW, ...changes })[heading] ?? '')
const seventh: Cells = { 油枪编码: 'BJ0001-07', 枪号: '7', 油品: '95# 汽油', '枪价(元/升)': '8.31' }
const rowsOf = (...rows: Cells[]) => valueOf(readSheet([HEADINGS, ...rows.map(aRow)]))

function problemsOf(table: string[][]): readonly SheetProblem[] {
  const result = readSheet(table)
  return result.ok ? [] : result.refusal.problems
}

describe('a cell that cannot be taken is named with its line, column and reason', () => {
  test.each<[Cells, string, string]>([
    [{ 站号: '' }, '站号', 'empty'],
    [{ 站号: '北京一站' }, '站号', 'not-a-code'],
    [{ 站名: '长'.repeat(61) }, '站名', 'too-long'],
    [{ 纬度: '116.5177' }, '纬度', 'not-a-coordinate'],
    [{ 经度: '39.9219' }, '经度', 'not-a-coordinate'],
    [{ 油枪编码: 'BJ0001' }, '油枪编码', 'not-a-code'],
    [{ 油枪编码: 'BJ0002-03' }, '油枪编码', 'nozzle-of-another-station'],
    [{ 枪号: '0' }, '枪号', 'not-a-number'],
    [{ 枪号: '3.5' }, '枪号', 'not-a-number'],
    [{ 油品: '93#' }, '油品', 'unknown-grade'],
    [{ '枪价(元/升)': '0' }, '枪价', 'not-a-price'],
    [{ '枪价(元/升)': '-7.81' }, '枪价', 'not-a-price'],
    [{ '枪价(元/升)': '7.815' }, '枪价', 'not-a-price'],
    [{ '枪价(元/升)': '781' }, '枪价', 'not-a-price'],
    [{ 生效时间: '明天' }, '生效时间', 'not-a-time'],
  ])('%j', (changes, column, reason) => {
    expect(problemsOf([HEADINGS, aRow(seventh), aRow(changes)])).toMatchObject([
      { line: 3, column, reason },
    ])
  })
})

describe('rows that cannot all be true', () => {
  test.each<[string, Cells, string, string]>([
    ['a nozzle twice', { 枪号: '4' }, '油枪编码', 'nozzle-twice'],
    ['a number twice', { 油枪编码: 'BJ0001-04' }, '枪号', 'number-twice'],
    ['a station of two names', { ...seventh, 站名: '别的站' }, '站名', 'station-differs'],
    ['a grade of two prices', { ...seventh, 油品: '92#' }, '枪价', 'price-differs'],
  ])('%s', (_, second, column, reason) => {
    expect(problemsOf([HEADINGS, aRow(), aRow(second)])).toMatchObject([
      { line: 3, column, reason },
    ])
  })
})

describe('a table', () => {
  test('that is empty, or only headings, has no rows', () => {
    expect(problemsOf([HEADINGS]).map(({ reason }) => reason)).toEqual(['no-rows'])
    expect(problemsOf([HEADINGS, ['', ' ']]).map(({ reason }) => reason)).toEqual(['no-rows'])
    expect(problemsOf([]).every(({ reason }) => reason === 'column-missing')).toBe(true)
  })

  test('names every column that is missing or there twice', () => {
    const without = HEADINGS.filter((heading) => heading !== '油品').concat('站号')
    expect(problemsOf([without, aRow()])).toMatchObject([
      { line: 1, column: '站号', reason: 'column-twice' },
      { line: 1, column: '油品', reason: 'column-missing' },
    ])
  })

  test('names all problems at once', () => {
    const problems = problemsOf([HEADINGS, aRow({ 枪号: 'x', 油品: 'y' }), aRow({ 纬度: 'z' })])
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [2, '枪号'],
      [2, '油品'],
      [3, '纬度'],
    ])
  })

  test('may have English headings, other columns and other orders', () => {
    const table = [
      [
        'Pump price',
        'Grade',
        'nozzle_number',
        'Nozzle code',
        'Longitude',
        'Latitude',
        'Address',
        'Payee',
        'Station name',
        'Station code',
        'Ways?',
      ],
      ['7.81', '92', '3', 'bj0001-03', '116.5', '39.9', 'a', 'b', 'c', 'bj0001', 'x'],
    ]
    expect(valueOf(readSheet(table))).toMatchObject([
      {
        stationCode: 'BJ0001',
        gradeId: 'petrol-92',
        pumpPrice: 781,
        phonePolicy: 'indoor-only',
        ways: ['fuel-first'],
      },
    ])
  })

  test.each([
    ['92', 'petrol-92'],
    ['95号', 'petrol-95'],
    ['0#', 'diesel-0'],
    ['0# 车用柴油', 'diesel-0'],
    ['负10号柴油', 'diesel-minus-10'],
    ['-35#', 'diesel-minus-35'],
    ['petrol-98', 'petrol-98'],
  ])('writes %s for %s', (text, gradeId) => {
    expect(rowsOf({ 油品: text })).toMatchObject([{ gradeId }])
  })
})

test('full-width letters, as an input method leaves them, mean the same', () => {
  const wide = (text: string) =>
    text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0))
  const row = {
    ...ROW,
    枪号: '12',
    油品: '-10#',
    '枪价(元/升)': '¥7.81',
    生效时间: '2026-12-01 00:00',
  }
  const cells = HEADINGS.map((heading) => row[heading as keyof typeof row] ?? '')
  const names = HEADINGS.indexOf('站名')
  const widened = cells.map((cell, index) => (index === names ? cell : wide(cell)))
  expect(valueOf(readSheet([HEADINGS.map(wide), widened]))).toEqual(
    valueOf(readSheet([HEADINGS, cells])).map((read) => ({ ...read, address: wide(ROW['地址']!) })),
  )
})

test.each([
  ['', ['fuel-first']],
  ['先付后加', ['pay-first']],
  ['fuel-first', ['fuel-first']],
  ['都可以', ['fuel-first', 'pay-first']],
])('%j sells in %j', (cell, ways) => {
  expect(rowsOf({ 售油方式: cell })).toMatchObject([{ ways }])
})

describe('importing', () => {
  const opened = applySheet(null, rowsOf({}, seventh), NOON)
  const later = after(DAY_MS)

  test('opens a station with what is on sale', () => {
    expect(opened).toMatchObject({
      id: 'station:bj0001',
      name: '朝阳北路加油站',
      phonePolicy: 'indoor-only',
    })
    expect(
      nozzlesOnSale(opened, NOON).map(({ number, price }) => [number, price.pumpPrice]),
    ).toEqual([
      [3, 781],
      [7, 831],
    ])
  })

  test('the same file again changes nothing', () => {
    expect(applySheet(opened, rowsOf({}, seventh), later)).toEqual(opened)
  })

  test('a new price begins where the old one ends, and both are kept', () => {
    const after = applySheet(opened, rowsOf({ '枪价(元/升)': '7.95' }, seventh), later)
    expect(after.prices.filter(({ gradeId }) => gradeId === 'petrol-92')).toMatchObject([
      { pumpPrice: 781, toMs: later },
      { pumpPrice: 795, fromMs: later, toMs: null },
    ])
  })

  test('a price for midnight waits, and stays when today’s prices are imported again', () => {
    const midnight = formatChinaTime(after(DAY_MS)).slice(0, 10)
    const planned = applySheet(
      opened,
      rowsOf({ '枪价(元/升)': '7.95', 生效时间: midnight }, seventh),
      NOON,
    )
    const again = applySheet(planned, rowsOf({}, seventh), after(1))
    const prices = (nowMs: typeof NOON) =>
      nozzlesOnSale(again, nowMs).map(({ price }) => price.pumpPrice)
    expect([prices(NOON), prices(later)]).toEqual([
      [781, 831],
      [795, 831],
    ])
  })

  test('a price cannot begin in the past', () => {
    const { prices } = applySheet(
      opened,
      rowsOf({ '枪价(元/升)': '7.95', 生效时间: '2026-01-01' }, seventh),
      later,
    )
    expect(prices.find(({ pumpPrice }) => pumpPrice === 795)?.fromMs).toBe(later)
  })

  test('a nozzle that was repainted keeps its id, one that is gone is retired', () => {
    const after = applySheet(opened, rowsOf({ 枪号: '11' }), later)
    expect(after.numbers).toMatchObject([
      { nozzleId: 'nozzle:bj0001-03', number: 3, toMs: later },
      { nozzleId: 'nozzle:bj0001-07', number: 7, toMs: later },
      { nozzleId: 'nozzle:bj0001-03', number: 11, fromMs: later, toMs: null },
    ])
    expect(after.nozzles).toMatchObject([
      { id: 'nozzle:bj0001-03', retiredAtMs: null },
      { id: 'nozzle:bj0001-07', retiredAtMs: later },
    ])
  })

  test('versions of a grade never overlap and leave no gap', () => {
    const days = [0, 3, 1, 2, 1, 5]
    const station = days.reduce(
      (before, day, i) =>
        applySheet(
          before,
          rowsOf({
            '枪价(元/升)': `7.${10 + i}`,
            生效时间: formatChinaTime(after(day * DAY_MS))
              .slice(0, 19)
              .replace('T', ' '),
          }),
          after(i),
        ),
      opened,
    )
    const line = station.prices
      .filter(({ gradeId }) => gradeId === 'petrol-92')
      .sort((a, b) => a.fromMs - b.fromMs)
    line.slice(1).forEach((price, i) => expect(line[i]?.toMs).toBe(price.fromMs))
    expect(line.at(-1)?.toMs).toBeNull()
  })
})
