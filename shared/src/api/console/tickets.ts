import { z } from 'zod'
import type { EpochMs } from '../../kernel/instant'
import type { AnswerTicketRefusal } from '../../ticket/verbs'
import { action } from '../action'
import { instant, ticketId } from '../fields'
import { ticketText, type TicketView } from '../ticket'

export const ticketsActions = {
  /** Unanswered tickets, most urgent first. */
  'console.tickets': action<{
    readonly tickets: readonly TicketView[]
    /** Pass it as `afterMs` for less urgent ones; null at the end. */
    readonly nextAfterMs: EpochMs | null
  }>()({ audience: 'operator', request: z.strictObject({ afterMs: instant.nullable() }) }),
  /** The driver reads the answer and the name of the person. */
  'console.answerTicket': action<
    TicketView,
    { readonly code: 'ticket/unknown' } | AnswerTicketRefusal
  >()({ audience: 'operator', request: z.strictObject({ ticketId, text: ticketText }) }),
} as const
