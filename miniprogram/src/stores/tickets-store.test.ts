import { type Answers, anApi } from '@palm/client/testing/api'
import { ORDER_ID } from '@palm/client/testing/builders'
import { countingIds, NOON } from '@palm/client/testing/phone'
import { aTicket, aTicketList } from '@palm/client/testing/tickets'
import { ok, refuse } from '@palm/shared/kernel/result'
import { TicketsStore } from './tickets-store'

const QUESTION = { kind: 'wrong-nozzle', claimedFen: null, text: '我加的是 7 号枪' } as const

function open(answers: Answers) {
  const api = anApi(answers)
  const ports = { api, newId: countingIds(), enter: async () => undefined }
  return { api, store: new TicketsStore(ports, ORDER_ID) }
}

test('a question about an order is shown as soon as it has arrived', async () => {
  const { api, store } = open({
    'ticket.list': () => ok(aTicketList()),
    'ticket.ask': () => ok(aTicket()),
  })
  await store.load()
  expect(await store.ask(QUESTION)).toBe(true)
  expect(api.requestsOf('ticket.ask')).toMatchObject([{ orderId: ORDER_ID, text: QUESTION.text }])
  expect(store.tickets).toMatchObject({ at: 'ready', value: [{ kind: 'wrong-nozzle' }] })
})

test('sent again after a lost answer it is the same question', async () => {
  let lost = true
  const { api, store } = open({
    'ticket.ask': () => {
      if (!lost) return ok(aTicket())
      lost = false
      return refuse({ code: 'client/no-answer' })
    },
  })
  expect(await store.ask(QUESTION)).toBe(false)
  expect(store.refusal?.code).toBe('client/no-answer')
  expect(await store.ask(QUESTION)).toBe(true)
  const [first, second] = api.requestsOf('ticket.ask')
  expect(second?.ticketId).toBe(first?.ticketId)
  await store.ask({ ...QUESTION, text: '还有一件事' })
  expect(api.requestsOf('ticket.ask')[2]?.ticketId).not.toBe(first?.ticketId)
})

test('an answer is confirmed or contradicted in its place', async () => {
  const { store } = open({
    'ticket.list': () => ok(aTicketList({ tickets: [aTicket({ at: 'answered' })] })),
    'ticket.close': () => ok(aTicket({ at: 'closed' })),
    'ticket.say': () => ok(aTicket()),
  })
  await store.load()
  await store.say(aTicket().ticketId, '还是不对')
  expect(store.tickets).toMatchObject({ value: [{ at: 'asked' }] })
  await store.close(aTicket().ticketId)
  expect(store.tickets).toMatchObject({ value: [{ at: 'closed' }] })
})

test('older questions follow, and the phone of service is known', async () => {
  const servicePhone = { phone: '400-800-1234', hours: '' }
  const other = aTicket({ ticketId: `ticket:${'1'.repeat(20)}` })
  const { store } = open({
    'ticket.list': ({ beforeMs }) =>
      ok(
        beforeMs === null
          ? aTicketList({ tickets: [aTicket()], nextBeforeMs: NOON, servicePhone })
          : aTicketList({ tickets: [other], servicePhone }),
      ),
  })
  await store.load()
  await store.loadMore()
  expect(store).toMatchObject({ servicePhone, nextBeforeMs: null })
  expect(store.tickets).toMatchObject({ value: [{}, { ticketId: other.ticketId }] })
})
