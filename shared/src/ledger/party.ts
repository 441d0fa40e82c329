import { type Fen, fen } from '../kernel/fen'
import { split } from '../kernel/split'

/**
 * Who gives, earns or owes: headquarters, one station by its letters, one partner by its letters.
 * Marketing is separated from production (capability 000-16): the station always books the fuel at
 * its pump price, the party that funds a benefit books what it cost.
 */
export type Party = 'hq' | `station:${string}` | `partner:${string}`

/** Who pays for a benefit, in whole weights; never empty. 60 : 40 is `[{hq, 60}, {station, 40}]`. */
export type Funding = readonly Funder[]

export interface Funder {
  readonly party: Party
  readonly weight: number
}

export const fundedByHeadquarters: Funding = [{ party: 'hq', weight: 1 }]

/** What each funder bears of an amount; adds up to it. */
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
