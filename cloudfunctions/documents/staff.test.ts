import { aStaff } from '@palm/shared/testing/builders/builders'
import { staff } from './staff'

test('stored staff read back unchanged', () => {
  expect(staff.read(staff.write(aStaff()))).toEqual(aStaff())
})

test('staff stored before daily counts existed have no tally', () => {
  const { tally: _, ...document } = staff.write(aStaff())
  expect(staff.read(document).tally).toBeNull()
})
