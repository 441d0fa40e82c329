import { fen, type Fen, NO_FEN } from '../../kernel/fen'
import type { EpochMs } from '../../kernel/instant'
import { stationClock } from '../../kernel/station-clock'
import type { FenPerLitre } from '../../kernel/volume'
import type { LoyaltyRules } from '../../member/loyalty'
import type { Member } from '../../member/member'
import { bestPlan } from '../../pricing/plans/best-plan'
import type { Basis, Plan, PlanLimits } from '../../pricing/plans/plan'
import { offPerLitreAt, type PriceKind } from '../../pricing/rules/price-offer'
import type { GradeId } from '../../station/grade'
import type { StationId } from '../../station/station'
import { type GrantedPrice, pricesFor } from './prices'

/** 您的价: what a litre costs a member, and what the price comes from. */
export interface OwnPrice {
  readonly pricePerLitreFen: Fen
  readonly kind: PriceKind
  /** `黄金会员价`, `每升优惠合约` */
  readonly title: string
}

/** A usual fill: the amount of a price that is named before the driver has chosen one. */
export const USUAL_FILL_FEN: Fen = fen(20_000)

/** Price per litre of a plan, before its coupons. */
export const perLitreOf = ({ limits, sale }: Basis, { price }: Plan): Fen =>
  fen(sale.pumpPrice - offPerLitreAt(price, sale, limits.floorPrice))

export interface OwnPriceCommand {
  readonly member: Member
  readonly prices: readonly GrantedPrice[]
  readonly loyaltyRules: LoyaltyRules
  readonly limits: PlanLimits
  readonly nowMs: EpochMs
}

/** Pump price of a grade at a station. */
export interface PumpPriceAt {
  readonly stationId: StationId
  readonly gradeId: GradeId
  readonly pumpPrice: FenPerLitre
}

/**
 * The member's price of a usual fill, by the cashier's own search for the best plan: equal to the
 * quote of this amount without coupons. A list asks it for many sales of one member.
 */
export function ownPrices(command: OwnPriceCommand): (sale: PumpPriceAt) => OwnPrice {
  const { limits, loyaltyRules, member, nowMs } = command
  const prices = pricesFor(member, command.prices, loyaltyRules, nowMs)
  const clock = stationClock(nowMs)
  return (at) => {
    const sale = { ...at, amountFen: USUAL_FILL_FEN, clock }
    const basis: Basis = { sale, prices, coupons: [], storedValueFen: NO_FEN, limits }
    const { plan } = bestPlan(basis)
    const { kind, title } = plan.price
    return { pricePerLitreFen: perLitreOf(basis, plan), kind, title }
  }
}
