import { type Fen, fen } from '../kernel/fen'
import { split } from '../kernel/split'

/**
 * The party that grants, earns or owes: headquarters, a station, or a partner. Marketing is
 * separated from revenue: the station always books the fuel at its pump price, and the party that
 * funds a benefit books its cost.
 */
export type Party = 'hq' | `station:${string}` | `partner:${string}`

/** Funders of a benefit, in whole weights; never empty. 60 : 40 is `[{hq, 60}, {station, 40}]`. */
export type Funding = readonly Funder[]

export interface Funder {
  readonly party: Party
  readonly weight: number
}

export const fundedByHeadquarters: Funding = [{ party: 'hq', weight: 1 }]

/** Part of an amount borne by each funder; the parts add up to it. */
export function fundedShares(
  funding: Funding,
  amountFen: Fen,
): { readonly party: Party; readonly amountFen: Fen }[] {
  const shares = split(
    amountFen,
    funding.map(({ weight }) => weight),
  )
  return funding.map(({ party }, index) => ({ party, amountFen: shares[index] ?? fen(0) }))
}
