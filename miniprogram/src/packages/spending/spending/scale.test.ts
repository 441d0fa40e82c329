import { aMonthSpent } from '@palm/client/testing/spending'
import fc from 'fast-check'
import { chartOf } from './scale'

const spent = (paidFen: number, pumpFen: number, volumeMl = 0) =>
  aMonthSpent('2026-11', { paidFen, pumpFen, volumeMl })

test.each([
  [0, 10_000],
  [9_900, 10_000],
  [59_000, 60_000],
  [98_000, 100_000],
  [110_000, 200_000],
  [640_000, 800_000],
])('¥ of %s fen end at a line of %s', (pumpFen, top) => {
  expect(chartOf([spent(pumpFen, pumpFen)], 'money').top).toBe(top)
})

test('a bar is never above the upper line, and any spending is seen', () => {
  const fens = fc.integer({ min: 1, max: 100_000_000 })
  fc.assert(
    fc.property(fc.array(fc.tuple(fens, fens), { minLength: 1, maxLength: 12 }), (pairs) => {
      const months = pairs.map(([a, b]) => spent(Math.min(a, b), Math.max(a, b), a))
      for (const { cap, main } of chartOf(months, 'money').bars) {
        expect([main + cap <= 100, cap >= 0, main > 0]).toEqual([true, true, true])
      }
      for (const { cap, main } of chartOf(months, 'litres').bars) {
        expect([main <= 100, cap]).toEqual([true, 0])
      }
    }),
  )
})
