import type { TicketView } from '@palm/shared/api/ticket'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { type Ticket, ticketStateAt } from '@palm/shared/ticket/ticket'

/** A ticket without its driver, for the driver and for those who answer. */
export function presentTicket(ticket: Ticket, nowMs: EpochMs): TicketView {
  const { about, askedAtMs, claimedFen, id, kind, said } = ticket
  const state = ticketStateAt(ticket, nowMs)
  return {
    ticketId: id,
    kind,
    about: about && {
      orderId: about.orderId,
      tail: about.tail,
      stationId: about.stationId,
      stationName: about.stationName,
      nozzleNumber: about.nozzleNumber,
    },
    claimedFen,
    askedAtMs,
    at: state.at,
    answerByMs: state.at === 'asked' ? state.answerByMs : null,
    said: said.map(({ atMs, by, name, text }) => ({ by, name, text, atMs })),
  }
}
