import type { Condition } from './condition'
import type { Sale } from './sale'

/**
 * A condition as one sale sees it: of stations, days and hours only what is true of this sale, or
 * nothing where it is none of them. It holds for the sale exactly where the whole one does, for the
 * same reason where it does not, at any grade and amount, and it is small, however many stations
 * the whole one names.
 */
export function narrowed(
  condition: Condition,
  { clock, stationId }: Pick<Sale, 'clock' | 'stationId'>,
): Condition {
  const { exceptDays, hours, onlyDays, stationIds, weekdays } = condition
  return {
    ...condition,
    stationIds: only(stationIds, stationId),
    weekdays: only(weekdays, clock.weekday),
    onlyDays: only(onlyDays, clock.day),
    exceptDays: exceptDays.includes(clock.day) ? [clock.day] : [],
    hours: hours && hours.filter(({ from, to }) => from <= clock.minute && clock.minute < to),
  }
}

const only = <Value>(list: readonly Value[] | null, value: Value): readonly Value[] | null =>
  list && (list.includes(value) ? [value] : [])
