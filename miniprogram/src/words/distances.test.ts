import { distance } from './distances'

test.each([
  [0, '10 m'],
  [84, '80 m'],
  [994, '990 m'],
  [999, '1.0 km'],
  [1_000, '1.0 km'],
  [1_240, '1.2 km'],
  [12_800, '13 km'],
])('%i metres are said as %s', (metres, words) => {
  expect(distance(metres)).toBe(words)
})
