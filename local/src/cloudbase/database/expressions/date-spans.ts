import { requestFailed } from '../../cloud-error'
import { DAY_MS, dateAtLocal, localMsOf, utcMs } from './calendar'
import { textIn } from './operands'
import type { TimeZone } from './time-zone'

const HOUR_MS = 3_600_000

/** Units of a fixed length, by the clock. */
const FIXED_MS = { hour: HOUR_MS, minute: 60_000, second: 1000, millisecond: 1 } as const
const MONTHS_IN = { month: 1, quarter: 3, year: 12 } as const
const DAYS_IN = { day: 1, week: 7 } as const

export type Unit = keyof typeof FIXED_MS | keyof typeof MONTHS_IN | keyof typeof DAYS_IN

export function unitIn(name: string, value: unknown): Unit {
  const unit = textIn(name, value)
  if (unit in FIXED_MS || unit in MONTHS_IN || unit in DAYS_IN) return unit as Unit
  throw requestFailed(`${name} parameter 'unit' value parsing failed: unknown time unit ${unit}`)
}

const isFixed = (unit: Unit): unit is keyof typeof FIXED_MS => unit in FIXED_MS
const isOfMonths = (unit: Unit): unit is keyof typeof MONTHS_IN => unit in MONTHS_IN

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']

/** With which a week begins: 0 Sunday … 6 Saturday. */
export function weekdayIn(name: string, value: unknown): number {
  const day = textIn(name, value).toLowerCase()
  const at = WEEKDAYS.findIndex((weekday) => day === weekday || day === weekday.slice(0, 3))
  if (at >= 0) return at
  throw requestFailed(`${name} parameter 'startOfWeek' is not a day of a week: ${day}`)
}

/** Days and more by the calendar of the place, less by its clock; a month's end stays one. */
export function dateAfter(date: Date, unit: Unit, amount: number, zone: TimeZone): Date {
  if (isFixed(unit)) return valid(new Date(date.getTime() + amount * FIXED_MS[unit]))
  const localMs = localMsOf(date, zone)
  if (!isOfMonths(unit)) return valid(dateAtLocal(localMs + amount * DAYS_IN[unit] * DAY_MS, zone))
  const from = new Date(localMs)
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + 1 + amount * MONTHS_IN[unit]]
  const lastDay = new Date(utcMs(year, month + 1, 0)).getUTCDate()
  const dayMs = utcMs(year, month, Math.min(from.getUTCDate(), lastDay))
  return valid(dateAtLocal(dayMs + (((localMs % DAY_MS) + DAY_MS) % DAY_MS), zone))
}

function valid(date: Date): Date {
  if (Number.isNaN(date.getTime())) throw requestFailed('date overflow')
  return date
}

/** How often a unit begins from one instant to the other. */
export function unitsBetween(
  [from, to]: readonly [Date, Date],
  unit: Unit,
  zone: TimeZone,
  startOfWeek: number,
): number {
  const [fromMs, toMs] = [localMsOf(from, zone), localMsOf(to, zone)]
  if (!isFixed(unit)) return numberOf(toMs, unit, startOfWeek) - numberOf(fromMs, unit, startOfWeek)
  const length = FIXED_MS[unit]
  const putForward = zone.offsetMs(to.getTime()) - zone.offsetMs(from.getTime())
  const shown = Math.floor(toMs / length) - Math.floor(fromMs / length)
  return shown - Math.trunc(putForward / length)
}

/** Units of the calendar, counted through from some first one. */
function numberOf(
  localMs: number,
  unit: Exclude<Unit, keyof typeof FIXED_MS>,
  startOfWeek: number,
) {
  const date = new Date(localMs)
  if (isOfMonths(unit))
    return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / MONTHS_IN[unit])
  const day = Math.floor(localMs / DAY_MS)
  // 1 January 1970 was a Thursday.
  return unit === 'day' ? day : Math.floor((day + 4 - startOfWeek) / 7)
}

/** From here bins are counted: https://www.mongodb.com/docs/manual/reference/operator/aggregation/dateTrunc/ */
const REFERENCE_MS = Date.UTC(2000, 0, 1)

/** The beginning of the bin of so many units in which an instant is. */
export function truncated(
  date: Date,
  [unit, binSize]: readonly [Unit, number],
  zone: TimeZone,
  startOfWeek: number,
): Date {
  const binBefore = (distance: number) => Math.floor(distance / binSize) * binSize
  if (isFixed(unit)) {
    const referenceMs = dateAtLocal(REFERENCE_MS, zone).getTime()
    const length = FIXED_MS[unit]
    return new Date(referenceMs + binBefore((date.getTime() - referenceMs) / length) * length)
  }
  const localMs = localMsOf(date, zone)
  const firstMs = unit === 'week' ? firstWeekMs(startOfWeek) : REFERENCE_MS
  const distance = numberOf(localMs, unit, startOfWeek) - numberOf(firstMs, unit, startOfWeek)
  const bin = binBefore(distance)
  const startMs = isOfMonths(unit)
    ? utcMs(2000, 1 + bin * MONTHS_IN[unit], 1)
    : firstMs + bin * DAYS_IN[unit] * DAY_MS
  return dateAtLocal(startMs, zone)
}

/** 1 January 2000 was a Saturday. */
const firstWeekMs = (startOfWeek: number) => REFERENCE_MS + ((startOfWeek + 1) % 7) * DAY_MS
