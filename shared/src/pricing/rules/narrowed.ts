import type { Condition } from './condition'
import type { Sale } from './sale'

/**
 * A condition reduced to one sale: of stations, days and hours only the entries true for this sale,
 * or an empty list if none is. It holds for the sale exactly if the whole condition does, fails for
 * the same reason, at any grade and amount, and its size does not depend on the number of stations.
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
