import type { HeldView } from '@palm/shared/api/order'
import { OPEN_ORDERS_MAX } from '@palm/shared/order/facts/open-orders'
import type { Member } from '@palm/shared/member/member'
import type { OrderStore } from './store'

/**
 * Coupons that an unpaid order of the member holds, so that another order costs more without them. It
 * costs a call only where coupons are held at all.
 */
export async function heldByUnpaid(
  store: Pick<OrderStore, 'order'>,
  { pocket }: Member,
): Promise<HeldView | null> {
  const counts = new Map<HeldView['orderId'], number>()
  for (const { state } of pocket.coupons) {
    if (state.at === 'held') counts.set(state.orderId, (counts.get(state.orderId) ?? 0) + 1)
  }
  const latest = [...counts].slice(-OPEN_ORDERS_MAX)
  const holding = await Promise.all(latest.map(([orderId]) => store.order(orderId)))
  const unpaid = holding.find((order) => order?.state.status === 'unpaid')
  return unpaid ? { orderId: unpaid.id, coupons: counts.get(unpaid.id) ?? 0 } : null
}
