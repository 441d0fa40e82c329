import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { parse } from 'csv-parse/sync'
import readExcel from 'read-excel-file/node'

/** A table that cannot be read at all; the message is for the user of the command. */
export class UnreadableTable extends Error {
  override readonly name = 'UnreadableTable'
}

/** Reads the first sheet of an XLSX file, or a CSV file in UTF-8 or GBK, as rows of text. */
export async function readTable(path: string): Promise<string[][]> {
  const bytes = await readFile(path).catch(() => {
    throw new UnreadableTable(`打不开文件：${path}`)
  })
  const kind = extname(path).toLowerCase()
  if (kind === '.xlsx') return readWorkbook(bytes)
  if (kind === '.csv') return readCsv(bytes)
  throw new UnreadableTable(`只认得 .csv 和 .xlsx，这个文件是 ${kind || '没有后缀的'}。`)
}

async function readWorkbook(bytes: Buffer): Promise<string[][]> {
  try {
    const [first] = await readExcel(bytes)
    return (first?.data ?? []).map((row) => row.map(textOf))
  } catch {
    throw new UnreadableTable('这个 .xlsx 文件读不出来，请用 Excel 或 WPS 另存一次。')
  }
}

function readCsv(bytes: Buffer): string[][] {
  try {
    return parse(decode(bytes), { bom: true, relax_column_count: true, skip_empty_lines: false })
  } catch {
    throw new UnreadableTable('这个 .csv 文件的引号或换行不完整，读不出表格。')
  }
}

/** Chinese Excel writes CSV in GBK. Other encodings are rarely valid UTF-8. */
function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/**
 * A cell as an operator would type it. Instants in a workbook have no zone: they are China time.
 */
function textOf(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().slice(0, 16).replace('T', ' ')
  return String(cell)
}
