import { midnightOf, secondOfDay, weekDayOf } from '../../gateway/china-time'
import type { StockRequest } from './stock-request'

type Rule = StockRequest['coupon_use_rule']['coupon_available_time']

export interface Validity {
  readonly fromMs: number
  /** The first instant after expiry. */
  readonly untilMs: number
}

const DAY_MS = 86_400_000
const SECOND_MS = 1_000

/**
 * Validity of a coupon received at this instant (券可核销时间): from its receipt, or from the midnight
 * after a number of days; for a number of days including the first; never outside of the stock's
 * period.
 */
export function validityOf(rule: Rule, receivedAtMs: number): Validity {
  const begin = Date.parse(rule.available_begin_time)
  const end = Date.parse(rule.available_end_time)
  const { available_day_after_receive: days, available_second_after_receive: seconds } = rule
  const waits = rule.wait_days_after_receive
  const startMs = waits === undefined ? receivedAtMs : midnightOf(receivedAtMs) + waits * DAY_MS
  const fromMs = Math.max(begin, startMs)
  const untilMs = Math.min(
    end,
    days === undefined ? Infinity : midnightOf(fromMs) + days * DAY_MS,
    seconds === undefined ? Infinity : fromMs + seconds * SECOND_MS,
  )
  return { fromMs, untilMs }
}

/** Whether the stock's weekdays, hours and special periods allow the use of a valid coupon now. */
export function isUsableAt(rule: Rule, nowMs: number): boolean {
  const { available_week: week, irregulary_avaliable_time: periods } = rule
  const isInPeriod = (periods ?? []).some(
    ({ begin_time, end_time }) => nowMs >= Date.parse(begin_time) && nowMs < Date.parse(end_time),
  )
  if (!week) return periods === undefined || isInPeriod
  return isInPeriod || isInWeek(week, nowMs)
}

function isInWeek(week: NonNullable<Rule['available_week']>, nowMs: number): boolean {
  const { available_day_time: hours, week_day: days } = week
  if (days && !days.includes(weekDayOf(nowMs))) return false
  const second = secondOfDay(nowMs)
  return (
    !hours || hours.some(({ begin_time, end_time }) => second >= begin_time && second <= end_time)
  )
}
