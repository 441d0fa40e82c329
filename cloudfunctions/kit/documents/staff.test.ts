import { aStaff } from '@palm/shared/testing/builders'
import { staff } from './staff'

test('what is stored is what is read', () => {
  expect(staff.read(staff.write(aStaff()))).toEqual(aStaff())
})

test('staff from before anything was counted by the day have no tally', () => {
  const { tally: _, ...document } = staff.write(aStaff())
  expect(staff.read(document).tally).toBeNull()
})
