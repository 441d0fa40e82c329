import { ticketOf } from '../documents/member/recharges'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Collection, Condition, Database } from '../database/session'
import { currentMember } from '../documents/member/members'
import { orders } from '../documents/orders'
import { recharges } from '../documents/member/recharges'
import { rechargeOf } from '../flows/trade/recharge-payable'

/** A few per minute: only earlier versions of a function still write such documents. */
const ADOPTED_MAX = 20

const NO_LANE = { dueLane: { missing: true } } as const

/**
 * Rewrites orders and recharges stored by a version without lanes or moments, which assigns them:
 * functions are deployed one by one, and no pending follow-up may be lost meanwhile.
 */
export async function adopt(database: Database, nowMs: EpochMs): Promise<void> {
  const open = { 'state.status': { in: ['unpaid', 'closing'] }, ...NO_LANE }
  for (const where of [open, { refundPending: true, ...NO_LANE }]) {
    for (const { id } of await first(database, orders, where)) {
      await database.transaction(async (transaction) => {
        const order = await transaction.get(orders, id)
        if (order) await transaction.put(orders, order)
      })
    }
  }
  // One that has become a case has no moment any more; those of before know nothing of cases.
  const missing = { missing: true } as const
  const paid = { 'state.status': 'paid', unservedAtMs: missing, unserved: missing } as const
  for (const { id } of await first(database, orders, paid)) {
    await database.transaction(async (transaction) => {
      const order = await transaction.get(orders, id)
      if (order) await transaction.put(orders, order)
    })
  }
  const due = { dueAtMs: { atMost: nowMs }, ...NO_LANE }
  for (const ticket of await first(database, recharges, due)) {
    await database.transaction(async (transaction) => {
      const member = await currentMember(transaction, ticket.memberId)
      const recharge = member && rechargeOf(member, ticket.id)
      if (recharge) await transaction.put(recharges, ticketOf(ticket.memberId, recharge))
    })
  }
}

const first = <Value>(
  database: Database,
  collection: Collection<Value>,
  where: Readonly<Record<string, Condition>>,
) => database.find(collection, { where, limit: ADOPTED_MAX })
