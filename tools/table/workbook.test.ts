import { CFB } from '@e965/xlsx'
import fc from 'fast-check'
import { readWorkbook } from './workbook'

interface Sheet {
  readonly name: string
  /** Rows as a spreadsheet program writes them. */
  readonly rows: string
  readonly state?: 'hidden' | 'veryHidden'
  readonly merges?: readonly string[]
}

const NAMESPACE = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
/** The cell format of `text(…)`: none, a date with a time, a date, a time of day. */
const STYLES = `<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>
<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="20"/></cellXfs>`

/** The parts of an XLSX file, letter by letter: what no well-behaved writer would leave in it. */
function aWorkbook(sheets: readonly Sheet[], { date1904 = false } = {}): Buffer {
  const workbook = CFB.utils.cfb_new()
  const add = (path: string, xml: string) =>
    CFB.utils.cfb_add(workbook, path, Buffer.from(`<?xml version="1.0"?>${xml}`))
  const each = (toXml: (sheet: Sheet, number: number) => string) =>
    sheets.map((sheet, index) => toXml(sheet, index + 1)).join('')
  add(
    '[Content_Types].xml',
    `<Types xmlns="${PACKAGE}/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>
${each((_, n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>`)}</Types>`,
  )
  add(
    '_rels/.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  )
  add(
    'xl/_rels/workbook.xml.rels',
    `<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId99" Type="${RELATIONS}/styles" Target="styles.xml"/>${each((_, n) => `<Relationship Id="rId${n}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${n}.xml"/>`)}</Relationships>`,
  )
  add(
    'xl/workbook.xml',
    `<workbook xmlns="${NAMESPACE}" xmlns:r="${RELATIONS}"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${each(({ name, state }, n) => `<sheet name="${name}" sheetId="${n}" state="${state ?? 'visible'}" r:id="rId${n}"/>`)}</sheets></workbook>`,
  )
  add('xl/styles.xml', `<styleSheet xmlns="${NAMESPACE}">${STYLES}</styleSheet>`)
  sheets.forEach(({ merges = [], rows }, index) => {
    const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('')
    add(
      `xl/worksheets/sheet${index + 1}.xml`,
      `<worksheet xmlns="${NAMESPACE}"><sheetData>${rows}</sheetData>${merged && `<mergeCells>${merged}</mergeCells>`}</worksheet>`,
    )
  })
  return CFB.write(workbook, { fileType: 'zip', type: 'buffer' }) as Buffer
}

const text = (at: string, value: string) =>
  `<c r="${at}" t="inlineStr"><is><t>${value}</t></is></c>`
const number = (at: string, value: number | string, style = 0) =>
  `<c r="${at}" s="${style}"><v>${value}</v></c>`
const aSheet = (name: string, price: number, more: Partial<Sheet> = {}): Sheet => ({
  name,
  rows: `<row r="1">${text('A1', '站号')}${text('B1', '枪价')}</row><row r="2">${text('A2', 'BJ0001')}${number('B2', price)}</row>`,
  ...more,
})
/** One cell on line 2, under its heading. */
const cellOf = (cell: string, options = {}) =>
  readWorkbook(
    aWorkbook(
      [{ name: '表', rows: `<row r="1">${text('A1', '生效时间')}</row><row r="2">${cell}</row>` }],
      options,
    ),
  ).rows[1]?.[0]

describe('the sheet that is read', () => {
  test.each<[string, readonly Sheet[], string]>([
    ['is the visible one', [aSheet('旧', 6.66, { state: 'hidden' }), aSheet('新', 7.81)], '新'],
    [
      'is no very hidden one',
      [aSheet('旧', 6.66, { state: 'veryHidden' }), aSheet('新', 7.81)],
      '新',
    ],
    [
      'is the one with station codes',
      [{ name: '说明', rows: `<row r="1">${text('A1', '怎么填')}</row>` }, aSheet('新', 7.81)],
      '新',
    ],
    [
      'is the only one, whatever it says',
      [{ ...aSheet('甲', 7.81) }, { name: '空', rows: '' }],
      '甲',
    ],
  ])('%s', (_, sheets, sheet) => {
    const read = readWorkbook(aWorkbook(sheets))
    expect([read.sheet, read.rows[1]?.[1]]).toEqual([sheet, '7.81'])
  })

  test.each<[string, readonly Sheet[], string]>([
    ['two that could be meant', [aSheet('甲', 7.81), aSheet('乙', 7.95)], '「甲」、「乙」'],
    ['only a hidden one', [aSheet('旧', 6.66, { state: 'hidden' })], '「旧」'],
    ['none with anything in it', [{ name: '空', rows: '' }], '没有内容'],
    [
      'a row that a filter hides',
      [aSheet('甲', 7.81, { rows: aSheet('甲', 7.81).rows.replace('r="2"', 'r="2" hidden="1"') })],
      '「甲」的第 2 行',
    ],
  ])('is refused by name where there are %s', (_, sheets, named) => {
    expect(() => readWorkbook(aWorkbook(sheets))).toThrow(
      expect.objectContaining({
        name: 'UnreadableTable',
        message: expect.stringContaining(named) as string,
      }) as Error,
    )
  })
})

test('a merged cell says the same for every row and column under it, and makes no rows', () => {
  const rows = `<row r="1">${text('A1', '站号')}${text('B1', '生效时间')}</row>
<row r="2">${text('A2', 'BJ0001')}${text('B2', '2026-12-01')}</row>
<row r="3">${text('A3', 'BJ0002')}<c r="B3"/></row><row r="4">${text('A4', 'BJ0003')}</row>`
  const read = readWorkbook(aWorkbook([{ name: '表', rows, merges: ['B2:C9'] }]))
  expect(read.rows.slice(1)).toEqual([
    ['BJ0001', '2026-12-01'],
    ['BJ0002', '2026-12-01'],
    ['BJ0003', '2026-12-01'],
  ])
})

test('every minute of a day is the minute that was typed', () => {
  const minuteOfDay = fc.integer({ min: 0, max: 1_439 })
  const day = fc.integer({ min: 45_000, max: 50_000 })
  fc.assert(
    fc.property(day, minuteOfDay, (days, minutes) => {
      const typed = new Date(Date.UTC(1899, 11, 30 + days, 0, minutes))
      expect(cellOf(number('A2', days + minutes / 1_440, 1))).toBe(
        typed.toISOString().slice(0, 16).replace('T', ' '),
      )
    }),
    { numRuns: 200 },
  )
})

test.each<[string, string, string]>([
  ['ten in the morning', number('A2', 46_357.416666666664, 1), '2026-12-01 10:00'],
  ['a day', number('A2', 46_357, 2), '2026-12-01 00:00'],
  ['a time of day', number('A2', 0.25, 3), '6:00'],
  ['the first day that Excel has', number('A2', 1, 1), '1900-01-01 00:00'],
  ['no day at all', number('A2', 0, 1), '1900-01-00 00:00'],
  ['a day after all days', number('A2', 9_999_999, 1), '9999999'],
  ['a price with an error of arithmetic', number('A2', '7.8100000000000005'), '7.81'],
  ['a telephone number', number('A2', '1.38E+10'), '13800000000'],
  ['an error', '<c r="A2" t="e"><v>#N/A</v></c>', '#N/A'],
  ['a formula that was worked out', '<c r="A2"><f>1+1</f><v>2</v></c>', '2'],
  ['a formula that was not', '<c r="A2" s="1"><f>TODAY()+1</f></c>', '=TODAY()+1'],
  ['a formula that was left without a value', '<c r="A2"><f>B2</f><v></v></c>', '=B2'],
  ['a formula without a value of text', '<c r="A2" t="e"><f>B2</f></c>', '=B2'],
  ['a formula for nothing', '<c r="A2" t="str"><f>""</f><v></v></c>', ''],
])('reads %s', (_, cell, value) => {
  expect(cellOf(`${cell}${text('B2', '有')}`)).toBe(value)
})

test('reads days that are counted from 1904', () => {
  expect(cellOf(number('A2', 46_357.416666666664 - 1_462, 1), { date1904: true })).toBe(
    '2026-12-01 10:00',
  )
})
