import { idLetters } from '../kernel/id'
import { HOUR_MS, later } from '../kernel/instant'
import { dutyEndMs } from '../staff/duty'
import type { Staff } from '../staff/staff'
import type { Telling } from './telling'

/** A usual shift: after it the attendant is reminded to hand over. */
export const SHIFT_MS = 8 * HOUR_MS

/** A duty that nobody ends, ends by itself; so long before it the attendant is told. */
const ENDING_TOLD_BEFORE_MS = HOUR_MS

/** Reminders of a duty that goes on. */
export function staffTellings({ duty, status }: Staff): readonly Telling[] {
  if (!duty || status !== 'active') return []
  const letters = idLetters(duty.id)
  const { startedAtMs } = duty
  const endsAtMs = dutyEndMs(duty)
  return [
    {
      key: `duty-long-${letters}`,
      atMs: later(startedAtMs, SHIFT_MS),
      facts: { kind: 'duty-long', startedAtMs, endsAtMs },
    },
    {
      key: `duty-ending-${letters}`,
      atMs: later(endsAtMs, -ENDING_TOLD_BEFORE_MS),
      facts: { kind: 'duty-ending', startedAtMs, endsAtMs },
    },
  ]
}
