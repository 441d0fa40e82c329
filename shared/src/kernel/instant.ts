import { assert } from './assert'
import type { Brand } from './brand'

/** Milliseconds since 1970-01-01T00:00Z. Always an argument, never read from a clock here. */
export type EpochMs = Brand<number, 'EpochMs'>

/** A calendar day at the stations, `2026-11-21`, in China Standard Time. */
export type BusinessDay = Brand<string, 'BusinessDay'>

export const SECOND_MS = 1_000
export const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

/** China has one time zone and no daylight saving time since 1992. */
const CHINA_OFFSET_MS = 8 * HOUR_MS

export function epochMs(instant: number): EpochMs {
  assert(Number.isSafeInteger(instant) && instant >= 0, 'not an instant', instant)
  return instant as EpochMs
}

/** Later than everything that happens. A regular number, so that it can be stored and indexed. */
export const END_OF_TIME = epochMs(Number.MAX_SAFE_INTEGER)

export const later = (instant: EpochMs, byMs: number): EpochMs => epochMs(instant + byMs)

export const laterOf = (a: EpochMs, b: EpochMs): EpochMs => (a > b ? a : b)

export const earlierOf = (a: EpochMs, b: EpochMs): EpochMs => (a < b ? a : b)

/** The calendar day at the station. */
export function businessDay(instant: EpochMs): BusinessDay {
  return new Date(instant + CHINA_OFFSET_MS).toISOString().slice(0, 10) as BusinessDay
}

export function startOfBusinessDay(instant: EpochMs): EpochMs {
  return epochMs(instant - ((instant + CHINA_OFFSET_MS) % DAY_MS))
}

/** `2026-11-21T14:05:32+08:00`, the instant format of both payment providers. */
export function formatChinaTime(instant: EpochMs): string {
  return `${new Date(instant + CHINA_OFFSET_MS).toISOString().slice(0, 19)}+08:00`
}

/**
 * Reads `2026-11-21 14:05` or `2026-11-21 14:05:32` as China Standard Time; null if it is not an
 * instant, or one before 1970, which no value here can have.
 */
export function parseChinaTime(text: string): EpochMs | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2})(:\d{2})?)?$/.exec(text.trim())
  if (!match) return null
  const iso = `${match[1]}T${match[2] ?? '00:00'}${match[3] ?? ':00'}`
  const parsed = Date.parse(`${iso}Z`)
  // `Date.parse` turns 31 February into March: only a date that prints back identically exists.
  const exists = !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(iso)
  return exists && parsed >= CHINA_OFFSET_MS ? epochMs(parsed - CHINA_OFFSET_MS) : null
}
