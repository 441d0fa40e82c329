import { bearing, directionWords } from './direction'

const HERE = { latitude: 39.9, longitude: 116.5 }

test.each([
  ['north', 0.1, 0, '正北'],
  ['north-east', 0.08, 0.1, '东北'],
  ['east', 0, 0.1, '正东'],
  ['south', -0.1, 0, '正南'],
  ['west', 0, -0.1, '正西'],
  ['a little west of north', 0.1, -0.01, '正北'],
])('a place in the %s', (_, north, east, words) => {
  const there = { latitude: HERE.latitude + north, longitude: HERE.longitude + east }
  expect(directionWords(bearing(HERE, there))).toBe(words)
})
