import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import writeExcel from 'write-excel-file/node'
import { readTable } from './table'

const ROWS = [
  ['站号', '站名', '枪价(元/升)'],
  ['BJ0001', '朝阳北路加油站', '7.81'],
]

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'palm-table-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

function file(name: string, content: Buffer | string): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}

const csv = ROWS.map((row) => row.join(',')).join('\r\n')

/** GBK of the text above, as a Chinese Excel writes it: Node can decode but not encode it. */
const GBK = Buffer.concat([
  Buffer.from('d5bebac52cd5bec3fb2cc7b9bcdb28d4aa2fc9fd290d0a', 'hex'),
  Buffer.from('424a303030312cb3afd1f4b1b1c2b7bcd3d3cdd5be2c372e3831', 'hex'),
])

test.each([
  ['CSV in UTF-8', 'plain.csv', csv],
  ['CSV in UTF-8 with a byte order mark', 'mark.csv', `\uFEFF${csv}`],
  ['CSV in GBK', 'gbk.csv', GBK],
  ['CSV with quotes', 'quotes.CSV', csv.replace('朝阳北路加油站', '"朝阳北路加油站"')],
])('reads %s', async (_, name, content) => {
  expect(await readTable(file(name, content))).toEqual({ sheet: null, rows: ROWS })
})

test.each([
  ['a Windows heading over Unix rows', 'a,b,c\r\n1,2,x\n3,4,\n'],
  ['a Unix heading over Windows rows', 'a,b,c\n1,2,x\r\n3,4,\r\n'],
  ['an old Mac heading over Unix rows', 'a,b,c\r1,2,x\n3,4,\n'],
])('reads every row of a file with %s', async (_, content) => {
  const { rows } = await readTable(file('ends.csv', content))
  expect(rows).toEqual([
    ['a', 'b', 'c'],
    ['1', '2', 'x'],
    ['3', '4', ''],
  ])
})

describe('a CSV file with bytes that cannot be read is refused with the line', () => {
  const utf8 = Buffer.from(csv)
  const withByte = (bytes: Buffer, at: number, byte: number) =>
    Buffer.concat([bytes.subarray(0, at), Buffer.from([byte]), bytes.subarray(at)])
  const inName = utf8.indexOf('朝阳')

  test.each([
    ['a no-break space of Latin-1 in UTF-8', withByte(utf8, inName, 0xa0), 2],
    ['a letter of GBK cut in half in UTF-8', withByte(utf8, 0, 0xd5), 1],
    ['UTF-8 with a mark in front', withByte(Buffer.from(`\uFEFF${csv}`), inName + 3, 0xa0), 2],
    [
      'a no-break space of Latin-1 in English',
      withByte(Buffer.from('code,name\nA,bc\n'), 13, 0xa0),
      2,
    ],
    ['GBK with a letter cut in half', withByte(GBK, GBK.indexOf(0xcb) - 1, 0xff), 2],
    ['UTF-16', Buffer.from(`\uFEFF${csv}`, 'utf16le'), 1],
  ])('%s', async (_, bytes, line) => {
    await expect(readTable(file('damaged.csv', bytes))).rejects.toMatchObject({
      name: 'UnreadableTable',
      message: expect.stringContaining(`第 ${line} 行`) as string,
    })
  })
})

test('reads a workbook, numbers and instants as they would be typed', async () => {
  const path = join(folder, 'stations.xlsx')
  const from = { value: new Date('2026-11-22T00:00:00Z'), type: Date, format: 'yyyy-mm-dd hh:mm' }
  await writeExcel([
    [{ value: '枪价' }, { value: '生效时间' }, { value: '备注' }],
    [{ value: 7.8, type: Number }, from, null],
  ]).toFile(path)
  expect(await readTable(path)).toEqual({
    sheet: 'Sheet1',
    rows: [
      ['枪价', '生效时间', '备注'],
      ['7.8', '2026-11-22 00:00', ''],
    ],
  })
})

test.each([
  ['a missing file', () => join(folder, 'none.csv')],
  ['a file of another kind', () => file('stations.pdf', 'x')],
  ['an invalid workbook', () => file('broken.xlsx', 'x')],
  ['an unterminated quote', () => file('broken.csv', 'a,"b\nc')],
])('reports %s', async (_, path) => {
  await expect(readTable(path())).rejects.toMatchObject({ name: 'UnreadableTable' })
})
