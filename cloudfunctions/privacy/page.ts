import { type EpochMs, later } from '@palm/shared/kernel/instant'

export interface Page<Value> {
  /** Newest first. */
  readonly values: readonly Value[]
  /** The next page has what is before this instant; null after the last page. */
  readonly beforeMs: EpochMs | null
}

/**
 * A page of what was found, newest first and one more than a page. Values of one instant are never
 * parted by the end of a page, since the next one begins before an instant.
 */
export function pageOf<Value>(
  found: readonly Value[],
  size: number,
  atMsOf: (value: Value) => EpochMs,
): Page<Value> {
  const over = found[size]
  if (over === undefined) return { values: found, beforeMs: null }
  const atMs = atMsOf(over)
  const whole = found.filter((value) => atMsOf(value) > atMs)
  // More of one instant than a page: the page ends within it.
  if (whole.length === 0) return { values: found.slice(0, size), beforeMs: atMs }
  return { values: whole, beforeMs: later(atMs, 1) }
}
