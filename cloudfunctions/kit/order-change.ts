import { assert } from '@palm/shared/kernel/assert'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import type { Decision } from '@palm/shared/order/decision'
import { type Posting, withPostings } from '@palm/shared/ledger/journal'
import { type LoyaltyRules, NO_LOYALTY_RULES } from '@palm/shared/member/loyalty'
import { concernsMember, memberAfter } from '@palm/shared/order/member-after'
import type { Order, OrderId } from '@palm/shared/order/order'
import type { Database, Transaction } from './database/session'
import { journal } from './documents/journal'
import { members } from './documents/members'
import { orders } from './documents/orders'

export type UnknownOrder = { readonly code: 'order/unknown' }

/**
 * Changes one order: reads it, decides, saves the order, its journal entry and what its member's
 * document has to do with it, all or nothing. A decision that changes nothing writes nothing. For
 * every change but those of an attendant: nobody else confirms, so no points come of it.
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
    await saveDecision(transaction, order, decision.value, { rules: NO_LOYALTY_RULES, nowMs })
    return ok(decision.value.order)
  })
}

export interface SaveContext {
  readonly rules: LoyaltyRules
  readonly nowMs: EpochMs
}

/** The order, the entry that goes with its new state, and the member whose benefits it had. */
export async function saveDecision(
  transaction: Transaction,
  before: Order,
  { entry, order }: Decision,
  { nowMs, rules }: SaveContext,
): Promise<void> {
  if (order === before) return
  await transaction.put(orders, order)
  const postings = concernsMember(before, order)
    ? await saveMember(transaction, order, { nowMs, rules })
    : []
  assert(entry !== null || postings.length === 0, 'what costs something has an entry', order.id)
  if (entry) await transaction.insert(journal, withPostings(entry, postings))
}

async function saveMember(
  transaction: Transaction,
  order: Order,
  { nowMs, rules }: SaveContext,
): Promise<readonly Posting[]> {
  const before = await transaction.get(members, order.memberId)
  if (!before) return []
  const { member, postings } = memberAfter(before, order, rules, nowMs)
  if (member !== before) await transaction.put(members, member)
  return postings
}
