import { ok, refuse, type Result } from '../kernel/result'
import {
  COLUMN_NAMES,
  type ColumnName,
  columnOf,
  COLUMNS,
  isNoValue,
  type SheetProblemReason,
  type SheetRow,
} from './sheet-columns'

/** One row of an operator's spreadsheet: a nozzle, with its station beside it. */
export interface SheetNozzle extends SheetRow {
  readonly line: number
}

/** A cell that cannot be taken, where it stands and why. `line` counts as a spreadsheet does, from 1. */
export interface SheetProblem {
  readonly line: number
  readonly column: string
  readonly value: string
  readonly reason: SheetProblemReason
}

export interface SheetRefusal {
  readonly code: 'sheet/bad-rows'
  readonly problems: readonly SheetProblem[]
}

/**
 * Reads an operator's table, headings first, Chinese or English. All rows or none: every cell that
 * cannot be taken is named, so that one round of mending is enough.
 */
export function readSheet(
  table: readonly (readonly string[])[],
): Result<readonly SheetNozzle[], SheetRefusal> {
  const [headings = [], ...body] = table
  const layout = readHeadings(headings)
  if (layout.problems.length > 0) return badRows(layout.problems)
  const lines = body
    .map((cells, index) => ({ cells: cells.map((cell) => cell.trim()), line: index + 2 }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (lines.length === 0) return badRows([rowProblem(1, 'no-rows')])
  const beyond = lines[ROWS_MAX]
  if (beyond) return badRows([rowProblem(beyond.line, 'too-many-rows')])

  const read = lines.map((line) => readRow(line, layout.at, headings.length))
  const rows = read.flatMap(({ row }) => (row ? [row] : []))
  const problems = [...read.flatMap((one) => one.problems), ...contradictions(rows)]
  return problems.length > 0 ? badRows(problems) : ok(rows)
}

/** Rows that are not blank: some 200 stations of 24 nozzles, read and written in one transaction. */
export const ROWS_MAX = 5_000

type Layout = ReadonlyMap<ColumnName, number>

function readHeadings(headings: readonly string[]): { at: Layout; problems: SheetProblem[] } {
  const at = new Map<ColumnName, number>()
  const problems: SheetProblem[] = []
  headings.forEach((heading, index) => {
    const name = columnOf(heading)
    if (name && at.has(name)) problems.push(problem(1, name, heading, 'column-twice'))
    else if (name) at.set(name, index)
  })
  const missing = COLUMN_NAMES.filter((name) => !('empty' in COLUMNS[name]) && !at.has(name))
  problems.push(...missing.map((name) => problem(1, name, '', 'column-missing')))
  return { at, problems }
}

interface Line {
  readonly cells: readonly string[]
  readonly line: number
}

/**
 * A row that was cut off, or has a comma too many, says something else than was written: what stands
 * in its columns is not what their headings say.
 */
function raggedness(cells: readonly string[], at: Layout, headingCount: number) {
  if (cells.length <= Math.max(...at.values())) return 'too-few-cells'
  return cells.slice(headingCount).some((cell) => cell !== '') ? 'too-many-cells' : null
}

function readRow(
  { cells, line }: Line,
  at: Layout,
  headingCount: number,
): { row: SheetNozzle | null; problems: SheetProblem[] } {
  const ragged = raggedness(cells, at, headingCount)
  if (ragged) return { row: null, problems: [rowProblem(line, ragged)] }
  const values: Record<string, unknown> = { line }
  const problems: SheetProblem[] = []
  for (const name of COLUMN_NAMES) {
    const definition = COLUMNS[name]
    const index = at.get(name)
    const cell = index === undefined ? '' : (cells[index] ?? '')
    if (cell === '' && 'empty' in definition) {
      values[name] = definition.empty
      continue
    }
    const read = readCell(name, cell)
    if ('reason' in read) problems.push(problem(line, name, cell, read.reason))
    else values[name] = read.value
  }
  // Each column was read by its own reader above, which is what the row's type says.
  return { row: problems.length === 0 ? (values as unknown as SheetNozzle) : null, problems }
}

function readCell(name: ColumnName, cell: string) {
  if (cell === '') return { reason: 'empty' } as const
  return isNoValue(cell) ? ({ reason: 'no-value' } as const) : COLUMNS[name].read(cell)
}

/** Rows that are fine one by one and cannot all be true. */
function contradictions(rows: readonly SheetNozzle[]): SheetProblem[] {
  return [
    ...rows
      .filter(({ nozzleCode, stationCode }) => !nozzleCode.startsWith(`${stationCode}-`))
      .map((row) => problem(row.line, 'nozzleCode', row.nozzleCode, 'nozzle-of-another-station')),
    ...repeats(rows, (row) => row.nozzleCode).map((row) =>
      problem(row.line, 'nozzleCode', row.nozzleCode, 'nozzle-twice'),
    ),
    ...repeats(rows, (row) => `${row.stationCode} ${row.nozzleNumber}`).map((row) =>
      problem(row.line, 'nozzleNumber', String(row.nozzleNumber), 'number-twice'),
    ),
    ...STATION_COLUMNS.flatMap((name) =>
      differing(
        rows,
        (row) => row.stationCode,
        (row) => JSON.stringify(row[name]),
      ).map((row) => problem(row.line, name, String(row[name]), 'station-differs')),
    ),
    ...differing(
      rows,
      (row) => `${row.stationCode} ${row.gradeId} ${row.fromMs}`,
      (row) => String(row.pumpPrice),
    ).map((row) => problem(row.line, 'pumpPrice', String(row.pumpPrice), 'price-differs')),
  ]
}

/** Columns that must agree in every row of a station. */
const STATION_COLUMNS = [
  'stationName',
  'region',
  'payeeName',
  'address',
  'latitude',
  'longitude',
  'phone',
  'openingHours',
  'phonePolicy',
  'facilities',
  'ways',
] as const satisfies readonly ColumnName[]

/** Rows whose key an earlier row has. */
function repeats(rows: readonly SheetNozzle[], keyOf: (row: SheetNozzle) => string) {
  const seen = new Set<string>()
  return rows.filter((row) => seen.size === seen.add(keyOf(row)).size)
}

/** Rows that differ from the first of their group. */
function differing(
  rows: readonly SheetNozzle[],
  groupOf: (row: SheetNozzle) => string,
  valueOf: (row: SheetNozzle) => string,
) {
  const first = new Map<string, string>()
  return rows.filter((row) => {
    const group = groupOf(row)
    if (!first.has(group)) first.set(group, valueOf(row))
    return first.get(group) !== valueOf(row)
  })
}

const problem = (
  line: number,
  name: ColumnName,
  value: string,
  reason: SheetProblemReason,
): SheetProblem => ({ line, column: COLUMNS[name].headings[0], value: value.slice(0, 40), reason })

const rowProblem = (line: number, reason: SheetProblemReason): SheetProblem => ({
  line,
  column: '',
  value: '',
  reason,
})

const badRows = (problems: readonly SheetProblem[]) =>
  refuse({ code: 'sheet/bad-rows', problems } as const)
