import { type Fen, NO_FEN } from '../kernel/fen'
import type { Id } from '../kernel/id'
import { ok, refuse, type Result } from '../kernel/result'
import { type Evaluate, evaluate, type LevelDecision, unchanged } from './evaluate'
import type { Growth } from './growth'

export type GrowRefusal =
  /** The order has already counted with another amount. */
  { readonly code: 'level/counted-otherwise' }

export interface Grow extends Evaluate {
  readonly orderId: Id<'order'>
  readonly amountFen: Fen
}

/** A confirmed order counts once, and the level is evaluated again (I18). */
export function grow(
  growth: Growth,
  { amountFen, orderId, ...at }: Grow,
): Result<LevelDecision, GrowRefusal> {
  const known = growth.orders.find((order) => order.orderId === orderId)
  if (known) {
    const same = known.amountFen === amountFen
    return same ? ok(unchanged(growth)) : refuse({ code: 'level/counted-otherwise' })
  }
  const order = { orderId, amountFen, refundedFen: NO_FEN, atMs: at.nowMs }
  return ok(evaluate({ ...growth, orders: [...growth.orders, order] }, at))
}

export type ShrinkRefusal =
  | { readonly code: 'level/never-counted' }
  | { readonly code: 'level/refund-above-counted'; readonly amountFen: Fen }

export interface Shrink extends Evaluate {
  readonly orderId: Id<'order'>
  /** Total refunded so far, so that repeating the call has no further effect. */
  readonly refundedFen: Fen
}

/** A refund is deducted as of the day of purchase, so the level may fall immediately. */
export function shrink(
  growth: Growth,
  { orderId, refundedFen, ...at }: Shrink,
): Result<LevelDecision, ShrinkRefusal> {
  const known = growth.orders.find((order) => order.orderId === orderId)
  if (!known) return refuse({ code: 'level/never-counted' })
  const { amountFen } = known
  if (refundedFen > amountFen) return refuse({ code: 'level/refund-above-counted', amountFen })
  if (refundedFen <= known.refundedFen) return ok(unchanged(growth))
  const next = { ...known, refundedFen }
  const orders = growth.orders.map((one) => (one === known ? next : one))
  return ok(evaluate({ ...growth, orders }, at))
}
