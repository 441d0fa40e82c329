import type { Clock } from '../clock'

/** Calls per minute, by the clock; reset by a restart. */
export interface Quota {
  /** Whether one more is allowed; counts it. */
  take(): boolean
}

const MINUTE_MS = 60_000

export function openQuota(clock: Pick<Clock, 'now'>, perMinute: number): Quota {
  let minute = 0
  let taken = 0
  return {
    take() {
      const current = Math.floor(clock.now() / MINUTE_MS)
      if (current !== minute) taken = 0
      minute = current
      return ++taken <= perMinute
    },
  }
}
