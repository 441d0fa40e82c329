import type { PointsRow } from '../points/decision'

/**
 * 积分明细, part of the member's document, so that it needs no separate write. The last rows are kept
 * as they are, older ones as one sum; together they equal the balance (I14).
 */
export interface PointsStatement {
  readonly carried: number
  /** Oldest first. */
  readonly rows: readonly PointsRow[]
}

export const NO_STATEMENT: PointsStatement = { carried: 0, rows: [] }

/** Enough for reading on a phone, in a few kilobytes. */
const ROWS_MAX = 30

/** The statement with one more row; unchanged without a movement. */
export function noted(statement: PointsStatement, row: PointsRow | null): PointsStatement {
  if (row === null) return statement
  const rows = [...statement.rows, row]
  const [oldest] = rows
  return rows.length <= ROWS_MAX || oldest === undefined
    ? { ...statement, rows }
    : { carried: statement.carried + oldest.points, rows: rows.slice(1) }
}
