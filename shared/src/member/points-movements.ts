import { END_OF_TIME, type EpochMs } from '../kernel/instant'
import type { PointsRow } from '../points/decision'
import type { PointsStatement } from './points-statement'

/** Movements of points as a person reads them: so many at a time, newest first. */
export interface PointsMovements {
  readonly rows: readonly PointsRow[]
  /** Rows before it follow; null at the end. */
  readonly nextBeforeMs: EpochMs | null
}

/** Oldest first. */
type Page = { readonly rows: readonly PointsRow[] }

/** Pages that have to be read for one listing, so that it knows whether more follow. */
export const PAGES_READ = 2

const LISTED = 20

/**
 * Movements before an instant, from a statement and the latest of its pages that begin before it,
 * newest first. A listing never ends between rows of one instant, since the next would miss the
 * others.
 */
export function movementsBefore(
  { pages: written = 0, rows: latest }: PointsStatement,
  pages: readonly Page[],
  beforeMs: EpochMs | null,
): PointsMovements {
  const oldestFirst = [...[...pages].reverse().flatMap(({ rows }) => rows), ...latest]
  const before = oldestFirst.filter(({ atMs }) => atMs < (beforeMs ?? END_OF_TIME)).reverse()
  const last = before[LISTED - 1]
  const rows = last ? before.filter(({ atMs }) => atMs >= last.atMs) : before
  const isPossiblyLonger = pages.length === 0 ? written > 0 : pages.length === PAGES_READ
  const hasMore = rows.length < before.length || (isPossiblyLonger && rows.length > 0)
  return { rows, nextBeforeMs: hasMore ? (rows[rows.length - 1]?.atMs ?? null) : null }
}
