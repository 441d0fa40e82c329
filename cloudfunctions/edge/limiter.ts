import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Result } from '@palm/shared/kernel/result'
import {
  type FullAtMs,
  type Limit,
  takeToken,
  type TooOften,
} from '@palm/shared/limit/token-bucket'

export type TooOftenRefusal = TooOften & { readonly code: 'request/too-often' }

/**
 * Rate limiter in the memory of a warm instance, without billed calls. With several instances the
 * limit multiplies; exact limits are also counted in a document (edge/guesses).
 */
export interface Limiter {
  /** `what` is an action or another subject; `who` a member, an address, a trade. */
  take(what: string, who: string, limit: Limit): Result<FullAtMs, TooOftenRefusal>
}

/** More callers than an instance meets within the longest limit. Full buckets need not be kept. */
const BUCKETS_MAX = 20_000

export function openLimiter(clock: () => EpochMs): Limiter {
  let buckets = new Map<string, FullAtMs>()
  return {
    take(what, who, limit) {
      const nowMs = clock()
      const key = JSON.stringify([what, who])
      const taken = takeToken(buckets.get(key) ?? null, limit, nowMs)
      if (taken.ok) {
        if (buckets.size >= BUCKETS_MAX) buckets = emptied(buckets, nowMs)
        buckets.delete(key)
        buckets.set(key, taken.value)
      }
      return taken
    },
  }
}

/** Without full buckets; if all are in use, without the older half. */
function emptied(buckets: ReadonlyMap<string, FullAtMs>, nowMs: EpochMs): Map<string, FullAtMs> {
  const used = [...buckets].filter(([, fullAtMs]) => fullAtMs > nowMs)
  return new Map(used.slice(Math.max(0, used.length - BUCKETS_MAX / 2)))
}

/** Never limits: for a load that two people could not make. */
export const uncounted = (clock: () => EpochMs): Limiter => ({
  take: () => ({ ok: true, value: clock() }),
})
