import { refuse, ok, type Result } from '../../kernel/result'
import type { Order, OrderId } from './order'

/** Orders of one member that wait for their payment. A driver has one; a family at one pump, two. */
export const OPEN_ORDERS_MAX = 3

/** So many orders are waiting already; paid or cancelled ones make room. */
export interface TooManyOpen {
  readonly code: 'order/too-many-unpaid'
  readonly max: number
}

/** Whether a member may place one more, by their latest orders. A repeat of one of them is no more. */
export function roomForOrder(
  latest: readonly Pick<Order, 'id' | 'state'>[],
  orderId: OrderId,
): Result<null, TooManyOpen> {
  const open = latest.filter(({ id, state }) => id !== orderId && state.status === 'unpaid')
  return open.length < OPEN_ORDERS_MAX
    ? ok(null)
    : refuse({ code: 'order/too-many-unpaid', max: OPEN_ORDERS_MAX })
}
