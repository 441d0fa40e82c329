import { dateTime } from '../../gateway/china-time'
import { encodeGbk } from '../../gateway/gbk'
import { ok, refuse, type Result } from '../../gateway/result'
import { zip } from '../../gateway/zip'
import { type AlipayRefusal, REFUSALS } from '../wire/refusal'

/** A file that waits to be fetched. */
export interface Bill {
  readonly fileName: string
  readonly zipBase64: string
  readonly expiresAtMs: number
}

/** A day or a month in Beijing. */
export interface Period {
  readonly fromMs: number
  readonly untilMs: number
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** 次日10点: a day's bill is there on the next, a month's on the third of the next. */
const DAY_READY_AFTER_MS = 10 * HOUR_MS
const MONTH_READY_AFTER_MS = 2 * DAY_MS + DAY_READY_AFTER_MS

/** `yyyy-MM-dd` or `yyyy-MM`, of what is over. */
export function billPeriod(date: string, nowMs: number): Result<Period, AlipayRefusal> {
  const isMonth = /^\d{4}-\d\d$/.test(date)
  const isDay = /^\d{4}-\d\d-\d\d$/.test(date)
  const fromMs = midnight(isMonth ? `${date}-01` : date)
  if (!(isMonth || isDay) || Number.isNaN(fromMs)) return refuse(REFUSALS.badBillArgument)
  const untilMs = isMonth ? nextMonth(fromMs) : fromMs + DAY_MS
  if (nowMs < untilMs) return refuse(REFUSALS.badBillArgument)
  const readyMs = untilMs + (isMonth ? MONTH_READY_AFTER_MS : DAY_READY_AFTER_MS)
  return nowMs < readyMs ? refuse(REFUSALS.noBill) : ok({ fromMs, untilMs })
}

const midnight = (date: string): number => Date.parse(`${date}T00:00:00+08:00`)

function nextMonth(fromMs: number): number {
  const [year, month] = dateTime(fromMs).split('-').map(Number) as [number, number]
  return midnight(
    `${month === 12 ? year + 1 : year}-${String((month % 12) + 1).padStart(2, '0')}-01`,
  )
}

export const isWithin = ({ fromMs, untilMs }: Period, atMs: number): boolean =>
  atMs >= fromMs && atMs < untilMs

export interface BillFile {
  /** Part of its name after seller and date: `业务明细`. */
  readonly name: string
  /** `业务明细查询`: what its first line says it is. */
  readonly title: string
  /** `业务明细列表`: between what its rows stand. */
  readonly list: string
  readonly columns: readonly string[]
  readonly rows: readonly (readonly string[])[]
  /** Comment lines after the rows. */
  readonly sums: readonly string[]
}

export interface BillLabel {
  readonly sellerId: string
  /** As it was asked for. */
  readonly date: string
  readonly period: Period
  readonly nowMs: number
}

/** As the real ones are: a ZIP whose names and contents are in GBK, without a word of it. */
export function packBill(label: BillLabel, files: readonly BillFile[]): Bill['zipBase64'] {
  const stem = billStem(label)
  return zip(
    files.map((file) => ({
      name: encodeGbk(`${stem}_${file.name}.csv`),
      content: encodeGbk(printFile(label, file)),
      atMs: label.nowMs,
    })),
  ).toString('base64')
}

/** 0156 marks an account of the mainland. */
export const billStem = ({ date, sellerId }: Pick<BillLabel, 'date' | 'sellerId'>): string =>
  `${sellerId}0156_${date.replaceAll('-', '')}`

function printFile({ nowMs, period, sellerId }: BillLabel, file: BillFile): string {
  const lines = [
    `#支付宝${file.title}`,
    `#账号：[${sellerId}0156]`,
    `#起始日期：[${longTime(period.fromMs)}]   终止日期：[${longTime(period.untilMs)}]`,
    `#-----------------------------------------${file.list}----------------------------------------`,
    file.columns.join(','),
    ...file.rows.map((cells) => cells.join(',')),
    `#-----------------------------------------${file.list}结束------------------------------------`,
    ...file.sums.map((sum) => `#${sum}`),
    `#导出时间：[${longTime(nowMs)}]`,
  ]
  return lines.map((line) => `${line}\r\n`).join('')
}

/** `2026年11月21日 00:00:00` */
const longTime = (atMs: number): string =>
  dateTime(atMs).replace(/^(\d+)-(\d+)-(\d+)/, '$1年$2月$3日')

/** Text cells end in a tab, so that spreadsheets leave long numbers alone. */
export const textCell = (text: string): string => `${text.replaceAll(/[,\r\n\t]/g, ' ')}\t`
