import type { EpochMs } from '../kernel/instant'
import type { PointsRow } from '../points/decision'

/**
 * 积分明细. The latest rows are part of the member's document, so that a movement needs no separate
 * write. The timer moves older ones to pages of their own, twenty at a time; what is not in the
 * document is one sum here. Sum and rows together equal the balance (I14).
 */
export interface PointsStatement {
  readonly carried: number
  /** Oldest first. */
  readonly rows: readonly PointsRow[]
  /** Number of pages written; absent before the first one. */
  readonly pages?: number | undefined
}

export const NO_STATEMENT: PointsStatement = { carried: 0, rows: [] }

const PAGE_ROWS = 20
/** A page is due at this number of rows: as many as a page stay, for a phone to read. */
const PAGED_FROM = 2 * PAGE_ROWS
/** Reached only if the timer stands still; the document must not grow without limit. */
export const ROWS_MAX = 44

/** The statement with one more row; unchanged without a movement. */
export function noted(statement: PointsStatement, row: PointsRow | null): PointsStatement {
  if (row === null) return statement
  const rows = [...statement.rows, row]
  const [oldest] = rows
  return rows.length <= ROWS_MAX || oldest === undefined
    ? { ...statement, rows }
    : { ...statement, carried: statement.carried + oldest.points, rows: rows.slice(1) }
}

/** The oldest rows of a statement, to be kept as a document. */
export interface CutPage {
  /** Position among the member's pages, from 0. */
  readonly ordinal: number
  /** Oldest first. */
  readonly rows: readonly PointsRow[]
}

/** When a page is due: the instant of its last row; null if none is. */
export function pageDueAtMs({ rows }: PointsStatement): EpochMs | null {
  return rows[PAGED_FROM - 1]?.atMs ?? null
}

/** Cuts one page off, if one is due. */
export function pageCut(statement: PointsStatement): {
  readonly statement: PointsStatement
  readonly page: CutPage | null
} {
  if (pageDueAtMs(statement) === null) return { statement, page: null }
  const ordinal = statement.pages ?? 0
  const rows = statement.rows.slice(0, PAGE_ROWS)
  const carried = rows.reduce((sum, { points }) => sum + points, statement.carried)
  return {
    statement: { carried, rows: statement.rows.slice(PAGE_ROWS), pages: ordinal + 1 },
    page: { ordinal, rows },
  }
}
