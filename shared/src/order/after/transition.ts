import { holdsBenefits } from '../facts/held'
import type { Order } from '../facts/order'

/** A transition of an order, named by where it leads. */
export type Transition =
  'placed' | 'closing' | 'closed' | 'paid' | 'confirmed' | 'corrected' | 'reversed'

/** The last transition of an order. */
export function transitionTo({ state }: Order): Transition {
  switch (state.status) {
    case 'unpaid':
      return 'placed'
    case 'closing':
    case 'closed':
    case 'paid':
      return state.status
    case 'confirmed':
      return state.confirmation.corrections.length > 0 ? 'corrected' : 'confirmed'
    case 'refunding':
    case 'refunded':
      return 'reversed'
  }
}

/**
 * Whether a change affects the member's document. Between placement and confirmation nothing
 * changes, nor by a refund of a confirmed order; a confirmed order may count for contracts that it
 * does not know of.
 */
export function concernsMember(before: Order, { state, ...order }: Order): boolean {
  if (state.status === 'closing' || state.status === 'paid') return false
  if (state.status !== 'confirmed') return holdsBenefits(order)
  const was = before.state.status === 'confirmed' ? before.state.confirmation : null
  return state.confirmation !== was
}
