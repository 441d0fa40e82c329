import { ok } from '@palm/shared/kernel/result'
import { health, TIMER_HEALTH_ID } from '../../documents/health'
import type { Act } from '../../edge/serve'
import type { ConsoleContext } from '../context'

export const showTimer: Act<ConsoleContext, 'console.timer'> = async ({ database }) => {
  const found = await database.get(health, TIMER_HEALTH_ID)
  if (!found) return ok({ atMs: null, tookMs: 0, lanes: [] })
  const { atMs, lanes, tookMs } = found
  return ok({
    atMs,
    tookMs,
    lanes: lanes.map(({ failed, finished, lane, looked, oldestLateMs }) => ({
      lane,
      looked,
      failed,
      oldestLateMs,
      finished,
    })),
  })
}
