import { seededRandom } from '@palm/local/random'
import { type Caller, connectCaller, NEAREST } from './admin-calls'
import { idAt, memberAt, ORDERS_PER_MEMBER, placeAt } from './documents'
import { collectionOf, SIZES } from './sizes'

export const OPERATIONS = ['doc().get', 'indexed where', 'places nearby', 'transaction'] as const
export type Operation = (typeof OPERATIONS)[number]

export interface LatencyFigure {
  readonly operation: Operation
  readonly size: number
  readonly p50Ms: number
}

const ROUNDS_WARM = 500
const ROUNDS = 1_500

/**
 * One caller, sequentially, alternating the sizes, so that other load on the machine affects all of
 * them alike.
 */
export async function measureLatency(cloudbaseUrl: string): Promise<LatencyFigure[]> {
  const caller = await connectCaller(cloudbaseUrl)
  const random = seededRandom(1)
  const figures: LatencyFigure[] = []
  try {
    for (const operation of OPERATIONS) {
      const tookMs = new Map<number, number[]>(SIZES.map((size) => [size, []]))
      for (let round = 0; round < ROUNDS_WARM + ROUNDS; round++)
        for (const size of SIZES) {
          const n = Math.floor(random() * size)
          const startedMs = performance.now()
          await perform(caller, operation, size, n)
          if (round >= ROUNDS_WARM) tookMs.get(size)?.push(performance.now() - startedMs)
        }
      for (const [size, times] of tookMs) figures.push({ operation, size, p50Ms: median(times) })
    }
    return figures
  } finally {
    caller.close()
  }
}

async function perform(caller: Caller, operation: Operation, size: number, n: number) {
  const collection = collectionOf(size)
  switch (operation) {
    case 'doc().get':
      return caller.get(collection, idAt(n))
    case 'indexed where': {
      const found = await caller.find(collection, memberAt(n, size))
      if (found !== ORDERS_PER_MEMBER) throw new Error(`${found} orders of a member`)
      return
    }
    case 'places nearby': {
      const found = await caller.findNear(collection, placeAt(n))
      if (found !== NEAREST) throw new Error(`${found} places nearby`)
      return
    }
    case 'transaction':
      await caller.readModifyWrite(collection, idAt(n))
  }
}

const median = (times: readonly number[]) =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN

/** Latency of the largest size relative to the smallest. */
export function growthOf(figures: readonly LatencyFigure[], operation: Operation): number {
  const p50 = (size: number | undefined) =>
    figures.find((figure) => figure.operation === operation && figure.size === size)?.p50Ms ?? NaN
  return p50(SIZES.at(-1)) / p50(SIZES[0])
}
