import { epochMs } from '../kernel/instant'
import { valueOf } from '../testing/results'
import { aRow, type Cells, HEADINGS, ROW, rowsOf, seventh } from '../testing/builders/sheets'
import { readSheet, type SheetProblem } from './sheet'

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
    [{ 生效时间: '1900-01-01 00:00' }, '生效时间', 'not-a-time'],
    [{ 生效时间: '1970-01-01 07:59' }, '生效时间', 'not-a-time'],
    [{ 生效时间: '2026/2/30 0:00' }, '生效时间', 'not-a-time'],
    [{ 生效时间: '46357.41' }, '生效时间', 'not-a-time'],
    [{ 生效时间: '#N/A' }, '生效时间', 'no-value'],
    [{ 生效时间: '=TODAY()+1' }, '生效时间', 'no-value'],
    [{ 生效时间: '#######' }, '生效时间', 'no-value'],
    [{ 站名: '#REF!' }, '站名', 'no-value'],
    [{ 地址: '#DIV/0!' }, '地址', 'no-value'],
    [{ 站名: '朝阳\uFFFD路加油站' }, '站名', 'garbled'],
    [{ 站名: '朝阳\u202E路加油站' }, '站名', 'garbled'],
    [{ 地址: '朝阳\u0000路' }, '地址', 'garbled'],
    [{ 电话: '1.38E+10' }, '电话', 'not-a-phone'],
    [{ 电话: '王站长' }, '电话', 'not-a-phone'],
    [{ 电话: '0.25' }, '电话', 'not-a-phone'],
    [{ 营业时间: '0.25' }, '营业时间', 'not-opening-hours'],
    [{ 营业时间: '6:00' }, '营业时间', 'not-opening-hours'],
    [{ 营业时间: '1899-12-30 06:00' }, '营业时间', 'not-opening-hours'],
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

test.each<[keyof Cells, string]>([
  ['电话', '010-85550101'],
  ['电话', '(010) 8555 0101 转 801'],
  ['电话', '13800000000、95504'],
  ['电话', '+86 400-810-0000'],
  ['营业时间', '24 小时'],
  ['营业时间', '24小时营业'],
  ['营业时间', '06:00-23:00'],
  ['营业时间', '６：００～２３：００'],
  ['营业时间', '6点至23点'],
  ['营业时间', '夏季 06:00—22:00，冬季 06:30—21:30'],
  ['地址', '朝阳北路 101 号(近东五环)#3'],
])('%s may be %s', (heading, text) => {
  expect(Object.values(rowsOf({ [heading]: text })[0]!)).toContain(text)
})

test.each([
  ['2026-12-01 00:00'],
  ['2026-12-01'],
  ['2026/12/1 0:00'],
  ['2026/12/1'],
  ['2026.12.1 0:00'],
  ['2026年12月1日'],
  ['２０２６/１２/１ ０：００'],
])('%s is midnight of that day', (text) => {
  expect(rowsOf({ 生效时间: text })).toMatchObject([{ fromMs: epochMs(1_796_054_400_000) }])
})

describe('rows that do not fit their headings', () => {
  const whole = aRow({ 生效时间: '2026-12-01' })

  test.each<[string, string[], string | undefined]>([
    ['was cut off in front of a column that counts', whole.slice(0, -2), 'too-few-cells'],
    ['was cut off in front of one that does not', whole.slice(0, -1), undefined],
    [
      'has a comma too many',
      whole.flatMap((cell) => (cell === '' ? ['', ''] : [cell])).concat('x'),
      'too-many-cells',
    ],
    ['has empty cells beyond the headings', [...whole, '', ' '], undefined],
  ])('a row that %s', (_, cells, reason) => {
    expect(problemsOf([HEADINGS, cells])[0]?.reason).toBe(reason)
  })
})

describe('a table', () => {
  test('has as many rows as one import takes, blank ones and ignored columns not counted', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => [
        ...aRow({ 油枪编码: `BJ0001-${i}`, 枪号: String((i % 999) + 1) }).slice(0, -1),
        '备'.repeat(500),
        ...Array.from({ length: 60 }, () => ''),
      ]).flatMap((row) => [row, [''], []])
    const reasonsOf = (count: number) =>
      problemsOf([HEADINGS, ...many(count)]).filter(({ reason }) => reason !== 'number-twice')
    expect(reasonsOf(5_000)).toEqual([])
    expect(reasonsOf(5_001)).toEqual([
      { line: 3 * 5_000 + 2, column: '', value: '', reason: 'too-many-rows' },
    ])
  })

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
