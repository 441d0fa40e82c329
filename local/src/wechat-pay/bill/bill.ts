import { ok, refuse, type Result } from '../../gateway/result'
import { REFUSALS, type WechatPayRefusal } from '../wire/refusal'

/** A file that waits to be fetched. */
export interface Bill {
  readonly text: string
  readonly isPacked: boolean
  readonly expiresAtMs: number
}

/** A day in Beijing. */
export interface Day {
  readonly fromMs: number
  readonly untilMs: number
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** 次日10点后 (…/doc/v3/merchant/4012556654). */
const READY_AFTER_MS = 10 * HOUR_MS
/** 三个月. */
const KEPT_MS = 92 * DAY_MS

/** `yyyy-MM-dd` of the last three months. Bills of a day are made in the morning of the next. */
export function billDay(date: string, nowMs: number): Result<Day, WechatPayRefusal> {
  const fromMs = Date.parse(`${date}T00:00:00+08:00`)
  const untilMs = fromMs + DAY_MS
  const isDay = /^\d{4}-\d\d-\d\d$/.test(date) && !Number.isNaN(fromMs)
  if (!isDay || nowMs < untilMs || nowMs > untilMs + KEPT_MS) return refuse(REFUSALS.billDate)
  return nowMs < untilMs + READY_AFTER_MS
    ? refuse(REFUSALS.billInTheMaking)
    : ok({ fromMs, untilMs })
}

export const isWithin = ({ fromMs, untilMs }: Day, atMs: number): boolean =>
  atMs >= fromMs && atMs < untilMs

export interface Sheet {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  readonly sums: readonly string[]
  readonly sum: readonly string[]
}

const BOM = '\ufeff'

/** As the real ones are written: BOM, a backtick before every value, CRLF, two lines of sums. */
export function printSheet({ columns, rows, sum, sums }: Sheet): string {
  const lines = [columns.join(','), ...rows.map(printRow), sums.join(','), printRow(sum)]
  return `${BOM}${lines.map((line) => `${line}\r\n`).join('')}`
}

const printRow = (cells: readonly string[]): string =>
  cells.map((cell) => `\`${cell.replaceAll(/[\r\n]+/g, ' ')}`).join(',')
