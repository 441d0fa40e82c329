import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { Decision } from '@palm/shared/order/decision'
import { memberAfter, touchesMember } from '@palm/shared/order/member-after'
import type { Order, OrderId } from '@palm/shared/order/order'
import type { Database, Transaction } from './database/session'
import { journal } from './documents/journal'
import { members } from './documents/members'
import { orders } from './documents/orders'

export type UnknownOrder = { readonly code: 'order/unknown' }

/**
 * Changes one order: reads it, decides, saves the order, its journal entry and what its member's
 * document has to do with it, all or nothing. A decision that changes nothing writes nothing.
 */
export function changeOrder<Refusal extends { readonly code: string }>(
  database: Database,
  id: OrderId,
  nowMs: EpochMs,
  decide: (order: Order) => Result<Decision, Refusal>,
): Promise<Result<Order, Refusal | UnknownOrder>> {
  return database.transaction(async (transaction) => {
    const order = await transaction.get(orders, id)
    if (!order) return refuse({ code: 'order/unknown' })
    const decision = decide(order)
    if (!decision.ok) return decision
    await saveDecision(transaction, order, decision.value, nowMs)
    return ok(decision.value.order)
  })
}

/** The order, the entry that goes with its new state, and the member whose benefits it had. */
export async function saveDecision(
  transaction: Transaction,
  before: Order,
  { entry, order }: Decision,
  nowMs: EpochMs,
): Promise<void> {
  if (order !== before) await transaction.put(orders, order)
  if (entry) await transaction.insert(journal, entry)
  const concernsMember = touchesMember(order) && order !== before && freesOrUses(order)
  if (!concernsMember) return
  const member = await transaction.get(members, order.memberId)
  if (!member) return
  const after = memberAfter(member, order, nowMs)
  if (after !== member) await transaction.put(members, after)
}

/** Between placing and confirming, what an order holds it goes on holding. */
const freesOrUses = ({ state }: Order): boolean =>
  state.status !== 'unpaid' && state.status !== 'closing' && state.status !== 'paid'
