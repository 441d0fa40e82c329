import { ALL } from '../../kernel/basis-points'
import { fen, type Fen, NO_FEN } from '../../kernel/fen'
import type { EpochMs } from '../../kernel/instant'
import { ok, type Result } from '../../kernel/result'
import { stationClock } from '../../kernel/station-clock'
import { freeFuelCoupons } from '../../coupon/use'
import { returned } from '../../coupon/transfer'
import type { LoyaltyRules } from '../../member/loyalty'
import type { Member } from '../../member/member'
import { bestPlan } from '../../pricing/plans/best-plan'
import { chosenPlan, type ChosenPlanRefusal } from '../../pricing/plans/chosen-plan'
import type { Basis, Plan, PlanLimits } from '../../pricing/plans/plan'
import type { NozzleOnSale } from '../../station/nozzle-on-sale'
import { type GrantedPrice, pricesFor } from './prices'
import type { StationId } from '../../station/station'
import type { StoredValuePolicy } from '../../stored-value/policy'
import {
  choiceFor,
  type Offered,
  offeredFor,
  storedValueMax,
  type TenderChoice,
  type TenderRules,
  type TenderUse,
} from './tender-choice'
import type { Quote } from '../facts/quote'

/** Limits if the operator has not set any. */
export const USUAL_LIMITS: PlanLimits = {
  couponsMax: 3,
  floorPrice: null,
  reductionMax: ALL,
  payableMinFen: fen(1),
}

export interface QuoteCommand {
  readonly member: Member
  readonly stationId: StationId
  readonly sale: NozzleOnSale
  readonly amountFen: Fen
  /** Null for the best price; a list for exactly these coupons. */
  readonly couponIds: readonly string[] | null
  readonly use: TenderUse
  /** Prices of the operator; the level's price comes with the member's document. */
  readonly prices: readonly GrantedPrice[]
  readonly loyaltyRules: LoyaltyRules
  /** Null where an operator keeps no stored value. */
  readonly storedValuePolicy: StoredValuePolicy | null
  readonly limits: PlanLimits
  readonly nowMs: EpochMs
}

/** Price of a sale for the driver now. */
export function quote(command: QuoteCommand): Result<Quote, ChosenPlanRefusal> {
  const { couponIds } = command
  const basis = basisOf(command)
  if (couponIds === null) return ok({ basis, plan: bestPlan(basis).plan, by: 'best-price' })
  const plan = chosenPlan(basis, couponIds)
  return plan.ok ? ok({ basis, plan: plan.value, by: 'driver' }) : plan
}

export function basisOf(command: QuoteCommand): Basis {
  const { amountFen, limits, loyaltyRules, member, nowMs, sale, stationId, use } = command
  return {
    sale: {
      stationId,
      gradeId: sale.nozzle.gradeId,
      pumpPrice: sale.price.pumpPrice,
      amountFen,
      clock: stationClock(nowMs),
    },
    prices: pricesFor(member, command.prices, loyaltyRules, nowMs),
    coupons: freeFuelCoupons(returned(member.pocket, nowMs)),
    storedValueFen: use.storedValue ? storedValueMax(member, tenderRules(command), nowMs) : NO_FEN,
    limits,
  }
}

/** How it would be paid. */
export const tendersFor = (command: QuoteCommand, { plan }: Quote): TenderChoice =>
  choiceFor(plan, command.use, command.member, tenderRules(command), command.nowMs)

/** How else it could be. */
export const tendersOffered = (command: QuoteCommand, { plan }: Quote): Offered =>
  offeredFor(plan, command.member, tenderRules(command), command.nowMs)

export const tenderRules = ({
  loyaltyRules,
  storedValuePolicy,
}: Pick<QuoteCommand, 'loyaltyRules' | 'storedValuePolicy'>): TenderRules => ({
  points: loyaltyRules.points,
  storedValue: storedValuePolicy,
})

/**
 * An order's price, worked out again from what it was worked out from: the same fen, or a fault of
 * ours. It is how an order of last March is explained.
 */
export function quotedAgain({ basis, by, plan }: Quote): Plan | null {
  if (by === 'best-price') return bestPlan(basis).plan
  const again = chosenPlan(
    basis,
    plan.coupons.map(({ coupon }) => coupon.id),
  )
  return again.ok ? again.value : null
}
