import fc from 'fast-check'
import type { PointsRow } from '../points/decision'
import { NOON } from '../testing/builders/builders'
import { later } from '../kernel/instant'
import { NO_STATEMENT, noted, pageCut, pageDueAtMs, type PointsStatement } from './points-statement'

const aRow = (points: number, index: number): PointsRow => ({
  kind: 'earned',
  points,
  balance: 0,
  orderId: 'order:1',
  atMs: later(NOON, index),
})

const moves = fc.array(fc.integer({ min: -100, max: 100 }), { maxLength: 200 })
const sumOf = (rows: readonly PointsRow[]) => rows.reduce((sum, { points }) => sum + points, 0)

test('pages and rows are all movements, whenever the timer comes', () => {
  fc.assert(
    fc.property(moves, fc.integer({ min: 1, max: 4 }), (points, every) => {
      const all = points.map(aRow)
      let statement: PointsStatement = NO_STATEMENT
      const paged: PointsRow[] = []
      all.forEach((row, index) => {
        statement = noted(statement, row)
        if (index % every !== 0) return
        const cut = pageCut(statement)
        if (cut.page) expect(cut.page.ordinal).toBe(paged.length / 20)
        paged.push(...(cut.page?.rows ?? []))
        statement = cut.statement
      })
      expect([...paged, ...statement.rows]).toEqual(all)
      expect(statement.carried).toBe(sumOf(paged))
    }),
  )
})

test('without a timer the last 44 rows stay, and the sum of the older ones', () => {
  fc.assert(
    fc.property(moves, (points) => {
      const all = points.map(aRow)
      const { carried, rows } = all.reduce(noted, NO_STATEMENT)
      expect(rows).toEqual(all.slice(-44))
      expect(carried + sumOf(rows)).toBe(sumOf(all))
    }),
  )
})

test.each([
  [39, null],
  [40, later(NOON, 39)],
  [41, later(NOON, 39)],
])('of %i rows a page is due at %p', (count, dueAtMs) => {
  const rows = Array.from({ length: count }, (_, index) => aRow(1, index))
  expect(pageDueAtMs({ carried: 0, rows })).toBe(dueAtMs)
})

test('is unchanged without a movement', () => {
  expect(noted(NO_STATEMENT, null)).toBe(NO_STATEMENT)
})
