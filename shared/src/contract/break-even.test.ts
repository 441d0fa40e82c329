import fc from 'fast-check'
import { fen } from '../kernel/fen'
import { DAY_MS, later } from '../kernel/instant'
import { stationClock } from '../kernel/station-clock'
import { millilitre } from '../kernel/volume'
import { NOON } from '../testing/builders/builders'
import { aSale, someTerms } from '../testing/builders/contracts'
import { breakEven, type PastFill } from './break-even'

/** ¥200 of 92# at the station of the contract, days ago: 25.61 L. */
const fill = (daysAgo: number, changes: Partial<PastFill['sale']> = {}): PastFill => ({
  sale: { ...aSale(), clock: stationClock(later(NOON, -daysAgo * DAY_MS)), ...changes },
  volumeMl: millilitre(25_610),
})

const every = (days: number, fills: number) =>
  Array.from({ length: fills }, (_, index) => fill((index + 1) * days))

test('the habit of the past is carried on to the end of the period', () => {
  expect(breakEven(someTerms(), every(15, 4), NOON)).toEqual({
    days: 60,
    fills: 4,
    countingFills: 4,
    // ¥800 in 60 days, over 30 days.
    expected: 40_000,
    promised: 100_000,
    // 51.22 L at 0.50 less.
    savedFen: 2_561,
    isReached: false,
  })
})

test('a promise in litres is expected in litres', () => {
  const promise = { unit: 'ml', volumeMl: millilitre(50_000) } as const
  expect(breakEven(someTerms({ promise }), every(15, 4), NOON)).toMatchObject({
    expected: 51_220,
    isReached: true,
  })
})

test('the price saves no more than its litres', () => {
  const benefit = { ...someTerms().benefit, limitMl: millilitre(10_000) } as never
  expect(breakEven(someTerms({ benefit }), every(15, 4), NOON)?.savedFen).toBe(500)
})

test('fuel that would not count is in the history, and not in the expectation', () => {
  const elsewhere = fill(30, { stationId: 'station:bj0009' })
  const diesel = fill(40, { gradeId: 'diesel-0' })
  expect(breakEven(someTerms(), [fill(20), elsewhere, diesel], NOON)).toMatchObject({
    fills: 3,
    countingFills: 1,
    days: 40,
  })
})

test.each<[string, readonly PastFill[]]>([
  ['no fill', []],
  ['one fill', [fill(30)]],
  ['a history of a few days', [fill(3), fill(10)]],
  ['fills that are long past', [fill(91), fill(120)]],
])('%s says nothing', (_, fills) => {
  expect(breakEven(someTerms(), fills, NOON)).toBeNull()
})

test('more fuel never makes the expectation smaller', () => {
  const amounts = fc.array(fc.integer({ min: 100, max: 100_000 }), { minLength: 2, maxLength: 8 })
  fc.assert(
    fc.property(amounts, fc.integer({ min: 0, max: 50_000 }), (sums, more) => {
      const fills = sums.map((sum, index) => fill(20 + index, { amountFen: fen(sum) }))
      const [first, ...rest] = fills
      const larger = { ...first!, sale: { ...first!.sale, amountFen: fen(sums[0]! + more) } }
      const [a, b] = [fills, [larger, ...rest]].map((all) => breakEven(someTerms(), all, NOON)!)
      expect(b!.expected).toBeGreaterThanOrEqual(a!.expected)
    }),
  )
})
