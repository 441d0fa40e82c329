import writeWorkbook, { type Row } from 'write-excel-file/node'
import { type Cell, decimalOf, type Sheet } from '../flows/sheets/cell'

/** An XLSX file. Texts are stored as texts, so that none of them is a formula. */
export function workbookOf(sheets: readonly Sheet[]): Promise<Buffer> {
  return writeWorkbook(
    sheets.map(({ headings, name, rows }) => ({
      sheet: name,
      data: [headings.map(heading), ...rows.map((row): Row => row.map(cellOf))],
      columns: headings.map((_, column) => ({ width: widthOf(headings, rows, column) })),
      stickyRowsCount: 1,
    })),
  ).toBuffer()
}

const heading = (value: string) => ({ value, type: String, fontWeight: 'bold' }) as const

function cellOf(cell: Cell) {
  if (typeof cell === 'string') return { value: cell, type: String } as const
  if (typeof cell === 'number') return { value: cell, type: Number } as const
  return { value: Number(decimalOf(cell)), type: Number, format: '0.00' } as const
}

const WIDTH_MAX = 32

/** Chinese letters are twice as wide. */
function widthOf(
  headings: readonly string[],
  rows: readonly (readonly Cell[])[],
  column: number,
): number {
  const texts = [headings[column] ?? '', ...rows.map((row) => textIn(row[column] ?? ''))]
  const widths = texts.map((text) =>
    [...text].reduce((sum, letter) => sum + (letter > '~' ? 2 : 1), 2),
  )
  return Math.min(WIDTH_MAX, Math.max(...widths))
}

/**
 * The same cells as text that can be pasted into a spreadsheet: columns apart by tabs, sheets by an
 * empty line.
 */
export const textOf = (sheets: readonly Sheet[]): string =>
  sheets
    .map(({ headings, name, rows }) =>
      [[name], headings, ...rows]
        .map((row) => row.map((cell: Cell) => pastable(textIn(cell), cell)).join('\t'))
        .join('\n'),
    )
    .join('\n\n')

const textIn = (cell: Cell): string => (typeof cell === 'object' ? decimalOf(cell) : String(cell))

/** A pasted text that begins like a formula would be worked out. */
const pastable = (text: string, cell: Cell): string => {
  const flat = text.replace(/[\t\r\n]+/g, ' ')
  return typeof cell === 'string' && /^[=+\-@]/.test(flat) ? `'${flat}` : flat
}
