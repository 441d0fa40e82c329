import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { Decision } from '@palm/shared/order/decision'
import type { Order, OrderId } from '@palm/shared/order/order'
import type { Database, Transaction } from './database/session'
import { journal } from './documents/journal'
import { orders } from './documents/orders'

export type UnknownOrder = { readonly code: 'order/unknown' }

/**
 * Changes one order: reads it, decides, saves the order and its journal entry, all or nothing. A
 * decision that changes nothing writes nothing.
 */
export function changeOrder<Refusal extends { readonly code: string }>(
  database: Database,
  id: OrderId,
  decide: (order: Order) => Result<Decision, Refusal>,
): Promise<Result<Order, Refusal | UnknownOrder>> {
  return database.transaction(async (transaction) => {
    const order = await transaction.get(orders, id)
    if (!order) return refuse({ code: 'order/unknown' })
    const decision = decide(order)
    if (!decision.ok) return decision
    await saveDecision(transaction, order, decision.value)
    return ok(decision.value.order)
  })
}

/** The order and the entry that goes with its new state. */
export async function saveDecision(
  transaction: Transaction,
  before: Order,
  { entry, order }: Decision,
): Promise<void> {
  if (order !== before) await transaction.put(orders, order)
  if (entry) await transaction.insert(journal, entry)
}
