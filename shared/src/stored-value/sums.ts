import { type Fen, sumFen } from '../kernel/fen'

/** Principal is the member's own money, a gift is not: they are never one sum in our books. */
export interface StoredValueSums {
  readonly principalFen: Fen
  readonly giftFen: Fen
}

export const sumsOf = (parts: readonly StoredValueSums[]): StoredValueSums => ({
  principalFen: sumFen(parts.map(({ principalFen }) => principalFen)),
  giftFen: sumFen(parts.map(({ giftFen }) => giftFen)),
})
