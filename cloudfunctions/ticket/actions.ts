import type { ServicePhoneView } from '@palm/shared/api/ticket'
import { ok, refuse } from '@palm/shared/kernel/result'
import { ticketIdOf } from '@palm/shared/ticket/ticket'
import { askTicket, closeTicket, sayMore } from '@palm/shared/ticket/verbs'
import { memberIds } from '../documents/member/members'
import type { Runtime } from '../edge/runtime'
import { type Act, type Handlers, withContext } from '../edge/serve'
import { openOperatorRules, type OperatorRules } from '../flows/operator-rules'
import { actAsOwner, ownerAs } from '../flows/own'
import { presentTicket } from '../flows/ticket-view'
import { openTicketStore, type TicketStore } from './store'

interface TicketContext extends Runtime {
  readonly store: TicketStore
  readonly operatorRules: () => Promise<OperatorRules>
}

/** A driver's questions. People answer them in `console`. */
export function ticketHandlers(runtime: Runtime): Handlers<'ticket'> {
  const { clock, database } = runtime
  const context: TicketContext = {
    ...runtime,
    store: openTicketStore(database),
    operatorRules: openOperatorRules(database, clock),
  }
  return withContext(context, {
    'ticket.ask': ask,
    'ticket.say': say,
    'ticket.close': close,
    'ticket.list': list,
  })
}

const ask: Act<TicketContext, 'ticket.ask'> = async (
  { clock, database, store },
  { orderId, ...request },
  { memberId: caller },
) => {
  const [order, openCount] = await Promise.all([
    orderId === null ? null : store.order(orderId),
    store.openCount(caller),
  ])
  // A question about an order of before a merge stands beside its others, under its id.
  const memberId = order ? await ownerAs(database, order, caller) : caller
  if (memberId === null || (orderId !== null && !order)) return refuse({ code: 'order/unknown' })
  const nowMs = clock()
  const id = order ? ticketIdOf(order.id, request.kind) : request.ticketId
  const asked = await store.ask(id, (known) =>
    askTicket({ ...request, memberId, order, known, openCount, nowMs }),
  )
  return asked.ok ? ok(presentTicket(asked.value, nowMs)) : asked
}

const say: Act<TicketContext, 'ticket.say'> = async (
  { clock, database, store },
  { text, ticketId },
  { memberId },
) => {
  const nowMs = clock()
  const said = await actAsOwner(
    database,
    memberId,
    () => store.ticket(ticketId),
    (owner) => store.change(ticketId, (known) => sayMore(known, { memberId: owner, nowMs, text })),
  )
  return said.ok ? ok(presentTicket(said.value, nowMs)) : said
}

const close: Act<TicketContext, 'ticket.close'> = async (
  { clock, database, store },
  { ticketId },
  { memberId },
) => {
  const nowMs = clock()
  const closed = await actAsOwner(
    database,
    memberId,
    () => store.ticket(ticketId),
    (owner) => store.change(ticketId, (known) => closeTicket(known, { memberId: owner, nowMs })),
  )
  return closed.ok ? ok(presentTicket(closed.value, nowMs)) : closed
}

const PAGE = 20

const list: Act<TicketContext, 'ticket.list'> = async (
  { clock, database, operatorRules, store },
  { beforeMs, orderId },
  { memberId },
) => {
  const ids = await memberIds(database, memberId)
  const [found, { service }] = await Promise.all([
    orderId === null ? store.ofMember(ids, beforeMs, PAGE) : store.ofOrder(ids, orderId, PAGE),
    operatorRules(),
  ])
  const nowMs = clock()
  const last = found.length === PAGE ? found.at(-1) : undefined
  const servicePhone: ServicePhoneView | null =
    service.phone === null ? null : { phone: service.phone, hours: service.phoneHours }
  return ok({
    tickets: found.map((ticket) => presentTicket(ticket, nowMs)),
    nextBeforeMs: last?.askedAtMs ?? null,
    servicePhone,
  })
}
