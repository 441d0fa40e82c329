import type { Fen } from '../kernel/fen'
import { type Id, idLetters } from '../kernel/id'
import { DAY_MS, type EpochMs, HOUR_MS, later } from '../kernel/instant'
import type { MemberId } from '../member/member'
import type { OrderId } from '../order/facts/order'
import type { StationId } from '../station/station'

export type TicketId = Id<'ticket'>

export const TICKET_KINDS = [
  /** 枪号错了, noticed after the attendant had confirmed. */
  'wrong-nozzle',
  /** 没加这么多: the station corrects the figure, the difference goes back. */
  'less-dispensed',
  /** Anything else, about an order or about none. */
  'other',
] as const
export type TicketKind = (typeof TICKET_KINDS)[number]

/** 问题单: a driver's question, which a person answers by a deadline. */
export interface Ticket {
  readonly id: TicketId
  readonly memberId: MemberId
  readonly kind: TicketKind
  /** The order it is about; null for feedback in general, which concerns no station. */
  readonly about: TicketOrder | null
  /** Amount dispensed according to the driver, where they dispute the figure. */
  readonly claimedFen: Fen | null
  /** Of the first question. */
  readonly askedAtMs: EpochMs
  readonly state: TicketState
  /** The conversation, oldest first. */
  readonly said: readonly Said[]
}

/** Copied, so that a person reads the ticket without the order. */
export interface TicketOrder {
  readonly orderId: OrderId
  readonly tail: string
  readonly stationId: StationId
  readonly stationName: string
  readonly nozzleNumber: number
}

export interface Said {
  readonly by: 'driver' | 'service'
  /** Name of the person who answered; empty for the driver. */
  readonly name: string
  readonly text: string
  readonly atMs: EpochMs
}

export type TicketState =
  /** `isLate`: nobody answered in time, which has become an incident. */
  | { readonly at: 'asked'; readonly answerByMs: EpochMs; readonly isLate: boolean }
  | { readonly at: 'answered'; readonly answeredAtMs: EpochMs }
  | { readonly at: 'closed'; readonly closedAtMs: EpochMs }

/** Questions are answered within a day. */
export const TICKET_ANSWER_WITHIN_MS = 24 * HOUR_MS
/** An answer that nobody contradicts closes its ticket. */
export const TICKET_CLOSES_AFTER_MS = 7 * DAY_MS
/** Bounds of a conversation: more is for a phone call. */
export const TICKET_TEXT_MAX = 300
export const TICKET_SAID_MAX = 20
/** Unanswered tickets of one member. */
export const TICKETS_OPEN_MAX = 5

/** An order has one ticket of a kind, however often its driver asks. */
export const ticketIdOf = (orderId: OrderId, kind: TicketKind): TicketId =>
  `ticket:${idLetters(orderId)}-${kind}`

/** Current state: an answer that stood for a week has closed the ticket, stored or not. */
export const ticketStateAt = ({ state }: Ticket, nowMs: EpochMs): TicketState => {
  if (state.at !== 'answered') return state
  const closedAtMs = later(state.answeredAtMs, TICKET_CLOSES_AFTER_MS)
  return nowMs >= closedAtMs ? { at: 'closed', closedAtMs } : state
}

/** When an unanswered ticket becomes an incident; null where none is expected. */
export const lateAtMs = ({ state }: Ticket): EpochMs | null =>
  state.at === 'asked' && !state.isLate ? state.answerByMs : null
