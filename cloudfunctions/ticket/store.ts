import { END_OF_TIME, type EpochMs } from '@palm/shared/kernel/instant'
import { refuse, type Result } from '@palm/shared/kernel/result'
import type { MemberId } from '@palm/shared/member/member'
import type { Order, OrderId } from '@palm/shared/order/facts/order'
import { type Ticket, type TicketId, TICKETS_OPEN_MAX } from '@palm/shared/ticket/ticket'
import type { Database } from '../database/session'
import { orders } from '../documents/orders'
import { tickets } from '../documents/tickets'

export interface TicketStore {
  order(id: OrderId): Promise<Order | null>
  ticket(id: TicketId): Promise<Ticket | null>
  /** Unanswered tickets of a member, counted up to the maximum. */
  openCount(id: MemberId): Promise<number>
  /** Writes the ticket that a decision makes of the one with this id, if there is one. */
  ask<Refusal extends { readonly code: string }>(
    id: TicketId,
    decide: (known: Ticket | null) => Result<Ticket, Refusal>,
  ): Promise<Result<Ticket, Refusal>>
  change<Refusal extends { readonly code: string }>(
    id: TicketId,
    decide: (known: Ticket) => Result<Ticket, Refusal>,
  ): Promise<Result<Ticket, Refusal | UnknownTicket>>
  /** Newest first. */
  ofMember(ids: readonly MemberId[], beforeMs: EpochMs | null, limit: number): Promise<Ticket[]>
  ofOrder(ids: readonly MemberId[], order: OrderId, limit: number): Promise<Ticket[]>
}

type UnknownTicket = { readonly code: 'ticket/unknown' }
const unknown = refuse<UnknownTicket>({ code: 'ticket/unknown' })

/** Refusals of a decision, and that there is no such ticket. */
type Refusals<Decide extends (known: Ticket) => Result<Ticket, { readonly code: string }>> =
  Extract<ReturnType<Decide>, { readonly ok: false }>['refusal'] | UnknownTicket

export function openTicketStore(database: Database): TicketStore {
  const ask: TicketStore['ask'] = (id, decide) =>
    database.transaction(async (transaction) => {
      const known = await transaction.get(tickets, id)
      const decided = decide(known)
      if (decided.ok && decided.value !== known) await transaction.put(tickets, decided.value)
      return decided
    })
  return {
    ask,
    change: (id, decide) =>
      ask<Refusals<typeof decide>>(id, (known) => (known ? decide(known) : unknown)),
    order: (id) => database.get(orders, id),
    ticket: (id) => database.get(tickets, id),
    async openCount(memberId) {
      const where = { memberId, 'state.at': 'asked' }
      return (await database.find(tickets, { where, limit: TICKETS_OPEN_MAX })).length
    },
    ofMember: (ids, beforeMs, limit) =>
      database.find(tickets, {
        where: { memberId: { in: ids }, askedAtMs: { below: beforeMs ?? END_OF_TIME } },
        orderBy: { field: 'askedAtMs', direction: 'desc' },
        limit,
      }),
    ofOrder: (ids, orderId, limit) =>
      database.find(tickets, {
        where: { memberId: { in: ids }, 'about.orderId': orderId },
        orderBy: { field: 'askedAtMs', direction: 'desc' },
        limit,
      }),
  }
}
