import fc from 'fast-check'
import { type EpochMs, later } from '../kernel/instant'
import type { PointsRow } from '../points/decision'
import { NOON } from '../testing/builders/builders'
import { movementsBefore, PAGES_READ } from './points-movements'
import { NO_STATEMENT, noted, pageCut, type PointsStatement } from './points-statement'

/** Several movements may share an instant, as a payment by points and what it earns. */
const histories = fc.array(fc.integer({ min: 0, max: 2 }), { maxLength: 260 }).map((gaps) => {
  let atMs: EpochMs = NOON
  return gaps.map((gap, index): PointsRow => {
    atMs = later(atMs, gap)
    return { kind: 'earned', points: 1, balance: index + 1, orderId: null, atMs }
  })
})

interface Kept {
  readonly statement: PointsStatement
  /** Newest first. */
  readonly pages: readonly { readonly rows: readonly PointsRow[] }[]
}

const kept = (history: readonly PointsRow[]): Kept =>
  history.reduce<Kept>(
    ({ pages, statement }, row) => {
      const { page, statement: next } = pageCut(noted(statement, row))
      return { statement: next, pages: page ? [page, ...pages] : pages }
    },
    { statement: NO_STATEMENT, pages: [] },
  )

const begins = ({ rows }: { readonly rows: readonly PointsRow[] }) => rows[0]?.atMs ?? 0

test('all listings together are all movements, each once, the newest first', () => {
  fc.assert(
    fc.property(histories, (history) => {
      const { pages, statement } = kept(history)
      // The first listing is part of a reply that reads the member alone.
      let listing = movementsBefore(statement, [], null)
      const read = [...listing.rows]
      while (listing.nextBeforeMs !== null) {
        const beforeMs = listing.nextBeforeMs
        const found = pages.filter((page) => begins(page) < beforeMs).slice(0, PAGES_READ)
        listing = movementsBefore(statement, found, beforeMs)
        read.push(...listing.rows)
      }
      expect(read).toEqual([...history].reverse())
    }),
  )
})

test.each([
  ['of none', 0, 0],
  ['of twenty', 20, 20],
  ['of more', 39, 20],
])('the first listing %s', (_, count, listed) => {
  const rows = Array.from({ length: count }, (_row, index) => ({
    ...{ kind: 'earned', points: 1, balance: 1, orderId: null },
    atMs: later(NOON, index),
  })) as PointsRow[]
  const first = movementsBefore({ carried: 0, rows }, [], null)
  expect(first.rows).toHaveLength(listed)
  expect(first.nextBeforeMs === null).toBe(count === listed)
})
