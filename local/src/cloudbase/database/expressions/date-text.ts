import { requestFailed } from '../../cloud-error'
import {
  dateAtLocal,
  isoYearStartMs,
  DAY_MS,
  type Moment,
  momentOf,
  timeMs,
  utcMs,
} from './calendar'
import { type TimeZone, timeZoneOf, UTC } from './time-zone'

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September'],
  ...['October', 'November', 'December'],
]

const digits = (value: number, length: number) => String(value).padStart(length, '0')

function distance(minutes: number): string {
  const ahead = Math.abs(minutes)
  return `${minutes < 0 ? '-' : '+'}${digits(Math.floor(ahead / 60), 2)}${digits(ahead % 60, 2)}`
}

/** https://www.mongodb.com/docs/manual/reference/operator/aggregation/dateToString/#format-specifiers */
const SPECIFIERS: Readonly<Record<string, (at: Moment, minutesAhead: number) => string>> = {
  '%': () => '%',
  b: ({ month }) => (MONTHS[month - 1] as string).slice(0, 3),
  B: ({ month }) => MONTHS[month - 1] as string,
  d: ({ day }) => digits(day, 2),
  G: ({ isoWeekYear }) => digits(isoWeekYear, 4),
  H: ({ hour }) => digits(hour, 2),
  j: ({ dayOfYear }) => digits(dayOfYear, 3),
  L: ({ millisecond }) => digits(millisecond, 3),
  m: ({ month }) => digits(month, 2),
  M: ({ minute }) => digits(minute, 2),
  S: ({ second }) => digits(second, 2),
  u: ({ isoDayOfWeek }) => String(isoDayOfWeek),
  U: ({ week }) => digits(week, 2),
  V: ({ isoWeek }) => digits(isoWeek, 2),
  w: ({ dayOfWeek }) => String(dayOfWeek),
  Y: ({ year }) => digits(year, 4),
  z: (_, minutesAhead) => distance(minutesAhead),
  Z: (_, minutesAhead) => `${minutesAhead < 0 ? '-' : '+'}${digits(Math.abs(minutesAhead), 3)}`,
}

/** Every `%` of a format with the sign after it. */
const MARKS = /%(.?)/gsu

export function assertFormat(format: string): void {
  for (const [, sign = ''] of format.matchAll(MARKS))
    if (!Object.hasOwn(SPECIFIERS, sign))
      throw requestFailed(`Invalid format character '%${sign}' in format string`)
}

export const defaultFormat = (zone: TimeZone) => `%Y-%m-%dT%H:%M:%S.%L${zone.isUtc ? 'Z' : ''}`

export function textOfDate(date: Date, format: string, zone: TimeZone): string {
  const at = momentOf(date, zone)
  if (at.year < 0 || at.year > 9999)
    throw requestFailed('$dateToString is only defined on year 0-9999')
  const minutesAhead = Math.round(zone.offsetMs(date.getTime()) / 60_000)
  return format.replace(MARKS, (_, sign: string) => SPECIFIERS[sign]?.(at, minutesAhead) ?? '')
}

/** ISO 8601, with a blank for its T, too; without an hour it is midnight. */
const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?)? ?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$/i

const failed = (text: string) => requestFailed(`Error parsing date string '${text}'`)

/** `zone` is that of a text which names none; `null` means that none was asked for. */
export function dateOfText(text: string, zone: TimeZone | null): Date {
  const parts = ISO.exec(text.trim())
  if (!parts) throw failed(text)
  const [, year, month, day, hour = 0, minute = 0, second = 0, fraction = '0', named] = parts
  const fields = {
    ...{ year: Number(year), month: Number(month), day: Number(day) },
    ...{ hour: Number(hour), minute: Number(minute), second: Number(second) },
    millisecond: Math.floor(Number(`0.${fraction}`) * 1000),
  }
  return dateOfFields(text, fields, namedZone(named), zone)
}

const namedZone = (name: string | undefined) =>
  name === undefined ? null : /^[+-]/.test(name) ? timeZoneOf(name) : UTC

type Fields = Partial<Record<keyof Moment, number>>

function dateOfFields(
  text: string,
  fields: Fields,
  named: TimeZone | null,
  asked: TimeZone | null,
): Date {
  if (named && asked && !asked.isUtc)
    throw requestFailed(
      'you cannot pass in a date/time string with time zone information together with a timezone argument',
    )
  const { hour = 0, millisecond = 0, minute = 0, second = 0 } = fields
  if (hour > 24 || minute > 59 || second > 59) throw failed(text)
  const dayMs = dayOfFields(text, fields)
  const localMs = dayMs + timeMs({ hour, millisecond, minute, second })
  return dateAtLocal(localMs, named ?? asked ?? UTC)
}

function dayOfFields(text: string, fields: Fields): number {
  const { day, dayOfYear, isoDayOfWeek = 1, isoWeek, isoWeekYear, month, year } = fields
  if (isoWeekYear !== undefined && isoWeek !== undefined)
    return isoYearStartMs(isoWeekYear) + ((isoWeek - 1) * 7 + isoDayOfWeek - 1) * DAY_MS
  if (year !== undefined && dayOfYear !== undefined) return utcMs(year, 1, dayOfYear)
  if (year === undefined || month === undefined || day === undefined) throw failed(text)
  const ms = utcMs(year, month, day)
  const date = new Date(ms)
  if (date.getUTCMonth() + 1 !== month || date.getUTCDate() !== day) throw failed(text)
  return ms
}

/** Pattern that each sign of a format reads, and its field. */
const READERS: Readonly<Record<string, readonly [pattern: string, field: keyof Moment | 'zone']>> =
  {
    b: ['[a-z]{3}', 'month'],
    B: ['[a-z]+', 'month'],
    d: ['\\d{1,2}', 'day'],
    G: ['\\d{4}', 'isoWeekYear'],
    H: ['\\d{1,2}', 'hour'],
    j: ['\\d{1,3}', 'dayOfYear'],
    L: ['\\d{1,3}', 'millisecond'],
    m: ['\\d{1,2}', 'month'],
    M: ['\\d{1,2}', 'minute'],
    S: ['\\d{1,2}', 'second'],
    u: ['[1-7]', 'isoDayOfWeek'],
    V: ['\\d{1,2}', 'isoWeek'],
    Y: ['\\d{4}', 'year'],
    z: ['(?:Z|GMT|UTC|[+-]\\d{2}:?\\d{2})', 'zone'],
    Z: ['[+-]\\d{1,4}', 'zone'],
  }

/** A text in the form that `format` says. */
export function dateInFormat(text: string, format: string, zone: TimeZone | null): Date {
  const read: (keyof Moment | 'zone')[] = []
  const pattern = format.replace(/%(.?)|[^%]/gsu, (literal, sign: string | undefined) => {
    if (sign === undefined || sign === '%') return escaped(sign ?? literal)
    const [source, field] = READERS[sign] ?? []
    if (!source || !field)
      throw requestFailed(`Invalid format character '%${sign}' in format string`)
    read.push(field)
    return `(${source})`
  })
  const found = new RegExp(`^${pattern}$`, 'iu').exec(text)
  if (!found) throw failed(text)
  const values = new Map(read.map((field, i) => [field, found[i + 1] as string]))
  const fields: Fields = {}
  for (const [field, value] of values)
    if (field !== 'zone') fields[field] = field === 'month' ? monthOf(value) : Number(value)
  return dateOfFields(text, fields, zoneIn(values.get('zone')), zone)
}

const escaped = (literal: string) => literal.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

const monthOf = (text: string) =>
  /^\d/.test(text)
    ? Number(text)
    : MONTHS.findIndex((name) => name.slice(0, text.length).toLowerCase() === text.toLowerCase()) +
      1

/** `%Z` counts minutes, `%z` hours and minutes. */
function zoneIn(text: string | undefined): TimeZone | null {
  if (text === undefined || !/^[+-]\d{1,3}$/.test(text)) return namedZone(text)
  const offsetMs = Number(text) * 60_000
  return { isUtc: offsetMs === 0, offsetMs: () => offsetMs }
}
