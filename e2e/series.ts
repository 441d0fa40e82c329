import { setImmediate } from 'node:timers/promises'
import { keepInstances, type KeptInstances } from '@palm/local/cloudbase/functions/kept-instances'
import { HOUR_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import { type Continued, type OpenPhone, openStage, type Stage } from './stage'

/** Stages one after the other, of one file of journeys. */
export interface StageSeries {
  open(openPhone: OpenPhone): Promise<Stage>
  /** Ends what the last stage has left. */
  end(): Promise<void>
}

/** Longer than a function remembers anything that another one may have changed. */
const PAUSE_MS = 2 * MINUTE_MS
/** The demo's day must not end in a journey, and its data must not grow old. */
const SERIES_MS = HOUR_MS

interface Series {
  readonly kept: KeptInstances
  readonly startedMs: number
  readonly next: Required<Continued>
}

/**
 * Every stage has its own copy of the data; but its functions are warm, since it takes over the
 * instances, the ports and the clock of the one before. A stage whose time has moved far is followed
 * by a new beginning.
 */
export function openSeries(): StageSeries {
  let series: Series | null = null

  async function end(): Promise<void> {
    await series?.kept.stop()
    series = null
  }

  async function open(openPhone: OpenPhone): Promise<Stage> {
    const before = series
    const kept = before?.kept ?? keepInstances()
    const stage = await openStage(openPhone, before?.next ?? { kept })
    const startedMs = before?.startedMs ?? stage.product.stack.clock.now()
    return {
      ...stage,
      get product() {
        return stage.product
      },
      async close() {
        const { stack } = stage.product
        const endedMs = stack.clock.now()
        const next = { ...placeOf(stack.urls), kept }
        const clock = { face: stack.clock.face, startAtMs: endedMs + PAUSE_MS }
        await stage.close()
        await connectionsEnded()
        series = { kept, startedMs, next: { ...next, clock } }
        if (endedMs > startedMs + SERIES_MS) await end()
      },
    }
  }
  return { open, end }
}

/** Clients of this process notice in the next turns of the event loop that the stack has closed their connections. */
async function connectionsEnded(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await setImmediate()
}

function placeOf(urls: Readonly<Record<string, string>>) {
  const ports = Object.fromEntries(
    Object.entries(urls).map(([name, url]) => [name, Number(new URL(url).port)]),
  )
  const { main = 0, ...servicePorts } = ports
  return { port: main, servicePorts }
}
