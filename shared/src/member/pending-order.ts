import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'

/**
 * An order that has reserved benefits here and may not be stored itself: the member is written
 * first, the order right after, without a transaction around both. The entry leaves with the
 * reservation; a later look finds the few orders that were never stored.
 */
export interface PendingOrder {
  readonly orderId: Id<'order'>
  /** From then on an order that is not stored will never be. */
  readonly checkAtMs: EpochMs
}
