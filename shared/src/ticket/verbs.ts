import type { Fen } from '../kernel/fen'
import { type EpochMs, later } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import type { MemberId } from '../member/member'
import { hasMoney, type Order } from '../order/facts/order'
import {
  type Said,
  type Ticket,
  TICKET_ANSWER_WITHIN_MS,
  TICKET_SAID_MAX,
  type TicketId,
  ticketIdOf,
  type TicketKind,
  TICKETS_OPEN_MAX,
  ticketStateAt,
} from './ticket'

export interface AskTicket {
  readonly memberId: MemberId
  /** Made by the phone, for a question about no order; the order gives the id of any other. */
  readonly ticketId: TicketId
  readonly kind: TicketKind
  /** Null for a question about no order. */
  readonly order: Order | null
  readonly claimedFen: Fen | null
  readonly text: string
  /** The ticket that has the id already. */
  readonly known: Ticket | null
  /** Unanswered tickets of the member. */
  readonly openCount: number
  readonly nowMs: EpochMs
}

export type AskTicketRefusal =
  /** Another member's order, or another member's ticket, whose existence is not revealed. */
  | { readonly code: 'ticket/unknown' }
  /** The order is not paid, or not confirmed, or the question needs an order. */
  | { readonly code: 'ticket/not-for-this' }
  /** The claimed figure is not below the confirmed one: there is nothing to give back. */
  | { readonly code: 'ticket/claim-not-lower'; readonly dispensedFen: Fen }
  | { readonly code: 'ticket/too-many-open'; readonly max: number }
  | TooLong

interface TooLong {
  /** The conversation is full: a person calls back, or the driver does. */
  readonly code: 'ticket/too-long'
  readonly max: number
}

export const newTicketId = ({ kind, order, ticketId }: AskTicket): TicketId =>
  order ? ticketIdOf(order.id, kind) : ticketId

/**
 * The driver asks. The same question again finds the ticket as it was; another one about the same
 * order continues it, with a new deadline.
 */
export function askTicket(command: AskTicket): Result<Ticket, AskTicketRefusal> {
  const { claimedFen, kind, known, memberId, nowMs, openCount, order, text } = command
  if (order && order.memberId !== memberId) return refuse({ code: 'ticket/unknown' })
  if (known) return known.memberId === memberId ? askedAgain(known, command) : unknown
  const unfit = unfitOf(command)
  if (unfit) return refuse(unfit)
  if (openCount >= TICKETS_OPEN_MAX) {
    return refuse({ code: 'ticket/too-many-open', max: TICKETS_OPEN_MAX })
  }
  return ok({
    id: newTicketId(command),
    memberId,
    kind,
    about: order && {
      orderId: order.id,
      tail: order.tail,
      stationId: order.stationId,
      stationName: order.stationName,
      nozzleNumber: order.fuel.nozzleNumber,
    },
    claimedFen,
    askedAtMs: nowMs,
    state: askedNow(nowMs),
    said: [driverSays(text, nowMs)],
  })
}

const unknown = refuse({ code: 'ticket/unknown' })

function unfitOf({ claimedFen, kind, order }: AskTicket): AskTicketRefusal | null {
  const unfit = { code: 'ticket/not-for-this' } as const
  if (kind === 'other') return order === null || hasMoney(order.state) ? null : unfit
  if (order?.state.status !== 'confirmed') return unfit
  if (kind === 'wrong-nozzle') return claimedFen === null ? null : unfit
  const { dispensedFen } = order.state.confirmation
  if (claimedFen === null || claimedFen < 0) return unfit
  return claimedFen < dispensedFen ? null : { code: 'ticket/claim-not-lower', dispensedFen }
}

function askedAgain(
  ticket: Ticket,
  { claimedFen, nowMs, text }: AskTicket,
): Result<Ticket, TooLong> {
  const last = lastOf(ticket)
  const isSame = ticket.state.at === 'asked' && last?.by === 'driver' && last.text === text
  if (isSame) return ok(ticket)
  return saying({ ...ticket, claimedFen: claimedFen ?? ticket.claimedFen }, text, nowMs)
}

/** The driver adds something, also after an answer: then it gets a new deadline. */
export function sayMore(
  ticket: Ticket,
  { memberId, nowMs, text }: { memberId: MemberId; nowMs: EpochMs; text: string },
): Result<Ticket, { readonly code: 'ticket/unknown' } | TooLong> {
  if (ticket.memberId !== memberId) return unknown
  const last = lastOf(ticket)
  if (last?.by === 'driver' && last.text === text) return ok(ticket)
  return saying(ticket, text, nowMs)
}

function saying(ticket: Ticket, text: string, nowMs: EpochMs): Result<Ticket, TooLong> {
  const { said, state } = ticket
  if (said.length >= TICKET_SAID_MAX)
    return refuse({ code: 'ticket/too-long', max: TICKET_SAID_MAX })
  return ok({
    ...ticket,
    state: state.at === 'asked' ? state : askedNow(nowMs),
    said: [...said, driverSays(text, nowMs)],
  })
}

/** The driver is content, or has found the answer. Closing twice changes nothing. */
export function closeTicket(
  ticket: Ticket,
  { memberId, nowMs }: { memberId: MemberId; nowMs: EpochMs },
): Result<Ticket, { readonly code: 'ticket/unknown' }> {
  if (ticket.memberId !== memberId) return unknown
  const state = ticketStateAt(ticket, nowMs)
  if (state.at === 'closed') return ok(ticket)
  return ok({ ...ticket, state: { at: 'closed', closedAtMs: nowMs } })
}

export interface AnswerTicket {
  readonly name: string
  readonly text: string
  readonly nowMs: EpochMs
}

export type AnswerTicketRefusal =
  /** The driver has closed it. */
  { readonly code: 'ticket/closed' } | TooLong

/** A person answers. The same answer again finds the first; another one follows it. */
export function answerTicket(
  ticket: Ticket,
  { name, nowMs, text }: AnswerTicket,
): Result<Ticket, AnswerTicketRefusal> {
  const { said } = ticket
  const last = lastOf(ticket)
  if (last?.by === 'service' && last.text === text) return ok(ticket)
  if (ticketStateAt(ticket, nowMs).at === 'closed') return refuse({ code: 'ticket/closed' })
  // The driver may fill the conversation, but an answer always finds room.
  if (said.length > TICKET_SAID_MAX)
    return refuse({ code: 'ticket/too-long', max: TICKET_SAID_MAX })
  const answer: Said = { by: 'service', name, text, atMs: nowMs }
  return ok({ ...ticket, state: { at: 'answered', answeredAtMs: nowMs }, said: [...said, answer] })
}

/** Nobody answered in time: it has become an incident, and is still to be answered. */
export const late = (ticket: Ticket): Ticket =>
  ticket.state.at === 'asked' ? { ...ticket, state: { ...ticket.state, isLate: true } } : ticket

const askedNow = (nowMs: EpochMs) =>
  ({ at: 'asked', answerByMs: later(nowMs, TICKET_ANSWER_WITHIN_MS), isLate: false }) as const

const driverSays = (text: string, atMs: EpochMs): Said => ({ by: 'driver', name: '', text, atMs })

const lastOf = ({ said }: Ticket): Said | undefined => said[said.length - 1]
