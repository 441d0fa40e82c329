import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Invoice } from '@palm/shared/invoice/invoice'
import type { Member, MemberId } from '@palm/shared/member/member'
import { dueOrders } from '@palm/shared/member/pending'
import { upkeep, upkeepAtMs } from '@palm/shared/member/upkeep'
import type { Order } from '@palm/shared/order/facts/order'
import type { Approval } from '@palm/shared/order/verbs/approval'
import type { Ticket } from '@palm/shared/ticket/ticket'
import type { Collection, Condition, Database, Transaction } from '../database/session'
import { approvals } from '../documents/approvals'
import { type Due, type DueField, dueView, type Lane, leftView } from '../documents/due'
import { journal } from '../documents/journal'
import { orders } from '../documents/orders'
import { invoices } from '../documents/invoices'
import { recharges, type RechargeTicket } from '../documents/member/recharges'
import { members } from '../documents/member/members'
import { tickets } from '../documents/tickets'
import { settlePendingOrder } from '../flows/pending-order'
import { insertPage } from '../documents/member/points-pages'
import { insertRow } from '../documents/member/stored-value-rows'

/** Page size of a read: pages follow until time is over. */
export const PAGE = 50

/** Database interface of the timer. Every search names its index in cloud.json. */
export interface SweepStore {
  /** Values of a lane that wait for their provider. */
  due<Value>(
    collection: Collection<Value>,
    lane: Lane,
    nowMs: EpochMs,
    afterMs: number,
  ): Promise<Due<Value>[]>
  /** Values whose holds have run out of time. */
  holding<Value>(
    collection: Collection<Value>,
    nowMs: EpochMs,
    afterMs: number,
  ): Promise<Due<Value>[]>
  /** Sets the next due time of a value that still waits. */
  postpone(collection: string, id: string, next: Postponed): Promise<void>
  /** Removes a value from every lane, unless it has changed since it was read. */
  leave<Value extends { readonly id: string }>(
    collection: Collection<Value>,
    read: Value,
  ): Promise<void>
  /** Members whose upkeep is due. */
  dueMembers(nowMs: EpochMs, afterMs: number): Promise<Due<Member>[]>
  /** Approval requests that are overdue. */
  overdueApprovals(nowMs: EpochMs, afterMs: number): Promise<Due<Approval>[]>
  /** Paid orders that nobody has served, at their reminder or their end. */
  unserved(nowMs: EpochMs, afterMs: number): Promise<Due<Order>[]>
  /** Questions that nobody answered in time. */
  lateTickets(nowMs: EpochMs, afterMs: number): Promise<Due<Ticket>[]>
  /** Invoices of a lane that wait for their issuer. */
  waitingInvoices(lane: string, nowMs: EpochMs, afterMs: number): Promise<Due<Invoice>[]>
  /** Invoices that hang. */
  lateInvoices(nowMs: EpochMs, afterMs: number): Promise<Due<Invoice>[]>
  /** Orders that were refunded after they were invoiced. */
  overInvoiced(nowMs: EpochMs, afterMs: number): Promise<Due<Order>[]>
  /** Recharges that were withdrawn after they were invoiced. */
  overInvoicedRecharges(nowMs: EpochMs, afterMs: number): Promise<Due<RechargeTicket>[]>
  /** Applies a member's upkeep, with its journal entries, in one transaction. */
  upkeep(member: Member, nowMs: EpochMs): Promise<void>
}

export interface Postponed {
  readonly dueLane: string
  readonly dueAtMs: number
  readonly dueTries: number
}

export function openSweepStore(database: Database): SweepStore {
  const dueFirst =
    <Value>(collection: Collection<Value>, field: DueField) =>
    (where: Readonly<Record<string, Condition>>, nowMs: EpochMs, afterMs: number) =>
      database.find(dueView(collection, field), {
        where: { ...where, [field]: { above: afterMs, atMost: nowMs } },
        orderBy: { field, direction: 'asc' },
        limit: PAGE,
      })
  const membersDue = dueFirst(members, 'upkeepAtMs')
  const unservedDue = dueFirst(orders, 'unservedAtMs')
  const ticketsLate = dueFirst(tickets, 'lateAtMs')
  const invoicesDue = dueFirst(invoices, 'dueAtMs')
  const invoicesLate = dueFirst(invoices, 'lateAtMs')
  const ordersOver = dueFirst(orders, 'overInvoicedAtMs')
  const rechargesOver = dueFirst(recharges, 'overInvoicedAtMs')
  const approvalsDue = dueFirst(approvals, 'answerByMs')

  return {
    due: (collection, dueLane, ...within) =>
      dueFirst(collection, 'dueAtMs')({ dueLane }, ...within),
    holding: (collection, ...within) => dueFirst(collection, 'releaseAtMs')({}, ...within),
    postpone: (collection, id, next) => database.annotate(collection, id, { ...next }),
    leave: (collection, read) =>
      database.transaction(async (transaction) => {
        const now = await transaction.get(collection, read.id)
        const isSame = JSON.stringify(now) === JSON.stringify(read)
        if (now && isSame) await transaction.put(leftView(collection), now)
      }),
    dueMembers: (...within) => membersDue({}, ...within),
    overdueApprovals: (...within) => approvalsDue({ 'state.at': 'open' }, ...within),
    unserved: (...within) => unservedDue({}, ...within),
    lateTickets: (...within) => ticketsLate({}, ...within),
    waitingInvoices: (dueLane, ...within) => invoicesDue({ dueLane }, ...within),
    lateInvoices: (...within) => invoicesLate({}, ...within),
    overInvoiced: (...within) => ordersOver({}, ...within),
    overInvoicedRecharges: (...within) => rechargesOver({}, ...within),
    upkeep: ({ id }, nowMs) => upkeepOnce(database, id, nowMs),
  }
}

const upkeepOnce = (database: Database, id: MemberId, nowMs: EpochMs): Promise<void> =>
  database.transaction(async (transaction) => {
    const before = await transaction.get(members, id)
    if (!before || upkeepAtMs(before) > nowMs) return
    const settled = await settleDue(transaction, before, nowMs)
    const { entries, member, page, row } = upkeep(settled, nowMs)
    await transaction.put(members, member)
    for (const entry of entries) await transaction.insert(journal, entry)
    await insertRow(transaction, row, { memberId: id, what: `gift-expired:${nowMs}`, nowMs })
    await insertPage(transaction, id, page)
  })

async function settleDue(
  transaction: Transaction,
  before: Member,
  nowMs: EpochMs,
): Promise<Member> {
  let member = before
  for (const orderId of dueOrders(before, nowMs))
    member = await settlePendingOrder(transaction, member, orderId, nowMs)
  return member
}
