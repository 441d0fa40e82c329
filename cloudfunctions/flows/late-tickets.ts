import { idLetters } from '@palm/shared/kernel/id'
import { late } from '@palm/shared/ticket/verbs'
import type { Ticket } from '@palm/shared/ticket/ticket'
import { tickets } from '../documents/tickets'
import { report, type ReportContext } from './incident-report'

/**
 * A question that nobody answered in time becomes an incident, and stays open. The incident is opened
 * first, so that a fault in between opens it again and loses nothing.
 */
export async function reportLateTicket(context: ReportContext, ticket: Ticket): Promise<void> {
  const { about, askedAtMs, id, kind } = ticket
  const details = {
    ...{ ticketId: id, kind, askedAtMs },
    ...(about && { orderId: about.orderId, stationId: about.stationId }),
  }
  await report(context, 'ticket/unanswered', `${idLetters(id)}-${askedAtMs}`, details)
  await context.database.transaction(async (transaction) => {
    const now = await transaction.get(tickets, id)
    if (now?.state.at === 'asked') await transaction.put(tickets, late(now))
  })
}
