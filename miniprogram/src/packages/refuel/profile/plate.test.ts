import { isPlate } from './plate'

test.each([
  ['京A12345', true],
  ['粤BD12345', true],
  ['沪A1234', false],
  ['A12345', false],
  ['京a12345', false],
  ['京A1234567', false],
])('%s is a plate: %s', (text, expected) => {
  expect(isPlate(text)).toBe(expected)
})
