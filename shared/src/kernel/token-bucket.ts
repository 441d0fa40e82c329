import { type EpochMs, epochMs, later, laterOf } from './instant'
import { ok, refuse, type Result } from './result'

/** So many at once, and one more after each `everyMs` from then on. */
export interface Limit {
  readonly burst: number
  readonly everyMs: number
}

/** When a bucket will be full again; one that was never used is full. */
export type FullAtMs = EpochMs

export interface TooOften {
  /** After so long the next one is let through. */
  readonly retryAfterMs: number
}

/** Takes one token, or says how long until there is one. */
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
