import fc from 'fast-check'
import { fen } from '../kernel/fen'
import { DAY_MS, HOUR_MS } from '../kernel/instant'
import { after, anOrder, aPaidOrder, NOON } from '../testing/builders/builders'
import { aConfirmedOrder } from '../testing/builders/orders'
import { refused, valueOf } from '../testing/results'
import { lateAtMs, type Ticket, TICKET_SAID_MAX, TICKETS_OPEN_MAX, ticketStateAt } from './ticket'
import { answerTicket, askTicket, type AskTicket, closeTicket, late, sayMore } from './verbs'

const MEMBER = aPaidOrder().memberId
const anAsk = (changes: Partial<AskTicket> = {}): AskTicket => ({
  memberId: MEMBER,
  ticketId: 'ticket:00000000000000000001',
  kind: 'less-dispensed',
  order: aConfirmedOrder(),
  claimedFen: fen(15_000),
  text: '只加了 150 元',
  known: null,
  openCount: 0,
  nowMs: NOON,
  ...changes,
})
const asked = (changes: Partial<AskTicket> = {}) => valueOf(askTicket(anAsk(changes)))
const anAnswer = (changes = {}) => ({ name: '李站长', text: '已更正', nowMs: NOON, ...changes })
const answered = () => valueOf(answerTicket(asked(), anAnswer()))

describe('asking', () => {
  test.each<[string, Partial<AskTicket>, string]>([
    ['about another’s order', { memberId: 'member:other' }, 'ticket/unknown'],
    ['under another’s ticket', { known: { ...asked(), memberId: 'member:o' } }, 'ticket/unknown'],
    ['about less fuel before it was confirmed', { order: aPaidOrder() }, 'ticket/not-for-this'],
    ['about less fuel without a figure', { claimedFen: null }, 'ticket/not-for-this'],
    ['about less fuel that is not less', { claimedFen: fen(20_000) }, 'ticket/claim-not-lower'],
    ['about a nozzle of no order', { kind: 'wrong-nozzle', order: null }, 'ticket/not-for-this'],
    ['about an unpaid order', { kind: 'other', order: anOrder() }, 'ticket/not-for-this'],
    ['with many unanswered', { openCount: TICKETS_OPEN_MAX }, 'ticket/too-many-open'],
  ])('refuses a question %s', (_, changes, code) => {
    expect(askTicket(anAsk(changes))).toMatchObject(refused(code))
  })

  test('has a deadline, and the facts of its order', () => {
    expect(asked()).toMatchObject({
      id: 'ticket:0123456789abcdef7k2m-less-dispensed',
      about: { tail: '7K2M', stationId: 'station:bj0001', nozzleNumber: 3 },
      claimedFen: 15_000,
      state: { at: 'asked', answerByMs: after(24 * HOUR_MS) },
      said: [{ by: 'driver', text: '只加了 150 元' }],
    })
  })

  test('about nothing in particular concerns no station', () => {
    const ticket = asked({ kind: 'other', order: null, claimedFen: null })
    expect(ticket).toMatchObject({ id: 'ticket:00000000000000000001', about: null })
  })

  test('the same again finds the first; another question continues it', () => {
    const first = asked()
    expect(asked({ known: first, nowMs: after(HOUR_MS) })).toBe(first)
    const more = asked({ known: first, text: '还没人回', openCount: TICKETS_OPEN_MAX })
    expect(more.said).toHaveLength(2)
    expect(more.state).toBe(first.state)
  })
})

describe('answering', () => {
  test('names the person; the same answer again changes nothing', () => {
    const ticket = answered()
    expect(ticket).toMatchObject({
      state: { at: 'answered', answeredAtMs: NOON },
      said: [{ by: 'driver' }, { by: 'service', name: '李站长', text: '已更正' }],
    })
    expect(valueOf(answerTicket(ticket, anAnswer({ nowMs: after(HOUR_MS) })))).toBe(ticket)
  })

  test('is too late once the driver has closed it', () => {
    const closed = valueOf(closeTicket(asked(), { memberId: MEMBER, nowMs: NOON }))
    expect(answerTicket(closed, anAnswer())).toMatchObject(refused('ticket/closed'))
  })

  test('closes by itself after a week; a word of the driver opens it again', () => {
    const ticket = answered()
    expect(ticketStateAt(ticket, after(6 * DAY_MS)).at).toBe('answered')
    const nowMs = after(8 * DAY_MS)
    expect(ticketStateAt(ticket, nowMs)).toEqual({ at: 'closed', closedAtMs: after(7 * DAY_MS) })
    const again = valueOf(sayMore(ticket, { memberId: MEMBER, nowMs, text: '没有到账' }))
    expect(again.state).toMatchObject({ at: 'asked', answerByMs: after(9 * DAY_MS) })
  })
})

test('nobody else adds to a ticket or closes it', () => {
  const other = { memberId: 'member:other', nowMs: NOON, text: '？' } as const
  expect(sayMore(asked(), other)).toMatchObject(refused('ticket/unknown'))
  expect(closeTicket(asked(), other)).toMatchObject(refused('ticket/unknown'))
})

test('an unanswered ticket is late once', () => {
  expect(lateAtMs(asked())).toBe(after(24 * HOUR_MS))
  expect(lateAtMs(late(asked()))).toBeNull()
  expect(late(asked()).state.at).toBe('asked')
  expect(late(answered())).toEqual(answered())
})

test('in every history it is bounded, and either has a deadline, an answer or an end', () => {
  const acts = ['say', 'answer', 'close', 'late'] as const
  const act = fc.record({ do: fc.constantFrom(...acts), hours: fc.nat(300), text: fc.string() })
  fc.assert(
    fc.property(fc.array(act, { maxLength: 60 }), (history) => {
      const end = history.reduce<Ticket>((ticket, { do: name, hours, text }) => {
        const nowMs = after(hours * HOUR_MS)
        const by = { memberId: MEMBER, nowMs, text }
        const after_ = {
          say: () => sayMore(ticket, by),
          answer: () => answerTicket(ticket, { name: '客服', text, nowMs }),
          close: () => closeTicket(ticket, by),
          late: () => ({ ok: true, value: late(ticket) }) as const,
        }[name]()
        return after_.ok ? after_.value : ticket
      }, asked())
      expect(end.said.length).toBeLessThanOrEqual(TICKET_SAID_MAX + 1)
      const { state } = end
      if (state.at === 'asked') expect(state.isLate || lateAtMs(end) !== null).toBe(true)
    }),
  )
})
