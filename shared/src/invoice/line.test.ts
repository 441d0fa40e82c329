import fc from 'fast-check'
import { fen } from '../kernel/fen'
import { fenPerLitre } from '../kernel/volume'
import { GRADE_IDS } from '../station/grade'
import { type FuelSold, fuelLine, plainE8, rechargeLine, totalOf } from './line'

const sold = (changes: Partial<FuelSold> = {}): FuelSold => ({
  gradeId: 'petrol-92',
  dispensedFen: fen(9_600),
  pumpPrice: fenPerLitre(781),
  moneyFen: fen(9_600),
  invoicedFen: fen(9_600),
  ...changes,
})

test('¥96.00 at 7.81 makes the line of a real invoice', () => {
  const { quantityE8, unitPriceE8, ...line } = fuelLine(sold())
  expect(line).toMatchObject({ unit: '升', amountFen: 8_496, taxRate: 13, taxFen: 1_104 })
  expect(line.name).toBe('*汽油*92#国Ⅵ 汽油')
  expect([quantityE8, unitPriceE8].map((figure) => plainE8(figure!))).toEqual([
    '12.29193342',
    '6.91150442',
  ])
})

test('a discount lowers the unit price, and not the litres', () => {
  const { amountFen, quantityE8, taxFen, unitPriceE8 } = fuelLine(
    sold({ moneyFen: fen(9_000), invoicedFen: fen(9_000) }),
  )
  expect([amountFen, taxFen]).toEqual([7_965, 1_035])
  expect(quantityE8).toBe(fuelLine(sold()).quantityE8)
  expect(plainE8(unitPriceE8!)).toBe('6.47953540')
})

test('a part of the money takes its part of the litres, at the same unit price', () => {
  const half = fuelLine(sold({ invoicedFen: fen(4_800) }))
  expect(plainE8(half.quantityE8!)).toBe('6.14596671')
  expect(half.unitPriceE8).toBe(fuelLine(sold()).unitPriceE8)
})

test('a recharge bears no tax and has no quantity', () => {
  expect(rechargeLine(fen(50_000))).toMatchObject({
    ...{ amountFen: 50_000, taxFen: 0, taxRate: null, quantityE8: null, unit: null },
    taxClass: '6010000000000000000',
  })
})

const anySold = fc
  .record({
    gradeId: fc.constantFrom(...GRADE_IDS),
    dispensed: fc.integer({ min: 1, max: 1_000_000 }),
    price: fc.integer({ min: 100, max: 2_000 }),
    paid: fc.double({ min: 0, max: 1, noNaN: true }),
    part: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ dispensed, gradeId, paid, part, price }): FuelSold => {
    const money = Math.max(1, Math.floor(dispensed * paid))
    return {
      gradeId,
      dispensedFen: fen(dispensed),
      pumpPrice: fenPerLitre(price),
      moneyFen: fen(money),
      invoicedFen: fen(Math.max(1, Math.floor(money * part))),
    }
  })

test('amount and tax add up to the invoiced money, and the line agrees with itself', () => {
  fc.assert(
    fc.property(anySold, (one) => {
      const line = fuelLine(one)
      expect(totalOf(line)).toBe(one.invoicedFen)
      expect(line.quantityE8).toBeGreaterThan(0)
      expect(line.taxClass).toMatch(/^10701010[13]0[0-9]{9}$|^1070101[0-9]{12}$/)
      // Quantity times unit price is the amount: less than a fen off, and their own rounding.
      const product = (line.quantityE8! / 1e8) * (line.unitPriceE8! / 1e8) * 100
      const slack = 1 + (line.quantityE8! + line.unitPriceE8!) / 1e14
      expect(Math.abs(product - line.amountFen)).toBeLessThanOrEqual(slack)
    }),
  )
})

test('parts of an order never have more litres than the order', () => {
  fc.assert(
    fc.property(anySold, (one) => {
      const rest = one.moneyFen - one.invoicedFen
      if (rest === 0) return
      const whole = fuelLine({ ...one, invoicedFen: one.moneyFen }).quantityE8!
      const [a, b] = [one, { ...one, invoicedFen: fen(rest) }].map((part) => fuelLine(part))
      expect(Math.abs(a!.quantityE8! + b!.quantityE8! - whole)).toBeLessThanOrEqual(1)
    }),
  )
})
