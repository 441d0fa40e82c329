import { z } from 'zod'
import type { Fen } from '../kernel/fen'
import type { EpochMs } from '../kernel/instant'
import type { OrderId } from '../order/facts/order'
import type { StationId } from '../station/station'
import {
  type Said,
  TICKET_KINDS,
  TICKET_TEXT_MAX,
  type TicketId,
  type TicketKind,
  type TicketState,
} from '../ticket/ticket'
import type { AskTicketRefusal } from '../ticket/verbs'
import { action } from './action'
import { dispensedFen, instant, orderId, ticketId } from './fields'

/** A ticket as its driver and those who answer see it: without the driver's identity. */
export interface TicketView {
  readonly ticketId: TicketId
  readonly kind: TicketKind
  readonly about: {
    readonly orderId: OrderId
    readonly tail: string
    readonly stationId: StationId
    readonly stationName: string
    readonly nozzleNumber: number
  } | null
  readonly claimedFen: Fen | null
  readonly askedAtMs: EpochMs
  readonly at: TicketState['at']
  /** Deadline of the answer; null where none is expected. */
  readonly answerByMs: EpochMs | null
  readonly said: readonly Said[]
}

/** Whom drivers call; null where the operator names nobody. */
export interface ServicePhoneView {
  readonly phone: string
  readonly hours: string
}

export interface TicketListReply {
  /** Newest first. */
  readonly tickets: readonly TicketView[]
  /** Pass it as `beforeMs` for older ones; null at the end. */
  readonly nextBeforeMs: EpochMs | null
  readonly servicePhone: ServicePhoneView | null
}

type UnknownTicket = { readonly code: 'ticket/unknown' }

export const ticketText = z.string().trim().min(1).max(TICKET_TEXT_MAX)

export const ticketActions = {
  /**
   * A question about an order, or about none. The phone makes the id: repeating the request finds
   * the ticket. An order has one ticket of each kind.
   */
  'ticket.ask': action<TicketView, AskTicketRefusal | { readonly code: 'order/unknown' }>()({
    audience: 'member',
    request: z.strictObject({
      ticketId,
      kind: z.enum(TICKET_KINDS),
      orderId: orderId.nullable(),
      claimedFen: dispensedFen.nullable(),
      text: ticketText,
    }),
  }),
  /** Adds to a ticket, also after an answer that did not help. */
  'ticket.say': action<
    TicketView,
    Extract<AskTicketRefusal, { code: `ticket/${'unknown' | 'too-long'}` }>
  >()({
    audience: 'member',
    request: z.strictObject({ ticketId, text: ticketText }),
  }),
  'ticket.close': action<TicketView, UnknownTicket>()({
    audience: 'member',
    request: z.strictObject({ ticketId }),
  }),
  /** The member's tickets, all or those of one order, and the phone of service. */
  'ticket.list': action<TicketListReply>()({
    audience: 'member',
    request: z.strictObject({ orderId: orderId.nullable(), beforeMs: instant.nullable() }),
  }),
} as const
