import { DAY_MS, type EpochMs, later } from '../../kernel/instant'
import { ok, refuse, type Result } from '../../kernel/result'
import type { MemberId } from '../../member/member'
import { type Decision, unchanged } from '../facts/decision'
import type { Order, OrderStatus } from '../facts/order'
import type { Stars } from '../facts/service'

export interface Rate {
  readonly memberId: MemberId
  readonly stars: Stars
  /** Empty where the stars say all. */
  readonly words: string
  readonly nowMs: EpochMs
}

export type RateRefusal =
  /** Another member's order, whose existence is not revealed. */
  | { readonly code: 'order/unknown' }
  /** Only served orders are rated. */
  | { readonly code: 'order/not-served'; readonly status: OrderStatus }
  | { readonly code: 'order/rating-too-late'; readonly untilMs: EpochMs }

/** A rating may be given, and changed, so long after the fuel. */
export const RATE_WITHIN_MS = 7 * DAY_MS

/** One rating an order; rating again replaces it. Nothing else changes. */
export function rate(
  order: Order,
  { memberId, nowMs, stars, words }: Rate,
): Result<Decision, RateRefusal> {
  if (order.memberId !== memberId) return refuse({ code: 'order/unknown' })
  const { rating, state } = order
  if (state.status !== 'confirmed') {
    return refuse({ code: 'order/not-served', status: state.status })
  }
  const untilMs = later(state.confirmation.confirmedAtMs, RATE_WITHIN_MS)
  if (nowMs >= untilMs) return refuse({ code: 'order/rating-too-late', untilMs })
  if (rating?.stars === stars && rating.words === words) return ok(unchanged(order))
  return ok({ order: { ...order, rating: { stars, words, atMs: nowMs } }, entry: null })
}
