import { seededRandom } from '@palm/local/random'
import { type Caller, connectCaller } from './admin-calls'
import { idAt } from './documents'
import { collectionOf } from './sizes'

export interface ThroughputFigures {
  readonly committed: number
  readonly conflicts: number
  readonly seconds: number
}

const CALLERS = 16
const WARM_MS = 3_000
const MEASURED_MS = 8_000
const SIZE = 100_000

/** Durable read-modify-write transactions of concurrent callers, each sequential. */
export async function measureThroughput(cloudbaseUrl: string): Promise<ThroughputFigures> {
  const callers = await Promise.all(
    Array.from({ length: CALLERS }, () => connectCaller(cloudbaseUrl)),
  )
  try {
    await transactAll(callers, WARM_MS)
    return await transactAll(callers, MEASURED_MS)
  } finally {
    for (const caller of callers) caller.close()
  }
}

async function transactAll(callers: readonly Caller[], forMs: number): Promise<ThroughputFigures> {
  let committed = 0
  let conflicts = 0
  const startedMs = performance.now()
  await Promise.all(
    callers.map(async (caller, i) => {
      const random = seededRandom(i + 1)
      while (performance.now() - startedMs < forMs) {
        const id = idAt(Math.floor(random() * SIZE))
        if (await caller.readModifyWrite(collectionOf(SIZE), id)) committed++
        else conflicts++
      }
    }),
  )
  return { committed, conflicts, seconds: (performance.now() - startedMs) / 1000 }
}
