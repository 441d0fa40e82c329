import { dayAt, placeOf } from './birthday'

test.each([
  [[0, 0], '01-01'],
  [[1, 28], '02-29'],
  [[1, 30], '02-29'],
  [[3, 30], '04-30'],
  [[11, 30], '12-31'],
])('the places %j are %s', (places, day) => {
  expect(dayAt(places)).toBe(day)
})

test('a birthday is found in both columns', () => {
  expect([placeOf('02-29'), placeOf(null)]).toEqual([
    [1, 28],
    [0, 0],
  ])
})
