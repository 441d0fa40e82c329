import { type BusinessDay, businessDay, DAY_MS, type EpochMs, HOUR_MS, MINUTE_MS } from './instant'

/** Monday is 1, Sunday is 7, as in ISO 8601 and in Chinese (星期一). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** An instant with its local date and time at the stations, computed once for many rules. */
export interface StationClock {
  readonly atMs: EpochMs
  readonly day: BusinessDay
  readonly weekday: Weekday
  /** Minutes since midnight, 0 to 1439. */
  readonly minute: number
}

const CHINA_OFFSET_MS = 8 * HOUR_MS
/** 1 January 1970 was a Thursday. */
const EPOCH_WEEKDAY = 4

export function stationClock(atMs: EpochMs): StationClock {
  const local = atMs + CHINA_OFFSET_MS
  const days = Math.floor(local / DAY_MS)
  return {
    atMs,
    day: businessDay(atMs),
    weekday: (((days + EPOCH_WEEKDAY - 1) % 7) + 1) as Weekday,
    minute: Math.floor((local % DAY_MS) / MINUTE_MS),
  }
}
