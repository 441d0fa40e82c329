import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Member } from '@palm/shared/member/member'
import { settlePending } from '@palm/shared/order/after/unplaced'
import { entryWith } from '@palm/shared/order/facts/decision'
import type { OrderId } from '@palm/shared/order/facts/order'
import type { Transaction } from '../database/session'
import { journal } from '../documents/journal'
import { orders } from '../documents/orders'

/** The member after a look for a pending order, for the same transaction to write. */
export async function settlePendingOrder(
  transaction: Transaction,
  member: Member,
  orderId: OrderId,
  nowMs: EpochMs,
): Promise<Member> {
  const order = await transaction.get(orders, orderId)
  const { member: settled, postings } = settlePending(member, orderId, order, nowMs)
  const entry = entryWith(null, postings, { id: orderId }, nowMs)
  if (entry) await transaction.insert(journal, entry)
  return settled
}
