import { DAY_MS, type EpochMs } from '../kernel/instant'

/**
 * Days after its confirmation in which an order can be corrected: a wrong figure is noticed at the
 * next shift, if at all. Within these days the order's count is kept separately, afterwards it
 * becomes part of a sum: a taxi refuels three times a day.
 */
export const CORRECTABLE_DAYS = 3

/** Recent entries are kept one by one; older ones become part of a sum. */
export interface Recency {
  readonly days: number
  /** Maximum number of entries within these days: at least one. */
  readonly max: number
  readonly nowMs: EpochMs
}

/** The recent end of a list sorted by time. */
export const recent = <One>(
  list: readonly One[],
  atMsOf: (one: One) => EpochMs,
  { days, max, nowMs }: Recency,
): readonly One[] => list.filter((one) => atMsOf(one) + days * DAY_MS > nowMs).slice(-max)
