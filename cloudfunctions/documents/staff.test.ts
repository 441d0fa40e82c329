import { aStaff, NOON } from '@palm/shared/testing/builders/builders'
import { businessDay } from '@palm/shared/kernel/instant'
import { staff } from './staff'

const TALLY = { day: businessDay(NOON), givenBackCount: 1 }

test('stored staff read back unchanged', () => {
  expect(staff.read(staff.write(aStaff()))).toEqual(aStaff())
})

test('totals that earlier versions stored are dropped', () => {
  const { duty, tally, ...document } = staff.write(aStaff({ tally: TALLY }))
  const stored = {
    ...document,
    duty: { ...(duty as object), confirmedCount: 2, confirmedFen: 29_000 },
    tally: { ...(tally as object), confirmedCount: 2, unprovenCount: 1 },
  }
  expect(staff.read(stored)).toEqual(aStaff({ tally: TALLY }))
})

test('staff stored before daily counts existed have no tally', () => {
  const { tally: _, ...document } = staff.write(aStaff())
  expect(staff.read(document).tally).toBeNull()
})
