import type { StationClock } from '../kernel/station-clock'

/** Whether a station is open, with the minute of the day at which that changes. */
export type Opening =
  /** Null if it never closes. */
  | { readonly at: 'open'; readonly closesAt: number | null }
  | { readonly at: 'closed'; readonly opensAt: number }

const ALL_DAY = /^(24\s*小时|全天)/
const SPAN = /(\d{1,2})[:：](\d{2})\s*[-–—~至到]\s*(次日)?\s*(\d{1,2})[:：](\d{2})/

/**
 * Reads opening hours as they are written on a station's sign: `24 小时`, `06:00-23:00`, or over
 * midnight. Null if the text says something else: a driver is not told that a station is closed
 * unless its hours say so.
 */
export function openingAt(openingHours: string, { minute }: StationClock): Opening | null {
  const text = openingHours.trim()
  if (ALL_DAY.test(text)) return { at: 'open', closesAt: null }
  const span = SPAN.exec(text)
  // More than one span, or another one on some days: the text is shown as it is.
  if (!span || text.replace(span[0], '').trim() !== '') return null
  const from = minuteOf(span[1]!, span[2]!)
  const to = minuteOf(span[4]!, span[5]!)
  if (from === null || to === null) return null
  if (from === to || (from === 0 && to === DAY)) return { at: 'open', closesAt: null }
  const isOpen = from < to ? from <= minute && minute < to : minute >= from || minute < to
  return isOpen ? { at: 'open', closesAt: to % DAY } : { at: 'closed', opensAt: from % DAY }
}

const DAY = 24 * 60

function minuteOf(hours: string, minutes: string): number | null {
  const minute = Number(hours) * 60 + Number(minutes)
  return Number(minutes) < 60 && minute <= DAY ? minute : null
}
