import type { Claims } from '@palm/shared/invoice/claims'
import type { Invoice } from '@palm/shared/invoice/invoice'
import type { Member, MemberId } from '@palm/shared/member/member'
import type { Order, OrderId } from '@palm/shared/order/facts/order'
import type { Transaction } from '../../database/session'
import { currentMember, members } from '../../documents/member/members'
import { recharges, ticketOf } from '../../documents/member/recharges'
import { orders } from '../../documents/orders'

/** Documents that an invoice marks, as one transaction reads them. */
export interface Loaded {
  readonly orders: readonly Order[]
  /** Null if no stored value is involved. */
  readonly member: Member | null
}

/** Unknown orders are left out. A member is read only if stored value is involved. */
export async function loadClaimed(
  transaction: Transaction,
  memberId: MemberId,
  orderIds: readonly OrderId[],
  ofRecharge: boolean,
): Promise<Loaded> {
  const found: Order[] = []
  for (const id of new Set(orderIds)) {
    const order = await transaction.get(orders, id)
    if (order) found.push(order)
  }
  const needsMember = ofRecharge || found.some(({ tenders }) => tenders.storedValue !== null)
  const member = needsMember ? await currentMember(transaction, memberId) : null
  return { orders: found, member }
}

export const loadSources = (transaction: Transaction, { memberId, sources }: Invoice) =>
  loadClaimed(
    transaction,
    memberId,
    sources.flatMap((source) => (source.kind === 'order' ? [source.orderId] : [])),
    sources.some(({ kind }) => kind === 'recharge'),
  )

/**
 * Writes the marks that have changed. Order and member are written by every refund as well, so that
 * of two transactions one decides again: no more is invoiced than was paid at the same time.
 */
export async function saveClaimed(
  transaction: Transaction,
  before: Loaded,
  after: Claims,
): Promise<void> {
  const known = new Set<unknown>(before.orders)
  for (const order of after.orders) if (!known.has(order)) await transaction.put(orders, order)
  const { member } = before
  if (!member || !after.account) return
  // Also without a mark of its own: a lot that was read decided what may be invoiced.
  await transaction.put(members, { ...member, storedValue: after.account })
  const lots = new Set<unknown>(member.storedValue.recharges)
  for (const recharge of after.account.recharges) {
    if (!lots.has(recharge)) await transaction.put(recharges, ticketOf(member.id, recharge))
  }
}
