import type { CouponId } from '../../coupon/coupon'
import { type Fen, subtractFen } from '../../kernel/fen'
import type { EpochMs } from '../../kernel/instant'
import { ok, refuse, type Result } from '../../kernel/result'
import type { OnDuty } from '../../staff/duty'
import { type ActRefusal, barredFrom } from '../verbs/act'
import { hasMoney, type Order, type OrderStatus } from '../facts/order'
import { totalsFor } from './totals-for'
import { type Totals, totalsOf } from '../facts/totals'

export type PreviewRefusal =
  | ActRefusal
  /** Nothing has been paid, or its money is on the way back. */
  | { readonly code: 'order/not-paid'; readonly status: OrderStatus }
  /** More than was ordered. The rest needs an order of its own. */
  | { readonly code: 'order/dispensed-above-ordered'; readonly orderedFen: Fen }

export interface Preview {
  readonly payableFen: Fen
  readonly backFen: Fen
  /** Those that can still be used: one that has expired meanwhile is not promised. */
  readonly couponsBack: number
}

/** Effect of confirming, or correcting, this figure. */
export function preview(
  order: Order,
  by: OnDuty,
  dispensedFen: Fen,
  nowMs: EpochMs,
): Result<Preview, PreviewRefusal> {
  const barred = barredFrom(order, by)
  if (barred) return refuse(barred)
  const from = standing(order)
  if (!from) return refuse({ code: 'order/not-paid', status: order.state.status })
  const { amountFen: orderedFen } = order
  if (dispensedFen > orderedFen)
    return refuse({ code: 'order/dispensed-above-ordered', orderedFen })
  const to = totalsFor(order, from, dispensedFen)
  return ok({
    payableFen: to.payableFen,
    backFen: subtractFen(from.payableFen, to.payableFen),
    couponsBack: from.coupons
      .filter(({ couponId }) => !to.coupons.some((kept) => kept.couponId === couponId))
      .filter(({ couponId }) => isUsable(order, couponId, nowMs)).length,
  })
}

const isUsable = ({ quote }: Order, couponId: CouponId, nowMs: EpochMs): boolean => {
  const used = quote.plan.coupons.find(({ coupon }) => coupon.id === couponId)
  const toMs = used?.coupon.condition.toMs ?? null
  return used !== undefined && (toMs === null || nowMs < toMs)
}

/** Cost of a paid order so far. */
export function standing({ quote, state }: Order): Totals | null {
  if (!hasMoney(state)) return null
  if (state.status === 'confirmed') return state.confirmation.totals
  return state.status === 'paid' ? totalsOf(quote.plan) : null
}
