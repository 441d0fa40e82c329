import type { HomeView, OpenOrderView } from '@palm/shared/api/member'
import type { OrderId } from '@palm/shared/order/facts/order'
import type { OpenOrder } from '../../stores/order/open-order'

export interface OpenOrderLine {
  readonly orderId: OrderId
  readonly isPaid: boolean
  readonly isInDoubt: boolean
  /** Null while the phone has sent it and nothing was answered. */
  readonly sale: Pick<OpenOrderView, 'nozzleNumber' | 'payableFen'> | null
}

/**
 * The phone's own order first, since it may be newer than the server's answer; then the orders that
 * the server knows of, from other phones or from before the storage was cleared.
 */
export function openOrderLines(
  kept: OpenOrder['kept'],
  home: Pick<HomeView, 'openOrders'> | null,
): readonly OpenOrderLine[] {
  const known = (home?.openOrders ?? []).filter(({ orderId }) => orderId !== kept?.orderId)
  const own: OpenOrderLine[] = kept
    ? [
        {
          orderId: kept.orderId,
          isPaid: kept.view?.status === 'paid',
          isInDoubt: kept.isInDoubt,
          sale: kept.view,
        },
      ]
    : []
  return [
    ...own,
    ...known.map((order) => ({
      orderId: order.orderId,
      isPaid: order.status === 'paid',
      isInDoubt: order.status === 'closing',
      sale: order,
    })),
  ]
}
