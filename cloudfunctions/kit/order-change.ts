import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { type Decision, entryWith } from '@palm/shared/order/decision'
import { type LoyaltyRules, NO_LOYALTY_RULES } from '@palm/shared/member/loyalty'
import { type MemberAfter, memberAfter } from '@palm/shared/order/after/member-after'
import { concernsMember } from '@palm/shared/order/after/transition'
import { costOf } from '@palm/shared/order/cost'
import type { Order, OrderId } from '@palm/shared/order/order'
import { refundsOf } from '@palm/shared/trade/trade'
import type { Database, Transaction } from './database/session'
import { journal } from './documents/journal'
import { members } from './documents/members'
import { orders } from './documents/orders'
import { insertRow } from './documents/stored-value-rows'
import { reportHalted } from './halted-refunds'

export type UnknownOrder = { readonly code: 'order/unknown' }

/**
 * Changes one order atomically: reads it, decides, saves the order, its journal entry and the
 * effects on the member's document. A decision without changes writes nothing. For every change
 * except those by attendants; only they confirm, so no points are earned here.
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

/** Saves the order, its entry, and the member whose benefits it uses. */
export async function saveDecision(
  transaction: Transaction,
  before: Order,
  { entry, order }: Decision,
  { nowMs, rules }: SaveContext,
): Promise<void> {
  if (order === before) return
  const { order: latest, postings } = concernsMember(before, order)
    ? await saveMember(transaction, before, order, { nowMs, rules })
    : { order, postings: [] }
  await transaction.put(orders, latest)
  const refunds = {
    subject: order.id,
    before: refundsOf(before.trade),
    after: refundsOf(latest.trade),
  }
  await reportHalted(transaction, refunds, nowMs)
  const whole = entryWith(entry, postings, order, nowMs)
  if (whole) await transaction.insert(journal, whole)
}

async function saveMember(
  transaction: Transaction,
  before: Order,
  after: Order,
  { nowMs, rules }: SaveContext,
): Promise<Pick<MemberAfter, 'order' | 'postings'>> {
  const known = await transaction.get(members, after.memberId)
  if (!known) return { order: after, postings: [] }
  const { member, order, postings, row } = memberAfter(known, before, after, rules, nowMs)
  if (member !== known) await transaction.put(members, member)
  const what = `given-back:${costOf(after)}`
  await insertRow(transaction, row, { memberId: member.id, what, nowMs })
  return { order, postings }
}
