import type { OrderView } from '@palm/shared/api/order'
import { type Fen, sumFen } from '@palm/shared/kernel/fen'

type Shown = Pick<OrderView, 'amountFen' | 'confirmation' | 'lines' | 'payableFen' | 'status'>

/**
 * The figure of an order in a headline and in lists: what its driver pays, paid, or got back. A
 * closed order was never charged, and shows the amount that had been chosen.
 */
export function shownAmount({ amountFen, confirmation, payableFen, status }: Shown): Fen {
  if (status === 'closed' || status === 'closing') return amountFen
  return confirmation?.payableFen ?? payableFen
}

/** How much less than the pump price; nothing for an order that was not charged. */
export function savedAmount({ confirmation, lines, status }: Shown): Fen {
  const isCharged = status === 'paid' || status === 'confirmed'
  const reductions = isCharged ? (confirmation?.lines ?? lines) : []
  return sumFen(reductions.map(({ amountFen }) => amountFen))
}
