import { DAY_MS, HOUR_MS } from '@palm/shared/kernel/instant'

/** 班次: by the hour in China at which a duty has begun. */
export function shiftWords(dutyStartedAtMs: number): '早班' | '中班' | '夜班' {
  const hour = Math.floor(((dutyStartedAtMs + 8 * HOUR_MS) % DAY_MS) / HOUR_MS)
  if (hour >= 5 && hour < 12) return '早班'
  return hour >= 12 && hour < 20 ? '中班' : '夜班'
}
