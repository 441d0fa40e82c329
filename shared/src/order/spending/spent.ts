import { addFen, type Fen, NO_FEN, subtractFen } from '../../kernel/fen'
import { type Millilitre, millilitre } from '../../kernel/volume'

/** Confirmed fills together, after corrections. */
export interface Spent {
  readonly fills: number
  /** By all tenders. */
  readonly paidFen: Fen
  /** The same fuel at the price that the pump showed at that minute. */
  readonly pumpFen: Fen
  readonly volumeMl: Millilitre
}

export const NOTHING_SPENT: Spent = {
  fills: 0,
  paidFen: NO_FEN,
  pumpFen: NO_FEN,
  volumeMl: millilitre(0),
}

export const addSpent = (a: Spent, b: Spent): Spent => ({
  fills: a.fills + b.fills,
  paidFen: addFen(a.paidFen, b.paidFen),
  pumpFen: addFen(a.pumpFen, b.pumpFen),
  volumeMl: millilitre(a.volumeMl + b.volumeMl),
})

export const sumSpent = (all: readonly Spent[]): Spent => all.reduce(addSpent, NOTHING_SPENT)

/** Against the pump price alone: neither gifts of a recharge nor points that were earned count. */
export const savedFen = ({ paidFen, pumpFen }: Spent): Fen => subtractFen(pumpFen, paidFen)
