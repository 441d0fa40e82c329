import { type Fen, fen } from '../kernel/fen'
import { isWithinOfflineLimits } from './offline-limits'

const orders = (count: number, amountFen: number): Fen[] =>
  Array.from({ length: count }, () => fen(amountFen))

test.each([
  ['the first', orders(0, 0), 20_000, true],
  ['the twentieth', orders(19, 20_000), 20_000, true],
  ['the twenty-first', orders(20, 100), 100, false],
  ['an amount that reaches ¥6,000', orders(5, 100_000), 100_000, true],
  ['an amount beyond ¥6,000', orders(5, 100_000), 100_001, false],
])('without network %s is accepted or not', (_, soFar, amountFen, isWithin) => {
  expect(isWithinOfflineLimits(soFar, fen(amountFen))).toBe(isWithin)
})
