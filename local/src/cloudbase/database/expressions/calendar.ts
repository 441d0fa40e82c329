import type { TimeZone } from './time-zone'
import { instantOf } from './time-zone'

export const DAY_MS = 86_400_000

/** Date and time of a place's calendar and clock at an instant. */
export interface Moment {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
  /** 1 Sunday … 7 Saturday. */
  readonly dayOfWeek: number
  readonly dayOfYear: number
  /** From 0, each beginning with a Sunday. */
  readonly week: number
  /** 1 Monday … 7 Sunday. */
  readonly isoDayOfWeek: number
  readonly isoWeek: number
  readonly isoWeekYear: number
}

export const localMsOf = (date: Date, zone: TimeZone) =>
  date.getTime() + zone.offsetMs(date.getTime())

export function momentOf(date: Date, zone: TimeZone): Moment {
  const local = new Date(localMsOf(date, zone))
  const dayOfYear = dayOfYearOf(local)
  const weekday = local.getUTCDay()
  const thursday = new Date(local.getTime() + (4 - (weekday || 7)) * DAY_MS)
  return {
    year: local.getUTCFullYear(),
    month: local.getUTCMonth() + 1,
    day: local.getUTCDate(),
    hour: local.getUTCHours(),
    minute: local.getUTCMinutes(),
    second: local.getUTCSeconds(),
    millisecond: local.getUTCMilliseconds(),
    dayOfWeek: weekday + 1,
    dayOfYear,
    week: Math.floor((dayOfYear + 6 - weekday) / 7),
    isoDayOfWeek: weekday || 7,
    // A week is of the year in which its Thursday is.
    isoWeek: Math.ceil(dayOfYearOf(thursday) / 7),
    isoWeekYear: thursday.getUTCFullYear(),
  }
}

const dayOfYearOf = (local: Date) =>
  Math.floor((local.getTime() - utcMs(local.getUTCFullYear(), 1, 1)) / DAY_MS) + 1

/** `Date.UTC` without its meaning of years below 100; what is too much of one carries over. */
export function utcMs(year: number, month: number, day: number): number {
  const date = new Date(0)
  return date.setUTCFullYear(year, month - 1, day)
}

export interface TimeOfDay {
  readonly hour: number
  readonly minute: number
  readonly second: number
  readonly millisecond: number
}

export const timeMs = ({ hour, millisecond, minute, second }: TimeOfDay) =>
  ((hour * 60 + minute) * 60 + second) * 1000 + millisecond

/** The Monday with which a year's first week begins, if it is a week of ISO 8601. */
export function isoYearStartMs(year: number): number {
  const fourth = utcMs(year, 1, 4)
  return fourth - ((new Date(fourth).getUTCDay() || 7) - 1) * DAY_MS
}

export const dateAtLocal = (localMs: number, zone: TimeZone) => new Date(instantOf(localMs, zone))
