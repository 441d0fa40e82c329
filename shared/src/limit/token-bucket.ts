import { type EpochMs, epochMs, later, laterOf } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'

/** A burst, and one more after each `everyMs`. */
export interface Limit {
  readonly burst: number
  readonly everyMs: number
}

/** Instant at which a bucket will be full again; an unused one is full. */
export type FullAtMs = EpochMs

export interface TooOften {
  /** Time until the next request is allowed. */
  readonly retryAfterMs: number
}

/** Takes one token, or returns the time until one is available. */
export function takeToken(
  fullAtMs: FullAtMs | null,
  { burst, everyMs }: Limit,
  nowMs: EpochMs,
): Result<FullAtMs, TooOften & { readonly code: 'request/too-often' }> {
  const nextFullMs = later(laterOf(fullAtMs ?? nowMs, nowMs), everyMs)
  const retryAfterMs = nextFullMs - nowMs - burst * everyMs
  return retryAfterMs > 0
    ? refuse({ code: 'request/too-often', retryAfterMs })
    : ok(epochMs(nextFullMs))
}
