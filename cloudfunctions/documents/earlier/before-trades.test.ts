import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Member } from '@palm/shared/member/member'
import { hasMoney, keptFen, tradeOf } from '@palm/shared/stored-value/recharge/recharge'
import type { Trade } from '@palm/shared/trade/trade'
import { members } from '../member/members'
import { orders } from '../orders'
import { recharges, ticketOf } from '../member/recharges'

/** Documents that the version before trades wrote, by what had happened to them. */
const storedIn = (name: string): Readonly<Record<string, Record<string, unknown>>> =>
  JSON.parse(readFileSync(join(__dirname, 'stored', `${name}-before-trades.json`), 'utf8')) as never

const storedOrders = storedIn('orders')
const storedMembers = storedIn('members')
const storedTickets = storedIn('tickets')

const due = ({ dueAtMs, dueLane, dueTries, releaseAtMs }: Record<string, unknown>) => ({
  dueAtMs,
  dueLane,
  dueTries,
  releaseAtMs,
})

describe('an order of the version before trades', () => {
  test.each(Object.entries(storedOrders))('that is %s goes on where it was', (_, document) => {
    const order = orders.read(document)
    const written = orders.write(order)
    expect(orders.read(written)).toEqual(order)
    expect(order.state.status).toBe((document['state'] as { status: string }).status)
    expect(order.trade).toMatchObject({
      no: '0123456789abcdef7k2m',
      provider: 'wechat',
      payerId: 'oZhang',
      amountFen: 20_000,
      openedAtMs: document['createdAtMs'],
      payByMs: document['payByMs'],
    })
  })

  test.each(Object.entries(storedOrders))('that is %s is due when it was due', (_, document) => {
    expect(due(orders.write(orders.read(document)))).toEqual(due(document))
  })

  test.each<[string, Trade['state']['at'], number]>([
    ['unpaid', 'open', 0],
    ['closing', 'closing', 0],
    ['closed without its provider', 'closed', 0],
    ['paid twice', 'paid', 1],
    ['refund replaced', 'paid', 2],
    ['paid out', 'paid', 1],
  ])('that is %s has its trade %s with %d refunds', (name, at, refunds) => {
    const { state } = orders.read(storedOrders[name]).trade
    expect(state.at).toBe(at)
    expect(state.at === 'paid' ? state.refunds.length : 0).toBe(refunds)
  })

  test('that its provider has not closed waits for that', () => {
    const of = (name: string) => orders.read(storedOrders[name]).trade.state
    expect(of('closed')).toMatchObject({ isConfirmed: true })
    expect(of('closed without its provider')).toMatchObject({ isConfirmed: false })
  })
})

describe('a recharge of the version before trades', () => {
  const rechargeOf = ({ storedValue }: Member) => storedValue.recharges[0]!

  test.each(Object.entries(storedMembers))('that is %s goes on where it was', (name, document) => {
    const member = members.read(document)
    expect(members.read(members.write(member))).toEqual(member)
    const ticket = recharges.read(storedTickets[name])
    expect(ticketOf('member:1', rechargeOf(member))).toEqual(ticket)
    expect(due(recharges.write(ticket))).toEqual(due(storedTickets[name]!))
  })

  test.each<[string, number, number]>([
    ['paid', 10_000, 0],
    ['paid twice', 10_000, 1],
    ['refunding', 5_000, 1],
    ['refund replaced', 5_000, 2],
    ['refunded', 5_000, 1],
  ])('that is %s has kept %d fen, with %d refunds', (name, fen, count) => {
    const recharge = rechargeOf(members.read(storedMembers[name]))
    const state = tradeOf(recharge)?.state
    expect(hasMoney(recharge) && keptFen(recharge)).toBe(fen)
    expect(state?.at === 'paid' && state.refunds.length).toBe(count)
  })

  test('that a card paid has no trade', () => {
    expect(tradeOf(rechargeOf(members.read(storedMembers['card'])))).toBeNull()
  })

  test('whose ticket was being closed is closed by the timer', () => {
    expect(recharges.read(storedTickets['closing']).waiting).toMatchObject({ at: 'closing' })
  })
})
