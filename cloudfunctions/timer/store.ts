import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Member, MemberId } from '@palm/shared/member/member'
import { upkeep, upkeepAtMs } from '@palm/shared/member/upkeep'
import type { Order } from '@palm/shared/order/order'
import type { Database } from '../kit/database/session'
import { journal } from '../kit/documents/journal'
import { members } from '../kit/documents/members'
import { orders } from '../kit/documents/orders'
import { recharges, type RechargeTicket } from '../kit/documents/recharges'
import { insertRow } from '../kit/documents/stored-value-rows'

/** What the timer looks for, the oldest first. */
export interface SweepStore {
  /** Recharges that wait for a payment, a refund, or the end of their gift. */
  recharges(nowMs: EpochMs): Promise<RechargeTicket[]>
  /** Neither paid nor closed. */
  open(): Promise<Order[]>
  /** With money reserved to go back that the channel has not confirmed. */
  refunding(): Promise<Order[]>
  /** To whom time has something to do by now. */
  due(nowMs: EpochMs): Promise<Member[]>
  /** Does it, with what it posts, in one transaction. */
  upkeep(id: MemberId, nowMs: EpochMs): Promise<void>
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
    due: (nowMs) =>
      database.find(members, {
        where: { upkeepAtMs: { atMost: nowMs } },
        orderBy: { field: 'upkeepAtMs', direction: 'asc' },
        limit: BATCH,
      }),
    upkeep: (id, nowMs) =>
      database.transaction(async (transaction) => {
        const before = await transaction.get(members, id)
        if (!before || upkeepAtMs(before) > nowMs) return
        const { entries, member, row } = upkeep(before, nowMs)
        await transaction.put(members, member)
        for (const entry of entries) await transaction.insert(journal, entry)
        await insertRow(transaction, row, { memberId: id, what: `gift-expired:${nowMs}`, nowMs })
      }),
  }
}
