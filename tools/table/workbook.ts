import { columnOf } from '@palm/shared/station/sheet-columns'
import { type CellObject, read, SSF, utils, type WorkBook, type WorkSheet } from '@e965/xlsx'
import { UnreadableTable } from './unreadable'
import type { Table } from './rows'

/** Where a workbook counts its days from: 1900, or 1904 if it was made on an old Mac. */
const DAYS_FROM_1900_TO_1904 = 1_462
const MINUTES_A_DAY = 1_440
/** Digits of a number that Excel itself shows: the rest is an error of its arithmetic. */
const DIGITS_SHOWN = 15
const ZIP_MAGIC = Buffer.from('PK')

/** Reads the sheet that has the stations; never one that is hidden. */
export function readWorkbook(bytes: Buffer): Table {
  const workbook = parsed(bytes)
  const name = sheetOfStations(workbook)
  return { sheet: name, rows: rowsOf(workbook, name) }
}

function parsed(bytes: Buffer): WorkBook {
  try {
    // The library reads anything as some kind of workbook, text included.
    if (!bytes.subarray(0, ZIP_MAGIC.length).equals(ZIP_MAGIC)) throw new Error('not a workbook')
    return read(bytes, { cellNF: true, cellStyles: true, nodim: true, sheetStubs: true })
  } catch {
    throw new UnreadableTable('这个 .xlsx 文件读不出来，请用 Excel 或 WPS 另存一次。')
  }
}

/** The one visible sheet with a column of station codes, otherwise the first that has cells. */
function sheetOfStations(workbook: WorkBook): string {
  const used = workbook.SheetNames.filter((name) => hasCells(workbook.Sheets[name]))
  const isHidden = (name: string) =>
    Boolean(workbook.Workbook?.Sheets?.[workbook.SheetNames.indexOf(name)]?.Hidden)
  const visible = used.filter((name) => !isHidden(name))
  const withStations = visible.filter((name) =>
    rowsOf(workbook, name)[0]?.some((heading) => columnOf(heading) === 'stationCode'),
  )
  const [only, another] = withStations
  if (only !== undefined && another !== undefined) {
    throw new UnreadableTable(
      `${withStations.map(quoted).join('、')}都像油站表：请只留下要导入的一张，别的删掉或隐藏。`,
    )
  }
  const chosen = only ?? visible[0]
  if (chosen !== undefined) return chosen
  throw new UnreadableTable(
    used.length > 0
      ? `工作表 ${used.map(quoted).join('、')}是隐藏的：请取消隐藏要导入的那一张。`
      : '这个 .xlsx 文件里没有内容。',
  )
}

/** Everything else that the library keeps of a sheet begins with an exclamation mark. */
const hasCells = (sheet: WorkSheet = {}) => Object.keys(sheet).some((key) => !key.startsWith('!'))

function rowsOf(workbook: WorkBook, name: string): string[][] {
  const sheet = workbook.Sheets[name]!
  const { e: end } = utils.decode_range(sheet['!ref']!)
  const startDay = workbook.Workbook?.WBProps?.date1904 ? DAYS_FROM_1900_TO_1904 : 0
  const owners = ownersOf(sheet)
  // By the sheet's type, a cell could also be one of the sheet's own properties.
  const textAt = (at: string) => textOf(sheet[at] as CellObject | undefined, startDay)
  return Array.from({ length: end.r + 1 }, (_, r) => {
    const places = Array.from({ length: end.c + 1 }, (_, c) => utils.encode_cell({ r, c }))
    // A merged cell that reaches below the last row makes no row of its own.
    if (places.every((at) => textAt(at) === '')) return []
    const row = places.map((at) => textAt(owners.get(at) ?? at))
    if (sheet['!rows']?.[r]?.hidden) {
      throw new UnreadableTable(
        `工作表 ${quoted(name)}的第 ${r + 1} 行是隐藏的(或被筛选掉了)：请取消隐藏，不要的行请删掉。`,
      )
    }
    return row
  })
}

/** Maps every cell under a merged cell to the cell that has its value. */
function ownersOf(sheet: WorkSheet): ReadonlyMap<string, string> {
  const owners = new Map<string, string>()
  for (const { e: end, s: start } of sheet['!merges'] ?? []) {
    for (let r = start.r; r <= end.r; r++) {
      for (let c = start.c; c <= end.c; c++) {
        owners.set(utils.encode_cell({ r, c }), utils.encode_cell(start))
      }
    }
  }
  return owners
}

/**
 * A cell as an operator would type it. A formula that nobody has worked out stands for itself: it is
 * not empty, and no column takes it.
 */
function textOf(cell: CellObject | undefined, startDay: number): string {
  if (!cell) return ''
  if (cell.t === 'e') return cell.w ?? `=${cell.f ?? ''}`
  if (cell.t === 'z') return cell.f === undefined ? '' : `=${cell.f}`
  if (typeof cell.v !== 'number') return String(cell.v ?? '')
  const isInstant = typeof cell.z === 'string' && SSF.is_date(cell.z)
  return isInstant
    ? timeOf(cell.v + startDay, cell.w ?? '')
    : String(Number(cell.v.toPrecision(DIGITS_SHOWN)))
}

/** Days with a fraction, of which no minute is exact. Without a day it is only a time: as it is shown. */
function timeOf(days: number, shown: string): string {
  const minutes = Math.round(days * MINUTES_A_DAY)
  if (minutes < MINUTES_A_DAY) return shown || String(days)
  // In the middle of the minute, where the library's own rounding does no harm; null after 9999.
  const code = SSF.parse_date_code(minutes / MINUTES_A_DAY + HALF_A_MINUTE) as DateCode | null
  if (!code) return shown || String(days)
  const { H, M, d, m, y } = code
  const two = (value: number) => String(value).padStart(2, '0')
  return `${y}-${two(m)}-${two(d)} ${two(H)}:${two(M)}`
}

const HALF_A_MINUTE = 0.5 / MINUTES_A_DAY

type DateCode = Readonly<Record<'H' | 'M' | 'd' | 'm' | 'y', number>>

const quoted = (name: string) => `「${name}」`
