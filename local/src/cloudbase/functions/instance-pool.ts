import type { Instance } from './instance'

/** The instances of one function: warm ones are used again, new ones made while all are busy. */
export interface InstancePool {
  /** Runs work on an instance that does nothing else meanwhile. */
  use<Value>(work: (instance: Instance, isCold: boolean) => Promise<Value>): Promise<Value>
  /** Has no idle instance used again: those that are busy end with their call. */
  retire(): Promise<void>
  stop(): Promise<void>
}

export interface InstancePoolOptions {
  readonly start: () => Promise<Instance>
  /** Calls beyond wait for their turn. */
  readonly instancesMax: number
}

export function createInstancePool({ instancesMax, start }: InstancePoolOptions): InstancePool {
  const all = new Set<Instance>()
  let idle: Instance[] = []
  let taken = 0
  let generation = 0
  const waiting: (() => void)[] = []

  async function takeTurn(): Promise<void> {
    if (taken >= instancesMax) await new Promise<void>((resolve) => waiting.push(resolve))
    else taken++
  }

  /** Passes the turn on, if someone waits for it. */
  function endTurn(): void {
    const next = waiting.shift()
    if (next) next()
    else taken--
  }

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
    return instance
  }

  return {
    async use(work) {
      await takeTurn()
      const born = generation
      try {
        const warm = idle.pop()
        const instance = warm ?? (await startOne())
        try {
          return await work(instance, warm === undefined)
        } finally {
          if (instance.isAlive && born === generation) idle.push(instance)
          else await stopAll([instance])
        }
      } finally {
        endTurn()
      }
    },
    async retire() {
      generation++
      const retired = idle
      idle = []
      await stopAll(retired)
    },
    async stop() {
      generation++
      idle = []
      await stopAll(all)
    },
  }
}
