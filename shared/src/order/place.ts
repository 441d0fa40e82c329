import { type Fen, fen } from '../kernel/fen'
import { type EpochMs, later, MINUTE_MS } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { type FenPerLitre, volumeFor } from '../kernel/volume'
import type { LoyaltyRules } from '../member/loyalty'
import type { Member, MemberId } from '../member/member'
import type { ChosenPlanRefusal } from '../pricing/chosen-plan'
import type { PlanLimits } from '../pricing/plan'
import { GRADES } from '../station/grade'
import { nozzleOnSale, type NozzleOnSale, type NozzleRefusal } from '../station/nozzle-on-sale'
import type { NozzleId, SaleWay, Station } from '../station/station'
import type { Decision } from './decision'
import type { Fuel, Order, OrderId } from './order'
import type { GrantedPrice } from './prices'
import { quote } from './quote'

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
  /** The figure on the button: he is charged no other. */
  readonly seenPayableFen: Fen
  /** Null for the best price; a list for exactly these coupons. */
  readonly couponIds: readonly string[] | null
  /** Those that every member has; his own come with his document. */
  readonly prices: readonly GrantedPrice[]
  readonly loyaltyRules: LoyaltyRules
  readonly limits: PlanLimits
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
  | ChosenPlanRefusal
  /** A rule, a coupon or the time changed the figure since it was shown. Ask with the new one. */
  | { readonly code: 'order/quote-changed'; readonly payableFen: Fen }

export function place(command: Place): Result<Decision, PlaceRefusal> {
  const { amountFen, nowMs, station } = command
  const range = amountOutOfRange(amountFen)
  if (range) return refuse(range)
  if (!station.ways.includes(command.way)) return refuse({ code: 'order/way-not-offered' })
  const sale = nozzleOnSale(station, command.nozzleId, nowMs)
  if (!sale.ok) return sale
  const { pumpPrice } = sale.value.price
  if (pumpPrice !== command.seenPrice) return refuse({ code: 'order/price-changed', pumpPrice })
  const quoted = quote({ ...command, stationId: station.id, sale: sale.value })
  if (!quoted.ok) return quoted
  const { payableFen } = quoted.value.plan
  if (payableFen !== command.seenPayableFen) {
    return refuse({ code: 'order/quote-changed', payableFen })
  }

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
    quote: quoted.value,
    payableFen,
    createdAtMs: nowMs,
    payByMs: later(nowMs, PAY_WITHIN_MS),
    state: { status: 'unpaid' },
  }
  return ok({ order, entry: null })
}

export const amountOutOfRange = (amountFen: Fen) =>
  amountFen < AMOUNT_MIN || amountFen > AMOUNT_MAX
    ? ({ code: 'order/amount-out-of-range', minFen: AMOUNT_MIN, maxFen: AMOUNT_MAX } as const)
    : null

/** The same tap twice, as opposed to another order under a number already in use. */
export function isRepeatOf(
  order: Order,
  memberId: MemberId,
  command: Pick<Place, 'nozzleId' | 'way' | 'amountFen' | 'seenPrice' | 'seenPayableFen'>,
): boolean {
  return (
    order.memberId === memberId &&
    order.fuel.nozzleId === command.nozzleId &&
    order.way === command.way &&
    order.amountFen === command.amountFen &&
    order.fuel.pumpPrice === command.seenPrice &&
    order.payableFen === command.seenPayableFen
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
