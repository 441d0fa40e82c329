import { fen } from '../kernel/fen'
import { MINUTE_MS } from '../kernel/instant'
import { after, aPaidOrder, aStaff, onDuty } from '../testing/builders'
import { aConfirmedOrder, aReversedOrder } from '../testing/orders'
import { valueOf } from '../testing/results'
import { correct } from './correct'
import { staffAfter } from './duty-totals'

const staff = aStaff()
const paid = aPaidOrder()
const confirmed = aConfirmedOrder({ dispensedFen: fen(15_000) })
const command = { by: onDuty(), dispensedFen: fen(14_000), nowMs: after(3 * MINUTE_MS) }
const corrected = valueOf(correct(confirmed, command)).order

test.each([
  ['a confirmation counts with what was dispensed', paid, confirmed, [1, 15_000]],
  ['the same confirmation again does not', confirmed, confirmed, [0, 0]],
  ['a correction takes its difference off', confirmed, corrected, [0, -1_000]],
  ['a rejection counts nothing', paid, aReversedOrder(), [0, 0]],
])('%s', (_, before, then, totals) => {
  const { duty } = staffAfter(staff, before, then)
  expect([duty?.confirmedCount, duty?.confirmedFen]).toEqual(totals)
})

test('an act that changes no total leaves the document as it is', () => {
  expect(staffAfter(staff, confirmed, confirmed)).toBe(staff)
})
