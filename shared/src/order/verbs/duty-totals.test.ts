import { fen } from '../../kernel/fen'
import { DAY_MS, MINUTE_MS } from '../../kernel/instant'
import { after, aPaidOrder, aStaff, onDuty } from '../../testing/builders/builders'
import { aConfirmedOrder, aReversedOrder } from '../../testing/builders/orders'
import { valueOf } from '../../testing/results'
import { correct } from './correct'
import { staffAfter } from './duty-totals'
import type { Order } from '../facts/order'

const staff = aStaff()
const alone = { nowMs: after(3 * MINUTE_MS), approved: false }
const paid = aPaidOrder()
const confirmed = aConfirmedOrder({ dispensedFen: fen(15_000) })
const command = { by: onDuty(), dispensedFen: fen(14_000), nowMs: after(3 * MINUTE_MS) }
const corrected = valueOf(correct(confirmed, command)).order

test.each([
  ['a confirmation counts with its dispensed amount', paid, confirmed, [1, 15_000]],
  ['the same confirmation again does not', confirmed, confirmed, [0, 0]],
  ['a correction takes its difference off', confirmed, corrected, [0, -1_000]],
  ['a rejection counts nothing', paid, aReversedOrder(), [0, 0]],
])('%s', (_, before, then, totals) => {
  const { duty } = staffAfter(staff, before, then, alone)
  expect([duty?.confirmedCount, duty?.confirmedFen]).toEqual(totals)
})

test('an act that changes no total leaves the document as it is', () => {
  expect(staffAfter(staff, confirmed, confirmed, alone)).toBe(staff)
})

describe('the tally of the day', () => {
  const NO_TALLY = { confirmedCount: 0, unprovenCount: 0, givenBackCount: 0 }

  test.each<[string, Order, Order, object]>([
    [
      'a confirmation without a passphrase',
      paid,
      aConfirmedOrder(),
      { confirmedCount: 1, unprovenCount: 1 },
    ],
    [
      'less than was ordered, after the fuel has flowed',
      paid,
      confirmed,
      { confirmedCount: 1, unprovenCount: 1, givenBackCount: 1 },
    ],
    ['a correction', confirmed, corrected, { givenBackCount: 1 }],
    ['a rejection, after the fuel has flowed', paid, aReversedOrder(), { givenBackCount: 1 }],
  ])('counts %s', (_, before, then, counts) => {
    expect(staffAfter(staff, before, then, alone).tally).toEqual({
      day: '2026-11-21',
      ...NO_TALLY,
      ...counts,
    })
  })

  test('counts nothing back that a second person stood by, nor a preset that was not used up', () => {
    expect(staffAfter(staff, confirmed, corrected, { ...alone, approved: true }).tally).toBeNull()
    const preset = { ...paid, way: 'pay-first' as const }
    const less = { ...confirmed, way: 'pay-first' as const }
    expect(staffAfter(staff, preset, less, alone).tally?.givenBackCount).toBe(0)
  })

  test('goes on in the next duty, and starts again with the next day', () => {
    const once = staffAfter(staff, confirmed, corrected, alone)
    const rested = { ...once, duty: null }
    expect(staffAfter(rested, confirmed, corrected, alone).tally?.givenBackCount).toBe(2)
    const tomorrow = { ...alone, nowMs: after(DAY_MS) }
    expect(staffAfter(once, confirmed, corrected, tomorrow).tally).toMatchObject({
      day: '2026-11-22',
      givenBackCount: 1,
    })
  })
})
