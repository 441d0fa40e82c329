import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Due } from '../documents/due'
import type { LaneHealth } from '../documents/health'

/** Result of one step. */
export type Step =
  /** Settled, or due again later. */
  | 'looked'
  /** Failed, and due again later. */
  | 'failed'
  /** The provider is not called again in this run: the lane ends here, the rest stays due. */
  | 'not-asked'

/** Queue, the longest overdue first; no lane waits for another. */
export interface Lane<Value> {
  readonly name: string
  /** As in cloud.json. */
  readonly collection: string
  /** Next page of values due later than `afterMs`, the longest overdue first. */
  page(afterMs: number): Promise<readonly Due<Value>[]>
  step(value: Value, tries: number): Promise<Step>
}

export interface LaneBounds {
  readonly clock: () => EpochMs
  /** No step begins after this. */
  readonly untilMs: EpochMs
  /** Size of a page; a shorter page is the last. */
  readonly pageSize: number
  /** Number of concurrent steps. */
  readonly parallel: number
  readonly onError: (error: unknown, lane: string) => void
  readonly onUnreadable: (collection: string, id: string) => Promise<void>
}

/** Works through a lane until it is empty, its provider does not answer, or time is over. */
export async function runLane<Value>(lane: Lane<Value>, bounds: LaneBounds): Promise<LaneHealth> {
  const startedMs = bounds.clock()
  const count: Count = { looked: 0, failed: 0 }
  const report = (finished: boolean, oldestLateMs: number): LaneHealth => ({
    lane: lane.name,
    ...count,
    oldestLateMs,
    finished,
  })
  const seen = new Set<string>()
  let [afterMs, oldestLateMs] = [-1, 0]
  for (;;) {
    const due = await lane.page(afterMs)
    const last = due.at(-1)
    if (!last) return report(true, oldestLateMs)
    if (afterMs === -1) oldestLateMs = startedMs - due[0]!.dueAtMs
    const fresh = due.filter(({ id }) => !seen.has(id))
    fresh.forEach(({ id }) => seen.add(id))
    if (!(await workThrough(lane, fresh, bounds, count))) return report(false, oldestLateMs)
    if (due.length < bounds.pageSize) return report(true, oldestLateMs)
    // Many may be due at the same moment; those that stay due are skipped.
    afterMs = fresh.length > 0 ? last.dueAtMs - 1 : last.dueAtMs
  }
}

interface Count {
  looked: number
  failed: number
}

/** Returns whether the lane may continue. */
async function workThrough<Value>(
  lane: Lane<Value>,
  due: readonly Due<Value>[],
  bounds: LaneBounds,
  count: Count,
): Promise<boolean> {
  const rest = [...due]
  let isOpen = true
  const worker = async () => {
    for (let next = rest.shift(); next && isOpen; next = rest.shift()) {
      const step = bounds.clock() < bounds.untilMs ? await stepOf(lane, next, bounds) : 'not-asked'
      if (step === 'not-asked') isOpen = false
      else count.looked++
      if (step === 'failed') count.failed++
    }
  }
  await Promise.all(Array.from({ length: bounds.parallel }, worker))
  return isOpen
}

async function stepOf<Value>(
  lane: Lane<Value>,
  { id, tries, value }: Due<Value>,
  { onError, onUnreadable }: LaneBounds,
): Promise<Step> {
  try {
    if (value !== null) return await lane.step(value, tries)
    await onUnreadable(lane.collection, id)
  } catch (error) {
    // An error of one value must not delay the others.
    onError(error, lane.name)
  }
  return 'failed'
}
