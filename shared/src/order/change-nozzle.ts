import type { EpochMs } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import type { MemberId } from '../member/member'
import { nozzleOnSale, type NozzleRefusal } from '../station/nozzle-on-sale'
import type { NozzleId, Station } from '../station/station'
import { type Decision, unchanged } from './decision'
import type { Order, OrderStatus } from './order'
import { fuelFrom } from './place'

export interface ChangeNozzle {
  readonly memberId: MemberId
  /** The order's own station. */
  readonly station: Station
  readonly nozzleId: NozzleId
  readonly nowMs: EpochMs
}

export type ChangeNozzleRefusal =
  /** Somebody else's order, which he must not even know of. */
  | { readonly code: 'order/unknown' }
  /** Only a paid order that nobody has confirmed can move to another nozzle. */
  | { readonly code: 'order/not-paid'; readonly status: OrderStatus }
  | NozzleRefusal

/**
 * The driver chose the wrong nozzle and puts it right without a phone call. What he paid stays;
 * litres follow the other nozzle's price, and the old passphrase is worth nothing from here on.
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
  return ok({ order: { ...order, fuel: fuelFrom(sale.value, order.amountFen) }, entry: null })
}
