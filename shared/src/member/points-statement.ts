import type { PointsRow } from '../points/decision'

/**
 * 积分明细, a part of the member's document, so that it costs no write of its own. The last rows as
 * they are; older ones are one sum. All of it adds up to the balance (I14).
 */
export interface PointsStatement {
  readonly carried: number
  /** The oldest first. */
  readonly rows: readonly PointsRow[]
}

export const NO_STATEMENT: PointsStatement = { carried: 0, rows: [] }

/** More than anybody looks through on a phone, and a few kilobytes. */
const ROWS_MOST = 30

/** The statement with one row more; the same where nothing moved. */
export function noted(statement: PointsStatement, row: PointsRow | null): PointsStatement {
  if (row === null) return statement
  const rows = [...statement.rows, row]
  const [oldest] = rows
  return rows.length <= ROWS_MOST || oldest === undefined
    ? { ...statement, rows }
    : { carried: statement.carried + oldest.points, rows: rows.slice(1) }
}
