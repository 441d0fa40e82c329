import fc from 'fast-check'
import type { PointsRow } from '../points/decision'
import { NOON } from '../testing/builders/builders'
import { NO_STATEMENT, noted } from './points-statement'

const aRow = (points: number): PointsRow => ({
  kind: 'earned',
  points,
  balance: 0,
  orderId: 'order:1',
  atMs: NOON,
})

test('keeps the last thirty rows, and the sum of the older ones', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -100, max: 100 }), { maxLength: 60 }), (moves) => {
      const { carried, rows } = moves.map(aRow).reduce(noted, NO_STATEMENT)
      expect(rows).toEqual(moves.slice(-30).map(aRow))
      const sum = rows.reduce((total, { points }) => total + points, carried)
      expect(sum).toBe(moves.reduce((a, b) => a + b, 0))
    }),
  )
})

test('is unchanged without a movement', () => {
  expect(noted(NO_STATEMENT, null)).toBe(NO_STATEMENT)
})
