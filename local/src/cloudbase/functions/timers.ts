import { Cron } from 'croner'
import type { Cancel, Clock } from '../../clock'
import type { Deployment } from '../../deployment'
import { FunctionError } from '../function-host'
import type { Functions } from './functions'
import { NOBODY } from './identity'

/** The service uses its local time. */
const TIMEZONE = 'Asia/Shanghai'

/**
 * Calls functions at their times by the stack's clock: seven fields, from second to year. Runs
 * missed while the stack was stopped are not caught up.
 */
export function startTimers(
  { clock, functions }: { clock: Clock; functions: Functions },
  timers: Deployment['timers'],
): Cancel {
  const pending = timers.map((timer) => startTimer(clock, functions, timer))
  return () => pending.forEach((cancel) => cancel())
}

function startTimer(
  clock: Clock,
  functions: Functions,
  { cron, function: name, message, name: timerName }: Deployment['timers'][number],
): Cancel {
  const pattern = new Cron(cron, { timezone: TIMEZONE, paused: true })
  let cancel: Cancel = () => undefined

  function scheduleAfter(instantMs: number): void {
    const next = pattern.nextRun(new Date(instantMs))
    if (next) cancel = clock.schedule(next.getTime(), () => fire(next))
  }

  async function fire(at: Date): Promise<void> {
    scheduleAfter(at.getTime())
    const event = {
      Type: 'Timer',
      TriggerName: timerName,
      Time: `${at.toISOString().slice(0, 19)}Z`,
      Message: message,
    }
    try {
      await functions.call(name, event, {
        trigger: 'timer',
        identity: NOBODY,
        detail: timerName,
      })
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error // a refusal is in the log and on the wire
    }
  }

  scheduleAfter(clock.now())
  return () => cancel()
}
