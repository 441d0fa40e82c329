import fc from 'fast-check'
import { businessMonth, startOfMonth } from './business-month'
import { epochMs, formatChinaTime, later, parseChinaTime } from './instant'

const at = (text: string) => parseChinaTime(text)!

describe('a calendar month in China', () => {
  test.each([
    ['2026-05-31 23:59:59', '2026-05'],
    ['2026-06-01 00:00:00', '2026-06'],
    ['2026-01-01 07:59:59', '2026-01'],
  ])('%s is in %s', (text, month) => {
    expect(businessMonth(at(text))).toBe(month)
  })

  test.each([
    ['2026-11-21 14:05', 0, '2026-11-01T00:00:00+08:00'],
    ['2026-11-21 14:05', 2, '2027-01-01T00:00:00+08:00'],
    ['2026-01-31 00:00', 1, '2026-02-01T00:00:00+08:00'],
    ['2026-01-31 00:00', 13, '2027-02-01T00:00:00+08:00'],
    ['2026-03-01 00:00', -1, '2026-02-01T00:00:00+08:00'],
  ])('the month of %s and %i more begins %s', (text, months, start) => {
    expect(formatChinaTime(startOfMonth(at(text), months))).toBe(start)
  })

  test('ends the instant before the next begins', () => {
    const instants = fc.integer({ min: 1_000_000_000_000, max: 4_000_000_000_000 }).map(epochMs)
    fc.assert(
      fc.property(instants, (instant) => {
        expect(startOfMonth(instant) <= instant && instant < startOfMonth(instant, 1)).toBe(true)
        expect(businessMonth(later(startOfMonth(instant, 1), -1))).toBe(businessMonth(instant))
      }),
    )
  })
})
