import type { Clock } from '../clock'

/** So many calls a minute, by the clock; it forgets at a restart. */
export interface Quota {
  /** Whether one more is allowed; then it counts. */
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
