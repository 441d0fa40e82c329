import { FunctionError } from '../function-host'
import type { Instance } from './instance'

/** The instances of one function: warm ones are reused, new ones started while all are busy. */
export interface InstancePool {
  /** Runs work on an exclusive instance. */
  use<Value>(work: (instance: Instance, isCold: boolean) => Promise<Value>): Promise<Value>
  /** Prevents idle instances from being reused: busy ones end with their call. */
  retire(): Promise<void>
  stop(): Promise<void>
}

export interface InstancePoolOptions {
  readonly start: () => Promise<Instance>
  /** Further calls wait for their turn. */
  readonly instancesMax: number
  /** Takes over the idle instances of a pool that stops; without it they end. */
  readonly keep?: ((idle: readonly Instance[]) => void) | undefined
}

export function createInstancePool({
  instancesMax,
  keep,
  start,
}: InstancePoolOptions): InstancePool {
  const turns = createTurns(instancesMax)
  const all = new Set<Instance>()
  let idle: Instance[] = []
  let generation = 0
  let isStopped = false

  async function stopAll(instances: Iterable<Instance>): Promise<void> {
    await Promise.all(
      [...instances].map((instance) => {
        all.delete(instance)
        return instance.stop()
      }),
    )
  }

  async function startOne(): Promise<Instance> {
    const instance = await start()
    all.add(instance)
    if (!isStopped) return instance
    await stopAll([instance])
    throw new FunctionError('FUNCTION_STATUS_ABNORMAL', 'the stack is being closed')
  }

  /** Empties the shelf; older instances are not put back on it. */
  function takeIdle(): Instance[] {
    generation++
    const taken = idle
    idle = []
    return taken
  }

  return {
    use: (work) =>
      turns.take(async () => {
        const born = generation
        const warm = idle.pop()
        const instance = warm ?? (await startOne())
        try {
          return await work(instance, warm === undefined)
        } finally {
          if (instance.isAlive && born === generation) idle.push(instance)
          else await stopAll([instance])
        }
      }),
    retire: () => stopAll(takeIdle()),
    async stop() {
      isStopped = true
      const kept = keep ? takeIdle() : []
      kept.forEach((instance) => all.delete(instance))
      keep?.(kept)
      takeIdle()
      await stopAll(all)
    },
  }
}

/** Limits concurrency; further work waits in order of arrival. */
function createTurns(atATime: number) {
  let taken = 0
  const waiting: (() => void)[] = []
  return {
    async take<Value>(work: () => Promise<Value>): Promise<Value> {
      if (taken >= atATime) await new Promise<void>((resolve) => waiting.push(resolve))
      else taken++
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        if (next) next()
        else taken--
      }
    },
  }
}
