import type { FaultRule } from '../faults'

/** What can be wrong with a bill, whoever's it is: with its rows, its file or its address. */
export const BILL_FAULTS: readonly string[] = [
  ...['bill-late', 'bill-empty', 'bill-missing-row', 'bill-extra-row', 'bill-wrong-fee'],
  ...['bill-cut', 'bill-expired'],
]

/** Troubles of a bill's rows. The sums are those of what is left, so the file agrees with itself. */
export interface RowFaults<Row> {
  /** A row that belongs to nothing. */
  readonly stranger: Row
  readonly withWrongFee: (row: Row) => Row
}

export function spoilRows<Row>(
  rows: readonly Row[],
  fault: FaultRule | null,
  { stranger, withWrongFee }: RowFaults<Row>,
): readonly Row[] {
  switch (fault?.kind) {
    case 'bill-empty':
      return []
    case 'bill-missing-row':
      return rows.slice(1)
    case 'bill-extra-row':
      return [...rows, stranger]
    case 'bill-wrong-fee':
      return rows.map((row, index) => (index === 0 ? withWrongFee(row) : row))
    default:
      return rows
  }
}
