import { epochMs } from '@palm/shared/kernel/instant'
import type { Clock } from '@palm/client/ports'

/** Available on every platform, with different types. */
declare function setTimeout(act: () => void, delayMs: number): number
declare function clearTimeout(timer: number): void

export const clock: Clock = {
  now: () => epochMs(Date.now()),
  after: (delayMs, act) => {
    const timer = setTimeout(act, delayMs)
    return () => clearTimeout(timer)
  },
}
