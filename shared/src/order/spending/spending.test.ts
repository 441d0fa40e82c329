import fc from 'fast-check'
import { fen } from '../../kernel/fen'
import { businessMonth, monthAfter, monthStart } from '../../kernel/business-month'
import { epochMs } from '../../kernel/instant'
import { aPaidOrder, aStation } from '../../testing/builders/builders'
import { aConfirmedOrder, aReversedOrder } from '../../testing/builders/orders'
import type { Order } from '../facts/order'
import { spendingOf } from './spending'
import { NOTHING_SPENT, savedFen, sumSpent } from './spent'

const stations = [aStation().id, 'station:bj0002'] as const
const grades = ['petrol-92', 'petrol-95'] as const

/** Confirmed orders of any payable at two stations, in two grades. */
const aFill = fc
  .record({
    dispensedFen: fc.integer({ min: 0, max: 20_000 }),
    priceFen: fc.nat(),
    station: fc.constantFrom(...stations),
    grade: fc.constantFrom(...grades),
  })
  .map(({ dispensedFen, grade, priceFen, station }): Order => {
    const order = aConfirmedOrder({ dispensedFen: fen(dispensedFen) })
    if (order.state.status !== 'confirmed') return order
    const offFen = fen(Math.min(priceFen, dispensedFen))
    const totals = { payableFen: fen(dispensedFen - offFen), priceFen: offFen, coupons: [] }
    const confirmation = { ...order.state.confirmation, totals }
    return {
      ...order,
      stationId: station,
      fuel: { ...order.fuel, gradeId: grade },
      state: { ...order.state, confirmation },
    }
  })

test('stations, grades and savings each add up to the whole', () => {
  fc.assert(
    fc.property(fc.array(aFill, { maxLength: 12 }), (orders) => {
      const { grades, savings, spent, stations } = spendingOf(orders)
      expect(sumSpent(stations.map((each) => each.spent))).toEqual(spent)
      expect(sumSpent(grades.map((each) => each.spent))).toEqual(spent)
      expect(savings.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(savedFen(spent))
    }),
  )
})

test('only dispensed fuel is spending', () => {
  const nothing = aConfirmedOrder({ dispensedFen: fen(0) })
  const { spent, stations } = spendingOf([aPaidOrder(), aReversedOrder(), nothing])
  expect([spent, stations]).toEqual([NOTHING_SPENT, []])
  expect(spendingOf([aConfirmedOrder()])).toMatchObject({
    spent: { fills: 1, paidFen: 20_000, pumpFen: 20_000, volumeMl: 25_610 },
    savings: [],
    stations: [{ stationName: '朝阳北路加油站', gradeNames: ['92# 汽油'] }],
  })
})

test('months begin at midnight in China, also over the end of a year', () => {
  const december = businessMonth(epochMs(Date.parse('2026-12-31T23:59:59+08:00')))
  expect(december).toBe('2026-12')
  expect(monthAfter(december, 1)).toBe('2027-01')
  expect(monthAfter(december, -12)).toBe('2025-12')
  expect(monthStart(december)).toBe(Date.parse('2026-12-01T00:00:00+08:00'))
})
