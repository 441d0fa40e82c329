import { HOUR_MS, later } from '../../kernel/instant'
import { anOrder, aPaidOrder, PAID_TRADE, withTradeState } from '../../testing/builders/builders'
import { aConfirm, aConfirmedOrder, refundsIn } from '../../testing/builders/orders'
import { valueOf } from '../../testing/results'
import { type Order, paidAtMsOf } from '../facts/order'
import { accept } from './accept'
import { endUnserved, followUnserved, serveUntilMs, unservedAtMs, unservedStep } from './unserved'

const aPaidPayFirst = (): Order =>
  withTradeState(anOrder({ way: 'pay-first', state: { status: 'paid' } }), PAID_TRADE)
const hoursOn = (order: Order, hours: number) => later(paidAtMsOf(order), hours * HOUR_MS)
const followed = (order: Order, ...hours: number[]) =>
  hours.reduce((now, hour) => followUnserved(now, hoursOn(order, hour)).order, order)

test.each<[string, Order, number, string]>([
  ['21 hours after payment', aPaidPayFirst(), 21, 'nothing'],
  ['22 hours after payment', aPaidPayFirst(), 22, 'remind'],
  ['after the reminder', followed(aPaidPayFirst(), 22), 23, 'nothing'],
  ['after a day, paid first', followed(aPaidPayFirst(), 22), 24, 'give-back'],
  ['after a day without a reminder, as after an outage', aPaidPayFirst(), 30, 'give-back'],
  ['after a day, fuel first', followed(aPaidOrder(), 22), 24, 'escalate'],
  ['after a day, accepted', valueOf(accept(aPaidPayFirst(), aConfirm())).order, 24, 'escalate'],
  ['after it became a case', followed(aPaidOrder(), 22, 24), 72, 'nothing'],
  ['once it is confirmed', aConfirmedOrder(), 72, 'nothing'],
  ['before it is paid', anOrder(), 72, 'nothing'],
])('%s', (_, order, hours, step) => {
  expect(unservedStep(order, hoursOn(order, hours))).toBe(step)
})

test('a preset goes back to every tender by itself', () => {
  const order = followed(aPaidPayFirst(), 22, 24)
  expect(order.state).toMatchObject({ status: 'refunding', reversal: { reason: 'unserved' } })
  expect(refundsIn(order)).toMatchObject([{ amountFen: 20_000 }])
  expect(unservedAtMs(order)).toBeNull()
})

test('fuel that came first becomes a case, once, and stays paid until a person decides', () => {
  const order = followed(aPaidOrder(), 24)
  expect(order).toMatchObject({
    state: { status: 'paid' },
    unserved: { escalatedAtMs: hoursOn(order, 24) },
  })
  expect(followed(order, 48)).toBe(order)
  expect(endUnserved(order, hoursOn(order, 48)).order.state.status).toBe('refunding')
})

test('the terms are those of its placement; older orders have the usual ones', () => {
  const short = { endAfterMs: 3 * HOUR_MS, remindBeforeMs: HOUR_MS }
  const order = { ...aPaidPayFirst(), service: short }
  expect(serveUntilMs(order)).toBe(hoursOn(order, 3))
  expect(unservedAtMs(order)).toBe(hoursOn(order, 2))
  expect(serveUntilMs({ ...order, service: undefined })).toBe(hoursOn(order, 24))
})
