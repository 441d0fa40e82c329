import type { Fen } from '../../kernel/fen'
import type { EpochMs } from '../../kernel/instant'
import { ok, refuse, type Result } from '../../kernel/result'
import type { MemberId } from '../../member/member'
import { nozzleOnSale, type NozzleRefusal } from '../../station/nozzle-on-sale'
import type { NozzleId, Station } from '../../station/station'
import { benefitUnmet, saleOf } from '../price/benefit-unmet'
import { type Decision, unchanged } from '../facts/decision'
import type { Fuel, Order, OrderStatus } from '../facts/order'
import { fuelFrom } from './place'
import { planFor } from '../price/totals-for'

export interface ChangeNozzle {
  readonly memberId: MemberId
  /** The order's own station. */
  readonly station: Station
  readonly nozzleId: NozzleId
  readonly nowMs: EpochMs
}

export type ChangeNozzleRefusal =
  /** Another member's order, whose existence is not revealed. */
  | { readonly code: 'order/unknown' }
  /** Only a paid order that nobody has confirmed can move to another nozzle. */
  | { readonly code: 'order/not-paid'; readonly status: OrderStatus }
  /**
   * Its price or one of its coupons is not for that fuel: the order has to be rejected and placed
   * again.
   */
  | { readonly code: 'order/benefit-not-for-fuel' }
  /** With the same benefits that fuel costs more than was paid: send back and order again. */
  | { readonly code: 'order/fuel-costs-more'; readonly payableFen: Fen }
  | NozzleRefusal

/**
 * Corrects a wrongly chosen nozzle without a phone call. Litres follow the other nozzle's price,
 * and the old passphrase is invalid from here on.
 *
 * The basis of the price has to hold for the other fuel, too: the order is quoted again with its
 * own benefits. A lower price is refunded on confirmation; the original quote is kept.
 */
export function changeNozzle(
  order: Order,
  { memberId, station, nozzleId, nowMs }: ChangeNozzle,
): Result<Decision, ChangeNozzleRefusal> {
  if (order.memberId !== memberId || order.stationId !== station.id) {
    return refuse({ code: 'order/unknown' })
  }
  if (order.state.status !== 'paid') {
    return refuse({ code: 'order/not-paid', status: order.state.status })
  }
  if (order.fuel.nozzleId === nozzleId) return ok(unchanged(order))
  const sale = nozzleOnSale(station, nozzleId, nowMs)
  if (!sale.ok) return sale
  const fuel = fuelFrom(sale.value, order.amountFen)
  const refusal = fuelRefusal(order, fuel)
  return refusal ? refuse(refusal) : ok({ order: { ...order, fuel }, entry: null })
}

/** Without a benefit the amount is what it is, whatever the fuel. */
function fuelRefusal(order: Order, fuel: Fuel): ChangeNozzleRefusal | null {
  const { plan } = order.quote
  const moved = { ...order, fuel }
  if (benefitUnmet(moved)) return { code: 'order/benefit-not-for-fuel' }
  const coupons = plan.coupons.map(({ coupon }) => coupon)
  const { payableFen } = planFor(order.quote, saleOf(moved), coupons)
  return payableFen > order.payableFen ? { code: 'order/fuel-costs-more', payableFen } : null
}
