import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Order } from '@palm/shared/order/order'
import type { Database } from '../kit/database/session'
import { orders } from '../kit/documents/orders'
import { recharges, type RechargeTicket } from '../kit/documents/recharges'

/** What the timer looks for, the oldest first. */
export interface SweepStore {
  /** Recharges that wait for a payment, a refund, or the end of their gift. */
  recharges(nowMs: EpochMs): Promise<RechargeTicket[]>
  /** Neither paid nor closed. */
  open(): Promise<Order[]>
  /** With money reserved to go back that the channel has not confirmed. */
  refunding(): Promise<Order[]>
}

/** What one run can do; the rest is the next run's. */
const BATCH = 200

export function openSweepStore(database: Database): SweepStore {
  const oldestFirst = { orderBy: { field: 'createdAtMs', direction: 'asc' }, limit: BATCH } as const
  return {
    recharges: (nowMs) =>
      database.find(recharges, {
        where: { dueAtMs: { atMost: nowMs } },
        orderBy: { field: 'dueAtMs', direction: 'asc' },
        limit: BATCH,
      }),
    open: () =>
      database.find(orders, {
        where: { 'state.status': { in: ['unpaid', 'closing'] } },
        ...oldestFirst,
      }),
    refunding: () => database.find(orders, { where: { refundPending: true }, ...oldestFirst }),
  }
}
