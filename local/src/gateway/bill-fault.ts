import type { FaultRule } from '../faults'

/** Faults of a bill of any provider: of its rows, its file or its address. */
export const BILL_FAULTS: readonly string[] = [
  ...['bill-late', 'bill-empty', 'bill-missing-row', 'bill-extra-row', 'bill-wrong-fee'],
  ...['bill-cut', 'bill-expired'],
]

/** Faults of a bill's rows. The sums are those of the remaining rows, so the file is consistent. */
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
