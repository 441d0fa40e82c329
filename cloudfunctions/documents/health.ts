import type { EpochMs } from '@palm/shared/kernel/instant'
import { z } from 'zod'
import { collectionOf } from './collection'
import { idValue, instantValue } from './values'

/** Result of the timer's last run, for alarms and operators. */
export interface TimerHealth {
  readonly id: `health:${string}`
  readonly atMs: EpochMs
  readonly tookMs: number
  readonly lanes: readonly LaneHealth[]
}

export interface LaneHealth {
  readonly lane: string
  readonly looked: number
  readonly failed: number
  /** Lateness of the longest overdue follow-up at the start of the run. */
  readonly oldestLateMs: number
  /** Whether all due follow-ups were processed. */
  readonly finished: boolean
}

export const TIMER_HEALTH_ID = 'health:timer'

export const health = collectionOf<TimerHealth>(
  'health',
  z.looseObject({
    id: idValue('health'),
    atMs: instantValue,
    tookMs: z.int(),
    lanes: z.array(
      z.looseObject({
        lane: z.string(),
        looked: z.int(),
        failed: z.int(),
        oldestLateMs: z.int(),
        finished: z.boolean(),
      }),
    ),
  }),
)
