import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { type Decision, entryWith, recorded } from '@palm/shared/order/facts/decision'
import { type LoyaltyRules, NO_LOYALTY_RULES } from '@palm/shared/member/loyalty'
import { type MemberAfter, memberAfter } from '@palm/shared/order/after/member-after'
import { concernsMember } from '@palm/shared/order/after/transition'
import { costOf } from '@palm/shared/order/price/cost'
import { holdsBenefits } from '@palm/shared/order/facts/held'
import type { Order, OrderId } from '@palm/shared/order/facts/order'
import { refundsOf } from '@palm/shared/trade/trade'
import type { Database, Transaction } from '../database/session'
import { currentMember, members } from '../documents/member/members'
import { orders } from '../documents/orders'
import { insertRow } from '../documents/member/stored-value-rows'
import { newlyHalted, type RefundChange, reportHalted } from './halted-refunds'

export type UnknownOrder = { readonly code: 'order/unknown' }

/**
 * Changes one order atomically: reads it, decides, saves the order with its journal entry and the
 * effects on the member's document. A decision without changes writes nothing. For every change
 * except those by attendants; only they confirm, so no points are earned here.
 */
export async function changeOrder<Refusal extends { readonly code: string }>(
  database: Database,
  id: OrderId,
  nowMs: EpochMs,
  decide: (order: Order) => Result<Decision, Refusal>,
): Promise<Result<Order, Refusal | UnknownOrder>> {
  const order = await database.get(orders, id)
  if (!order) return refuse({ code: 'order/unknown' })
  const decision = decide(order)
  if (!decision.ok) return decision
  const alone = await saveAlone(database, order, decision.value, { rules: NO_LOYALTY_RULES, nowMs })
  return alone ? ok(alone) : changeTogether(database, id, nowMs, decide)
}

/**
 * Saves a decision that changes nothing but the order, in one call.
 *
 * @returns null if more documents are to be written, or if somebody changed the order meanwhile:
 *   then a transaction decides again
 */
export async function saveAlone(
  database: Database,
  before: Order,
  { entry, order }: Decision,
  at: SaveContext,
): Promise<Order | null> {
  if (order === before) return before
  if (newlyHalted(refundsChanged(before, order)).length > 0) return null
  const isForMember = concernsMember(before, order)
  const latest = isForMember ? await unlessMemberChanges(database, before, order, at) : order
  if (!latest) return null
  const after = recorded(latest, entry)
  return (await database.replace(orders, before, after)) === 'replaced' ? after : null
}

/** The order as its member's document lets it be saved; null if that document changes as well. */
async function unlessMemberChanges(
  database: Database,
  before: Order,
  after: Order,
  { nowMs, rules }: SaveContext,
): Promise<Order | null> {
  if (holdsBenefits(after)) return null
  const known = await currentMember(database, after.memberId)
  if (!known) return after
  const { member, order, postings, row } = memberAfter(known, before, after, rules, nowMs)
  return member === known && postings.length === 0 && row === null ? order : null
}

function changeTogether<Refusal extends { readonly code: string }>(
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
    const at = { rules: NO_LOYALTY_RULES, nowMs }
    return ok(await saveDecision(transaction, order, decision.value, at))
  })
}

export interface SaveContext {
  readonly rules: LoyaltyRules
  readonly nowMs: EpochMs
}

/** Saves the order with its entry, and the member whose benefits it uses. */
export async function saveDecision(
  transaction: Transaction,
  before: Order,
  { entry, order }: Decision,
  { nowMs, rules }: SaveContext,
): Promise<Order> {
  if (order === before) return before
  const { order: latest, postings } = concernsMember(before, order)
    ? await saveMember(transaction, before, order, { nowMs, rules })
    : { order, postings: [] }
  const after = recorded(latest, entryWith(entry, postings, order, nowMs))
  await transaction.put(orders, after)
  await reportHalted(transaction, refundsChanged(before, after), nowMs)
  return after
}

const refundsChanged = (before: Order, after: Order): RefundChange => ({
  subject: after.id,
  stationId: after.stationId,
  before: refundsOf(before.trade),
  after: refundsOf(after.trade),
})

async function saveMember(
  transaction: Transaction,
  before: Order,
  after: Order,
  { nowMs, rules }: SaveContext,
): Promise<Pick<MemberAfter, 'order' | 'postings'>> {
  const known = await currentMember(transaction, after.memberId)
  if (!known) return { order: after, postings: [] }
  const { member, order, postings, row } = memberAfter(known, before, after, rules, nowMs)
  if (member !== known) await transaction.put(members, member)
  const what = `given-back:${costOf(after)}`
  await insertRow(transaction, row, { memberId: member.id, what, nowMs })
  return { order, postings }
}
