import { fen } from '../../kernel/fen'
import { DAY_MS, MINUTE_MS } from '../../kernel/instant'
import { after, aPaidOrder, aStaff, onDuty } from '../../testing/builders/builders'
import { aConfirmedOrder, aReversedOrder } from '../../testing/builders/orders'
import { valueOf } from '../../testing/results'
import { correct } from './correct'
import { staffAfter } from './given-back'
import type { Order } from '../facts/order'

const staff = aStaff()
const alone = { nowMs: after(3 * MINUTE_MS), approved: false }
const paid = aPaidOrder()
const confirmed = aConfirmedOrder({ dispensedFen: fen(15_000) })
const command = { by: onDuty(), dispensedFen: fen(14_000), nowMs: after(3 * MINUTE_MS) }
const corrected = valueOf(correct(confirmed, command)).order
const preset = { ...paid, way: 'pay-first' as const }

test.each<[string, Order, Order]>([
  ['less than was ordered, after the fuel has flowed', paid, confirmed],
  ['a correction', confirmed, corrected],
  ['a rejection, after the fuel has flowed', paid, aReversedOrder()],
])('the tally of the day counts %s', (_, before, then) => {
  expect(staffAfter(staff, before, then, alone).tally).toEqual({
    day: '2026-11-21',
    givenBackCount: 1,
  })
})

test.each<[string, Order, Order, boolean]>([
  ['the whole amount confirmed', paid, aConfirmedOrder(), false],
  ['the same confirmation again', confirmed, confirmed, false],
  ['a preset that was not used up', preset, { ...confirmed, way: 'pay-first' }, false],
  ['a correction that a second person stood by', confirmed, corrected, true],
])('the document stays as it is after %s', (_, before, then, approved) => {
  expect(staffAfter(staff, before, then, { ...alone, approved })).toBe(staff)
})

test('the tally goes on in the next duty, and starts again with the next day', () => {
  const once = staffAfter(staff, confirmed, corrected, alone)
  const rested = { ...once, duty: null }
  expect(staffAfter(rested, confirmed, corrected, alone).tally?.givenBackCount).toBe(2)
  const tomorrow = { ...alone, nowMs: after(DAY_MS) }
  expect(staffAfter(once, confirmed, corrected, tomorrow).tally).toEqual({
    day: '2026-11-22',
    givenBackCount: 1,
  })
})
