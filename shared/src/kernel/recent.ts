import { DAY_MS, type EpochMs } from './instant'

/**
 * So long after its confirmation an order's figure can be put right: a wrong one is noticed at the
 * next shift, if at all. Until then what the order counted is kept by itself, then it becomes part of
 * a sum: a taxi fills up three times a day.
 */
export const CORRECTABLE_DAYS = 3

/** How much of what happened is kept one by one; what is older becomes part of a sum. */
export interface Recency {
  readonly days: number
  /** However much happens within these days: at least one. */
  readonly most: number
  readonly nowMs: EpochMs
}

/** The end of a list that is in the order of time. */
export const recent = <One>(
  list: readonly One[],
  atMsOf: (one: One) => EpochMs,
  { days, most, nowMs }: Recency,
): readonly One[] => list.filter((one) => atMsOf(one) + days * DAY_MS > nowMs).slice(-most)
