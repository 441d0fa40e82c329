import { epochMs } from '@palm/shared/kernel/instant'
import type { Clock } from './ports'

/** Every platform has them, each with a type of its own. */
declare function setTimeout(act: () => void, delayMs: number): number
declare function clearTimeout(timer: number): void

export const clock: Clock = {
  now: () => epochMs(Date.now()),
  after: (delayMs, act) => {
    const timer = setTimeout(act, delayMs)
    return () => clearTimeout(timer)
  },
}
