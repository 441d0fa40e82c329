import { type Fen, fen } from '../kernel/fen'
import { type EpochMs, later, MINUTE_MS } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { type FenPerLitre, volumeFor } from '../kernel/volume'
import type { Member } from '../member/member'
import { GRADES } from '../station/grade'
import { nozzleOnSale, type NozzleOnSale, type NozzleRefusal } from '../station/nozzle-on-sale'
import type { NozzleId, SaleWay, Station } from '../station/station'
import type { Decision } from './decision'
import type { Fuel, Order, OrderId } from './order'

/** One fen is a sale; above this a finger has slipped. */
export const AMOUNT_MIN = fen(1)
export const AMOUNT_MAX = fen(9_999_999)

/** How long an order waits for its payment before it is closed. */
export const PAY_WITHIN_MS = 15 * MINUTE_MS

export interface Place {
  readonly orderId: OrderId
  readonly member: Member
  readonly station: Station
  readonly nozzleId: NozzleId
  readonly way: SaleWay
  readonly amountFen: Fen
  /** The pump price that the driver saw: he is charged by no other. */
  readonly seenPrice: FenPerLitre
  readonly nowMs: EpochMs
}

export type PlaceRefusal =
  /** Zero, negative or beyond any tank. */
  | { readonly code: 'order/amount-out-of-range'; readonly minFen: Fen; readonly maxFen: Fen }
  /** This station does not sell in this order of fuel and money. */
  | { readonly code: 'order/way-not-offered' }
  | NozzleRefusal
  /** The pump price changed since the screen was drawn. Ask the driver with the new one. */
  | { readonly code: 'order/price-changed'; readonly pumpPrice: FenPerLitre }

export function place(command: Place): Result<Decision, PlaceRefusal> {
  const { amountFen, nowMs, station } = command
  if (amountFen < AMOUNT_MIN || amountFen > AMOUNT_MAX) {
    return refuse({ code: 'order/amount-out-of-range', minFen: AMOUNT_MIN, maxFen: AMOUNT_MAX })
  }
  if (!station.ways.includes(command.way)) return refuse({ code: 'order/way-not-offered' })
  const sale = nozzleOnSale(station, command.nozzleId, nowMs)
  if (!sale.ok) return sale
  const { pumpPrice } = sale.value.price
  if (pumpPrice !== command.seenPrice) return refuse({ code: 'order/price-changed', pumpPrice })

  const order: Order = {
    id: command.orderId,
    memberId: command.member.id,
    channel: command.member.identity.channel,
    payerId: command.member.identity.openId,
    way: command.way,
    stationId: station.id,
    stationName: station.name,
    payeeName: station.payeeName,
    fuel: fuelFrom(sale.value, amountFen),
    amountFen,
    payableFen: amountFen,
    createdAtMs: nowMs,
    payByMs: later(nowMs, PAY_WITHIN_MS),
    state: { status: 'unpaid' },
  }
  return ok({ order, entry: null })
}

/** The same tap twice, as opposed to another order under a number already in use. */
export function isRepeatOf(order: Order, command: Omit<Place, 'station' | 'nowMs'>): boolean {
  return (
    order.memberId === command.member.id &&
    order.fuel.nozzleId === command.nozzleId &&
    order.way === command.way &&
    order.amountFen === command.amountFen &&
    order.fuel.pumpPrice === command.seenPrice
  )
}

export function fuelFrom({ nozzle, number, price }: NozzleOnSale, amountFen: Fen): Fuel {
  return {
    nozzleId: nozzle.id,
    nozzleNumber: number,
    gradeId: nozzle.gradeId,
    gradeName: GRADES[nozzle.gradeId].name,
    pumpPrice: price.pumpPrice,
    priceVersionId: price.id,
    volumeMl: volumeFor(amountFen, price.pumpPrice),
  }
}
