import fc from 'fast-check'
import { divide, type Rounding } from './divide'
import { addFen, type Fen, fen, formatYuan, negateFen, parseYuan, plainYuan, sumFen } from './fen'
import { makeId } from './id'
import {
  businessDay,
  epochMs,
  formatChinaTime,
  parseChinaTime,
  startOfBusinessDay,
} from './instant'
import { split } from './split'
import { amountFor, fenPerLitre, formatLitres, millilitre, volumeFor } from './volume'

describe('one division', () => {
  test.each<[number, number, Rounding, number]>([
    [7, 2, 'down', 3],
    [7, 2, 'half-up', 4],
    [7, 2, 'up', 4],
    [-7, 2, 'down', -3],
    [-7, 2, 'half-up', -4],
    [-7, 2, 'up', -4],
    [1, 3, 'half-up', 0],
    [2, 3, 'half-up', 1],
    [0, 5, 'up', 0],
    [-1, 3, 'down', 0],
  ])('%i / %i rounded %s is %i', (numerator, denominator, rounding, quotient) => {
    expect(divide(numerator, denominator, rounding)).toBe(quotient)
  })

  test('is within one of the quotient, mirrors signs, and orders its roundings', () => {
    const whole = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 })
    fc.assert(
      fc.property(whole, fc.integer({ min: 1, max: 1_000_000 }), (numerator, denominator) => {
        const [down, half, up] = (['down', 'half-up', 'up'] as const).map((rounding) =>
          Math.abs(divide(numerator, denominator, rounding)),
        ) as [number, number, number]
        expect(down <= half && half <= up && up - down <= 1).toBe(true)
        expect(Math.abs(half * denominator - Math.abs(numerator)) * 2).toBeLessThanOrEqual(
          denominator,
        )
        expect(
          divide(-numerator, denominator, 'half-up') + divide(numerator, denominator, 'half-up'),
        ).toBe(0)
      }),
    )
  })

  test.each([
    [1.5, 2],
    [1, 0],
    [1, -2],
    [2 ** 53, 2],
    [NaN, 1],
  ])('%d / %d is a bug', (numerator, denominator) => {
    expect(() => divide(numerator, denominator, 'down')).toThrow('assertion failed')
  })
})

describe('money', () => {
  test.each([
    [0, '¥0.00', '0.00'],
    [1, '¥0.01', '0.01'],
    [-1, '-¥0.01', '-0.01'],
    [23_450, '¥234.50', '234.50'],
    [9_999_999, '¥99,999.99', '99999.99'],
    [100_000_000_000, '¥1,000,000,000.00', '1000000000.00'],
  ])('%i fen reads %s', (amount, shown, plain) => {
    expect(formatYuan(fen(amount))).toBe(shown)
    expect(plainYuan(fen(amount))).toBe(plain)
  })

  test.each([
    ['0', 0],
    ['0.01', 1],
    ['234.5', 23_450],
    ['234.50', 23_450],
    ['', null],
    ['-1', null],
    ['0.001', null],
    ['1e9', null],
    ['1,000', null],
    ['１２', null],
    ['.5', null],
    [' 1', null],
    ['1234567890123', null],
  ])('%j parses to %j', (text, amount) => {
    expect(parseYuan(text)).toBe(amount)
  })

  test('plain notation round-trips', () => {
    fc.assert(
      fc.property(fc.nat(99_999_999_999), (amount) => {
        expect(parseYuan(plainYuan(fen(amount)))).toBe(amount)
      }),
    )
  })

  test.each([0.5, NaN, Infinity, 2 ** 53])('%d is not an amount of fen', (amount) => {
    expect(() => fen(amount)).toThrow('assertion failed')
  })

  test('a fen is not accepted as a millilitre', () => {
    // @ts-expect-error a volume is not money
    addFen(fen(1), millilitre(1))
    // @ts-expect-error a bare number is not money
    const bare: Fen = 1
    expect(bare).toBe(1)
  })
})

describe('splitting', () => {
  const weights = fc
    .array(fc.nat(10_000), { minLength: 1, maxLength: 12 })
    .filter((list) => list.some((weight) => weight > 0))

  test('shares add up, are proportional within a fen, and mirror for refunds', () => {
    fc.assert(
      fc.property(fc.nat(9_999_999), weights, (total, list) => {
        const shares = split(fen(total), list)
        const sum = list.reduce((a, b) => a + b, 0)
        expect(sumFen(shares)).toBe(total)
        shares.forEach((share, i) =>
          expect(Math.abs(share * sum - total * list[i]!)).toBeLessThan(sum),
        )
        expect(split(negateFen(fen(total)), list)).toEqual(shares.map(negateFen))
      }),
    )
  })

  test.each([
    [100, [1, 1, 1], [34, 33, 33]],
    [1, [1, 1], [1, 0]],
    [10, [0, 1], [0, 10]],
    [0, [1, 2], [0, 0]],
  ])('%i by %j is %j', (total, list, shares) => {
    expect(split(fen(total), list)).toEqual(shares)
  })
})

describe('volume', () => {
  test.each([
    ['¥200 at 7.81', 20_000, 781, 25_610, '25.61 L'],
    ['one fen', 1, 781, 0, '0.00 L'],
    ['four fen are half a step and round up', 4, 781, 10, '0.01 L'],
    ['¥99,999.99', 9_999_999, 781, 12_804_100, '12,804.10 L'],
  ])('%s', (_, amount, price, volume, shown) => {
    expect(volumeFor(fen(amount), fenPerLitre(price))).toBe(volume)
    expect(formatLitres(millilitre(volume))).toBe(shown)
  })

  test("an amount and its litres agree within the pump's resolution", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9_999_999 }),
        fc.integer({ min: 1, max: 9_999 }),
        (amount, price) => {
          const back = amountFor(fenPerLitre(price), volumeFor(fen(amount), fenPerLitre(price)))
          // Half a step of 0.01 L, and half a fen of rounding.
          expect(Math.abs(back - amount)).toBeLessThanOrEqual(price / 200 + 0.5)
        },
      ),
    )
  })
})

describe('time at the stations', () => {
  test.each([
    ['2026-11-21T15:59:59.999Z', '2026-11-21', '2026-11-21T23:59:59+08:00'],
    ['2026-11-21T16:00:00.000Z', '2026-11-22', '2026-11-22T00:00:00+08:00'],
    ['2024-02-28T16:00:00.000Z', '2024-02-29', '2024-02-29T00:00:00+08:00'],
  ])('%s is on %s', (utc, day, shown) => {
    const instant = epochMs(Date.parse(utc))
    expect(businessDay(instant)).toBe(day)
    expect(formatChinaTime(instant)).toBe(shown)
    expect(businessDay(startOfBusinessDay(instant))).toBe(day)
    expect(formatChinaTime(startOfBusinessDay(instant))).toContain('T00:00:00')
  })

  test.each([
    ['2026-11-21 14:05', '2026-11-21T06:05:00.000Z'],
    ['2026-11-22', '2026-11-21T16:00:00.000Z'],
    ['2026-11-21T14:05:32', '2026-11-21T06:05:32.000Z'],
    ['2026-02-31', null],
    ['21.11.2026', null],
    ['2026-11-21 25:00', null],
  ])('%j is %j', (text, utc) => {
    const instant = parseChinaTime(text)
    expect(instant === null ? null : new Date(instant).toISOString()).toBe(utc)
  })
})

test('an id has twenty letters that can be read aloud', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 20, maxLength: 20 }), (bytes) => {
      expect(makeId('order', bytes)).toMatch(/^order:[0-9a-hjkmnp-tv-z]{20}$/)
    }),
  )
})
