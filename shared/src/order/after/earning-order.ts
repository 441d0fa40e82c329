import { assert } from '../../kernel/assert'
import { type Fen, subtractFen } from '../../kernel/fen'
import type { Order } from '../facts/order'
import { splitOf } from '../facts/tender'
import { confirmationOf } from './benefit-call'

/** So many orders are kept one by one, beside the one at hand: every order keeps its own. */
export const ORDERS_MAX = 20

/** Whether an order has brought its points and growth, so that a repeat brings none. */
export const hasBroughtAll = (order: Order): boolean => confirmationOf(order).earned !== null

/** Points earn no points: the payment in money counts, stored or not. */
export function paidFor(order: Order): Fen {
  const { payableFen } = confirmationOf(order).totals
  return subtractFen(payableFen, splitOf(order.tenders, payableFen).pointsFen)
}

/** A refusal here contradicts the order's own record. */
export function accepted<Value>(
  result: { ok: true; value: Value } | { ok: false; refusal: { code: string } },
): Value {
  assert(result.ok, 'loyalty follows its orders', result.ok ? undefined : result.refusal.code)
  return result.value
}
