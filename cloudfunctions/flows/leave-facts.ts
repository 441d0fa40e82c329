import type { LeaveFacts } from '@palm/shared/member/leaving/leaving'
import type { Member } from '@palm/shared/member/member'
import { idsOf } from '@palm/shared/member/merge/wallets'
import type { Database } from '../database/session'
import { invoices } from '../documents/invoices'
import { orders } from '../documents/orders'
import { staff } from '../documents/staff'
import { tickets } from '../documents/tickets'
import { staffIdOf } from '../edge/identity/member-id'

/** Maximum number of orders or invoices named at once; the next ones follow when these are settled. */
const NAMED_MAX = 5

/** Facts that may keep a member from leaving, beside their own document. */
export async function leaveFacts(database: Database, member: Member): Promise<LeaveFacts> {
  const ids = idsOf(member)
  const own = { memberId: { in: ids } }
  const [open, pending, asked, people] = await Promise.all([
    database.find(orders, {
      where: own,
      anyOf: [
        { 'state.status': { in: ['unpaid', 'closing', 'paid', 'refunding'] } },
        { refundPending: true },
      ],
      limit: NAMED_MAX,
    }),
    database.find(invoices, {
      where: { ...own, 'state.at': { in: ['asked', 'applied', 'reversing'] } },
      limit: NAMED_MAX,
    }),
    database.find(tickets, { where: { ...own, 'state.at': 'asked' }, limit: 1 }),
    Promise.all(ids.map((id) => database.get(staff, staffIdOf(id)))),
  ])
  return {
    orders: open.map(({ id, state }) => ({
      orderId: id,
      isRefund: state.status === 'refunding' || state.status === 'confirmed',
    })),
    invoices: pending.map(({ id }) => id),
    hasQuestion: asked.length > 0,
    worksHere: people.some((person) => person?.status === 'active'),
  }
}
