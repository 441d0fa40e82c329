import { ok, refuse } from '@palm/shared/kernel/result'
import { answerTicket } from '@palm/shared/ticket/verbs'
import { tickets } from '../../documents/tickets'
import type { Act } from '../../edge/serve'
import { presentTicket } from '../../flows/ticket-view'
import type { ConsoleContext } from '../context'
import { stationsWithin, targetOf } from '../places'

const PAGE = 50

/** A page may be short of those beyond the caller's reach; the next one follows all the same. */
export const listTickets: Act<ConsoleContext, 'console.tickets'> = async (
  { clock, database },
  { afterMs },
  caller,
) => {
  const found = await database.find(tickets, {
    where: {
      'state.at': 'asked',
      'state.answerByMs': { above: afterMs ?? -1, atMost: Number.MAX_SAFE_INTEGER },
    },
    orderBy: { field: 'state.answerByMs', direction: 'asc' },
    limit: PAGE,
  })
  const within = await stationsWithin(database, caller)
  const shown = found.filter(
    ({ about }) => within === null || (about !== null && within.includes(about.stationId)),
  )
  const last = found.length === PAGE ? found.at(-1) : undefined
  const nowMs = clock()
  return ok({
    tickets: shown.map((ticket) => presentTicket(ticket, nowMs)),
    nextAfterMs: last?.state.at === 'asked' ? last.state.answerByMs : null,
  })
}

/** A ticket about no order takes a grant for all stations. */
export const answer: Act<ConsoleContext, 'console.answerTicket'> = (
  { clock, database },
  { text, ticketId },
  caller,
) =>
  database.transaction(async (transaction) => {
    const ticket = await transaction.get(tickets, ticketId)
    if (!ticket) return refuse({ code: 'ticket/unknown' })
    const permitted = caller.permit(
      await targetOf(transaction, ticket.about && ticket.about.stationId),
    )
    if (!permitted.ok) return permitted
    const nowMs = clock()
    const answered = answerTicket(ticket, { name: caller.name, text, nowMs })
    if (!answered.ok) return answered
    if (answered.value !== ticket) await transaction.put(tickets, answered.value)
    return ok(presentTicket(answered.value, nowMs))
  })
