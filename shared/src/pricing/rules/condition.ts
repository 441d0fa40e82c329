import { type Fen, NO_FEN } from '../../kernel/fen'
import type { BusinessDay, EpochMs } from '../../kernel/instant'
import type { Weekday } from '../../kernel/station-clock'
import type { GradeId } from '../../station/grade'
import type { StationId } from '../../station/station'
import type { Sale } from './sale'

/**
 * Conditions for using a benefit; all have to hold. `null` means unrestricted; an empty list would
 * never hold and is refused when a rule is saved.
 *
 * A condition depends on the sale only, never on other benefits, which keeps the search for the
 * best plan exact (docs/pricing.md).
 */
export interface Condition {
  /** Valid in [fromMs, toMs). */
  readonly fromMs: EpochMs | null
  readonly toMs: EpochMs | null
  readonly stationIds: readonly StationId[] | null
  readonly gradeIds: readonly GradeId[] | null
  readonly weekdays: readonly Weekday[] | null
  /** Spans of the day, [from, to); a span over midnight is given as two. */
  readonly hours: readonly MinuteSpan[] | null
  /** Only on these days: a holiday, a members' day. */
  readonly onlyDays: readonly BusinessDay[] | null
  readonly exceptDays: readonly BusinessDay[]
  /**
   * Compared with the amount shown by the pump, which the driver can check; never with a reduced
   * amount.
   */
  readonly minimumFen: Fen
}

export interface MinuteSpan {
  /** Minutes since midnight, 0 to 1440. */
  readonly from: number
  readonly to: number
}

export const ALWAYS: Condition = {
  fromMs: null,
  toMs: null,
  stationIds: null,
  gradeIds: null,
  weekdays: null,
  hours: null,
  onlyDays: null,
  exceptDays: [],
  minimumFen: NO_FEN,
}

/** Reasons why a condition does not hold, most lasting first. */
export type Unmet =
  | { readonly code: 'benefit/expired'; readonly atMs: EpochMs }
  | { readonly code: 'benefit/not-yet-valid'; readonly fromMs: EpochMs }
  | { readonly code: 'benefit/other-station' }
  | { readonly code: 'benefit/other-grade' }
  | { readonly code: 'benefit/other-day' }
  | { readonly code: 'benefit/other-hour' }
  | { readonly code: 'benefit/below-minimum'; readonly minimumFen: Fen }

/** The first part of a condition that a sale violates; null if all hold. */
export function unmet(condition: Condition, sale: Sale): Unmet | null {
  const { fromMs, toMs } = condition
  const { atMs } = sale.clock
  if (toMs !== null && atMs >= toMs) return { code: 'benefit/expired', atMs: toMs }
  if (fromMs !== null && atMs < fromMs) return { code: 'benefit/not-yet-valid', fromMs }
  if (!allows(condition.stationIds, sale.stationId)) return { code: 'benefit/other-station' }
  if (!allows(condition.gradeIds, sale.gradeId)) return { code: 'benefit/other-grade' }
  if (!isDay(condition, sale)) return { code: 'benefit/other-day' }
  if (!isHour(condition, sale)) return { code: 'benefit/other-hour' }
  if (sale.amountFen < condition.minimumFen) {
    return { code: 'benefit/below-minimum', minimumFen: condition.minimumFen }
  }
  return null
}

const allows = <Value>(list: readonly Value[] | null, value: Value) =>
  list === null || list.includes(value)

const isDay = ({ exceptDays, onlyDays, weekdays }: Condition, { clock }: Sale) =>
  allows(weekdays, clock.weekday) && allows(onlyDays, clock.day) && !exceptDays.includes(clock.day)

const isHour = ({ hours }: Condition, { clock: { minute } }: Sale) =>
  hours === null || hours.some(({ from, to }) => from <= minute && minute < to)
