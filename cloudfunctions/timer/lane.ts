import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Due } from '../kit/documents/due'
import type { LaneHealth } from '../kit/documents/health'

/** Result of one piece of work. */
export type Step =
  /** It is settled, or waits for its next time. */
  | 'looked'
  /** It came to nothing, and waits for its next time. */
  | 'failed'
  /** Its provider is not asked any more in this run: the lane ends here, everything stays due. */
  | 'not-asked'

/** A queue: what is due comes first, and nothing of one lane waits for another. */
export interface Lane<Value> {
  readonly name: string
  /** As in cloud.json. */
  readonly collection: string
  /** The next ones due later than that, the longest overdue first. */
  page(afterMs: number): Promise<readonly Due<Value>[]>
  step(value: Value, tries: number): Promise<Step>
}

export interface LaneBounds {
  readonly clock: () => EpochMs
  /** No piece of work is begun after this. */
  readonly untilMs: EpochMs
  /** Of how many a page is; a shorter one is the last. */
  readonly pageSize: number
  /** How many pieces of work are under way at once. */
  readonly parallel: number
  readonly onError: (error: unknown, lane: string) => void
  readonly onUnreadable: (collection: string, id: string) => Promise<void>
}

/** Works through a lane until it is empty, its provider is away, or time is over. */
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
    // Many may be due at the same moment; those that stay due are passed by.
    afterMs = fresh.length > 0 ? last.dueAtMs - 1 : last.dueAtMs
  }
}

interface Count {
  looked: number
  failed: number
}

/** Says whether the lane may go on. */
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
    // One's trouble must not keep the others waiting.
    onError(error, lane.name)
  }
  return 'failed'
}
