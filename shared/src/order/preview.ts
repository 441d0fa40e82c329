import { type Fen, subtractFen } from '../kernel/fen'
import { ok, refuse, type Result } from '../kernel/result'
import type { OnDuty } from '../staff/duty'
import { type ActRefusal, barredFrom } from './act'
import { hasMoney, type Order, type OrderStatus } from './order'
import { type Settlement, settle, settlementOf } from './settle'

export type PreviewRefusal =
  | ActRefusal
  /** Nothing has been paid, or its money is on the way back. */
  | { readonly code: 'order/not-paid'; readonly status: OrderStatus }
  /** More than was ordered. The rest needs an order of its own. */
  | { readonly code: 'order/dispensed-above-ordered'; readonly orderedFen: Fen }

export interface Preview {
  readonly payableFen: Fen
  readonly backFen: Fen
  readonly couponsBack: number
}

/** What confirming, or correcting, this figure would lead to. */
export function preview(
  order: Order,
  by: OnDuty,
  dispensedFen: Fen,
): Result<Preview, PreviewRefusal> {
  const barred = barredFrom(order, by)
  if (barred) return refuse(barred)
  const from = standing(order)
  if (!from) return refuse({ code: 'order/not-paid', status: order.state.status })
  const { amountFen: orderedFen } = order
  if (dispensedFen > orderedFen)
    return refuse({ code: 'order/dispensed-above-ordered', orderedFen })
  const to = settle(order, from, dispensedFen)
  return ok({
    payableFen: to.payableFen,
    backFen: subtractFen(from.payableFen, to.payableFen),
    couponsBack: from.coupons.length - to.coupons.length,
  })
}

/** What an order that is paid for comes to so far. */
export function standing({ quote, state }: Order): Settlement | null {
  if (!hasMoney(state)) return null
  if (state.status === 'confirmed') return state.confirmation.settlement
  return state.status === 'paid' ? settlementOf(quote.plan) : null
}
