import { CloudError, requestFailed } from '../../cloud-error'
import { isDocument } from '../value/bson-value'
import {
  DAY_MS,
  dateAtLocal,
  isoYearStartMs,
  type Moment,
  momentOf,
  timeMs,
  utcMs,
} from './calendar'
import { dateAfter, truncated, unitIn, unitsBetween, weekdayIn } from './date-spans'
import { assertFormat, dateInFormat, dateOfText, defaultFormat, textOfDate } from './date-text'
import { evaluate } from './evaluate'
import {
  dateIn,
  isAnyNothing,
  isNothing,
  listed,
  type Named,
  naming,
  numberIn,
  textIn,
} from './operands'
import type { Operator, Operators } from './scope'
import { type TimeZone, timeZoneOf, UTC } from './time-zone'

/** UTC unless another is named; `null` if the named one has no value. */
const zoneIn = (named: Named): TimeZone | null =>
  named.has('timezone') ? timeZoneOf(named.value('timezone')) : UTC

/** `$hour` and its like: of a date, alone or with a time zone. */
function partOf(name: string, part: keyof Moment): Operator {
  const read = (value: unknown, zoneOf: () => TimeZone | null) => {
    if (isNothing(value)) return null
    const date = dateIn(name, value)
    const zone = zoneOf()
    return zone && momentOf(date, zone)[part]
  }
  const withZone = naming(name, { required: ['date'], optional: ['timezone'] }, (named) =>
    read(named.value('date'), () => zoneIn(named)),
  )
  return (operand, scope) => {
    const [only] = listed(name, [1, 1], operand)
    return isDocument(only) && !Object.keys(only).some((key) => key.startsWith('$'))
      ? withZone(only, scope)
      : read(evaluate(only, scope), () => UTC)
  }
}

const dateToString = naming(
  '$dateToString',
  { required: ['date'], optional: ['format', 'timezone', 'onNull'] },
  (named) => {
    const [date, format] = [named.value('date'), named.value('format')]
    if (!isNothing(format)) assertFormat(textIn('$dateToString', format))
    const zone = zoneIn(named)
    if (isNothing(date)) return named.has('onNull') ? named.value('onNull') : null
    if (!zone || (named.has('format') && isNothing(format))) return null
    const form = isNothing(format) ? defaultFormat(zone) : textIn('$dateToString', format)
    return textOfDate(dateIn('$dateToString', date), form, zone)
  },
)

const dateFromString = naming(
  '$dateFromString',
  { required: ['dateString'], optional: ['format', 'timezone', 'onError', 'onNull'] },
  (named) => {
    const [text, format] = [named.value('dateString'), named.value('format')]
    if (!isNothing(format)) assertFormat(textIn('$dateFromString', format))
    const zone = named.has('timezone') ? timeZoneOf(named.value('timezone')) : UTC
    if (isNothing(text)) return named.has('onNull') ? named.value('onNull') : null
    try {
      const given = textIn('$dateFromString', text)
      if (!zone || (named.has('format') && isNothing(format))) return null
      return isNothing(format)
        ? dateOfText(given, zone)
        : dateInFormat(given, textIn('$dateFromString', format), zone)
    } catch (error) {
      if (error instanceof CloudError && named.has('onError')) return named.value('onError')
      throw error
    }
  },
)

const PARTS = {
  calendar: ['year', 'month', 'day'],
  iso: ['isoWeekYear', 'isoWeek', 'isoDayOfWeek'],
  clock: ['hour', 'minute', 'second', 'millisecond'],
} as const

const dateToParts = naming(
  '$dateToParts',
  { required: ['date'], optional: ['timezone', 'iso8601'] },
  (named) => {
    const date = named.value('date')
    const zone = zoneIn(named)
    const isIso = named.has('iso8601') ? named.value('iso8601') : false
    if (!zone || isNothing(isIso) || isNothing(date)) return null
    if (typeof isIso !== 'boolean') throw requestFailed('iso8601 must evaluate to a bool')
    const at = momentOf(dateIn('$dateToParts', date), zone)
    const parts = [...(isIso ? PARTS.iso : PARTS.calendar), ...PARTS.clock]
    return Object.fromEntries(parts.map((part) => [part, at[part]]))
  },
)

/** `null` if it is nothing; its default if it is not given. */
function wholePart(named: Named, part: string, fallback: number): number | null {
  if (!named.has(part)) return fallback
  const value = named.value(part)
  if (isNothing(value)) return null
  const number = numberIn('$dateFromParts', value)
  if (Number.isInteger(number)) return number
  throw requestFailed(`'${part}' must evaluate to an integer, found ${number}`)
}

const dateFromParts = naming(
  '$dateFromParts',
  { required: [], optional: [...PARTS.calendar, ...PARTS.iso, ...PARTS.clock, 'timezone'] },
  (named) => {
    const isIso = named.has('isoWeekYear')
    const [own, others] = isIso ? [PARTS.iso, PARTS.calendar] : [PARTS.calendar, PARTS.iso]
    if (!named.has(own[0])) throw requestFailed("$dateFromParts requires 'year' or 'isoWeekYear'")
    if (others.some((part) => named.has(part)))
      throw requestFailed('$dateFromParts does not allow mixing natural dates with ISO dates')
    const time = PARTS.clock.map((part) => wholePart(named, part, 0))
    const zone = zoneIn(named)
    const day = own.map((part) => wholePart(named, part, 1))
    if (!zone || isAnyNothing(...time, ...day)) return null
    const [year, second, third] = day as [number, number, number]
    if (year < 1 || year > 9999)
      throw requestFailed(`'${own[0]}' must evaluate to an integer in the range 1 to 9999`)
    const dayMs = isIso
      ? isoYearStartMs(year) + ((second - 1) * 7 + third - 1) * DAY_MS
      : utcMs(year, second, third)
    const [hour, minute, seconds, millisecond] = time as [number, number, number, number]
    return dateAtLocal(dayMs + timeMs({ hour, minute, second: seconds, millisecond }), zone)
  },
)

const adding = (name: string, sign: 1 | -1): Operator =>
  naming(name, { required: ['startDate', 'unit', 'amount'], optional: ['timezone'] }, (named) => {
    const [date, unit, amount] = ['startDate', 'unit', 'amount'].map((field) => named.value(field))
    if (isAnyNothing(date, unit, amount)) return null
    const zone = zoneIn(named)
    if (!zone) return null
    const count = numberIn(name, amount)
    if (!Number.isInteger(count))
      throw requestFailed(`${name} expects integer amount of time units`)
    return dateAfter(dateIn(name, date), unitIn(name, unit), sign * count, zone)
  })

/** With which weeks begin, Sunday unless told; `null` if it is nothing where it counts. */
function startOfWeekIn(name: string, named: Named, unit: string): number | null {
  if (unit !== 'week' || !named.has('startOfWeek')) return 0
  const value = named.value('startOfWeek')
  return isNothing(value) ? null : weekdayIn(name, value)
}

const dateDiff = naming(
  '$dateDiff',
  { required: ['startDate', 'endDate', 'unit'], optional: ['timezone', 'startOfWeek'] },
  (named) => {
    const [start, end, of] = ['startDate', 'endDate', 'unit'].map((field) => named.value(field))
    if (isAnyNothing(start, end, of)) return null
    const unit = unitIn('$dateDiff', of)
    const startOfWeek = startOfWeekIn('$dateDiff', named, unit)
    const zone = zoneIn(named)
    if (startOfWeek === null || !zone) return null
    const dates = [dateIn('$dateDiff', start), dateIn('$dateDiff', end)] as const
    return unitsBetween(dates, unit, zone, startOfWeek)
  },
)

const dateTrunc = naming(
  '$dateTrunc',
  { required: ['date', 'unit'], optional: ['binSize', 'timezone', 'startOfWeek'] },
  (named) => {
    const binSize = named.has('binSize') ? named.value('binSize') : 1
    const [date, of] = [named.value('date'), named.value('unit')]
    if (isAnyNothing(date, binSize, of)) return null
    const size = numberIn('$dateTrunc', binSize)
    if (!Number.isInteger(size) || size < 1)
      throw requestFailed(
        `$dateTrunc requires 'binSize' to be greater than 0, but got value ${size}`,
      )
    const unit = unitIn('$dateTrunc', of)
    const startOfWeek = startOfWeekIn('$dateTrunc', named, unit)
    const zone = zoneIn(named)
    if (startOfWeek === null || !zone) return null
    return truncated(dateIn('$dateTrunc', date), [unit, size], zone, startOfWeek)
  },
)

const partsOfDates = {
  $dayOfMonth: 'day',
  $dayOfWeek: 'dayOfWeek',
  $dayOfYear: 'dayOfYear',
  $hour: 'hour',
  $isoDayOfWeek: 'isoDayOfWeek',
  $isoWeek: 'isoWeek',
  $isoWeekYear: 'isoWeekYear',
  $millisecond: 'millisecond',
  $minute: 'minute',
  $month: 'month',
  $second: 'second',
  $week: 'week',
  $year: 'year',
} as const

/** https://www.mongodb.com/docs/manual/reference/operator/aggregation/#date-expression-operators */
export const DATES: Operators = {
  $dateAdd: adding('$dateAdd', 1),
  $dateDiff: dateDiff,
  $dateFromParts: dateFromParts,
  $dateFromString: dateFromString,
  $dateSubtract: adding('$dateSubtract', -1),
  $dateToParts: dateToParts,
  $dateToString: dateToString,
  $dateTrunc: dateTrunc,
  ...Object.fromEntries(
    Object.entries(partsOfDates).map(([name, part]) => [name, partOf(name, part)]),
  ),
}
