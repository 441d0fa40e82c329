import { addFen, fen, type Fen, negateFen, NO_FEN } from '../../kernel/fen'
import { split } from '../../kernel/split'
import type { Posting } from '../../ledger/journal'
import { costFen } from '../../points/account'
import { keptOf as keptTakings } from '../../points/use'
import { keptOf as keptParts } from '../../stored-value/use'
import { undeliveredAccount } from '../facts/decision'
import type { OrderFacts } from '../facts/order'
import { sumsOf } from '../../stored-value/sums'
import { pointsKept, splitOf, type Tenders, type TenderSplit } from '../facts/tender'

/** Amount requested from the wallet. */
export const walletFen = ({ payableFen, tenders }: OrderFacts): Fen =>
  splitOf(tenders, payableFen).walletFen

/**
 * Postings of points and stored value in an order that costs `payableFen`: the liability for them
 * becomes one for fuel. Points pay more than they cost us; their unit bears the difference.
 */
export function tenderPostings(order: OrderFacts, payableFen: Fen): Posting[] {
  const { tenders } = order
  const parts = splitOf(tenders, payableFen)
  const paidFen = addFen(parts.pointsFen, parts.storedValueFen)
  return [
    ...pointsPostings(tenders, parts),
    ...storedValuePostings(tenders, parts),
    { account: undeliveredAccount(order), amountFen: negateFen(paidFen) },
  ]
}

function pointsPostings(tenders: Tenders, parts: TenderSplit): Posting[] {
  if (tenders.points === null || parts.pointsFen === NO_FEN) return []
  const kept = keptTakings(tenders.points.takings, pointsKept(tenders, parts))
  const worths = split(
    parts.pointsFen,
    kept.map((taking) => taking.points),
  )
  return kept.flatMap((taking, index): Posting[] => {
    const ownFen = costFen([taking])
    const restFen = fen((worths[index] ?? 0) - ownFen)
    return [
      { account: 'points', amountFen: ownFen },
      { account: `marketing:points:${taking.lot.grantedBy}`, amountFen: restFen },
    ]
  })
}

function storedValuePostings({ storedValue }: Tenders, { storedValueFen }: TenderSplit): Posting[] {
  if (storedValue === null) return []
  const { giftFen, principalFen } = sumsOf(keptParts(storedValue, storedValueFen))
  return [
    { account: 'prepaid:principal', amountFen: principalFen },
    { account: 'prepaid:gift', amountFen: giftFen },
  ]
}
