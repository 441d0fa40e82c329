/** Limits concurrency; further work waits in order of arrival. */
export interface Gate {
  run<Value>(work: () => Promise<Value>): Promise<Value>
}

/** @param parallel how many pieces of work are under way at once */
export function openGate(parallel: number): Gate {
  const waiting: (() => void)[] = []
  let underWay = 0
  return {
    async run(work) {
      if (underWay >= parallel) await new Promise<void>((resolve) => waiting.push(resolve))
      else underWay++
      try {
        return await work()
      } finally {
        const next = waiting.shift()
        if (next) next()
        else underWay--
      }
    },
  }
}
