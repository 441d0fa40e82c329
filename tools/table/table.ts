import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { readCsv } from './csv'
import { UnreadableTable } from './unreadable'
import { readWorkbook } from './workbook'
import type { Table } from './rows'

/**
 * Reads an XLSX file, or a CSV file in UTF-8 or GBK, as text that an operator would type.
 * Throws `UnreadableTable` where a part of the file cannot be read: nothing is guessed or left out.
 */
export async function readTable(path: string): Promise<Table> {
  const bytes = await readFile(path).catch(() => {
    throw new UnreadableTable(`打不开文件：${path}`)
  })
  const kind = extname(path).toLowerCase()
  if (kind === '.xlsx') return readWorkbook(bytes)
  if (kind === '.csv') return { sheet: null, rows: readCsv(bytes) }
  throw new UnreadableTable(`只认得 .csv 和 .xlsx，这个文件是 ${kind || '没有后缀的'}。`)
}
