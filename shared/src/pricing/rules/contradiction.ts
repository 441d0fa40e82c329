import { fen, type Fen } from '../../kernel/fen'
import { type Condition, type MinuteSpan } from './condition'
import type { CouponOffer } from './coupon-offer'
import type { PriceOffer } from './price-offer'
import type { Reduction } from './reduction'

/** Reasons why a rule is refused when it is saved: it could never have its stated effect. */
export type Contradiction =
  /** It ends before it begins. */
  | { readonly code: 'rule/never-valid' }
  /** An empty list of stations, grades, weekdays, hours or days. */
  | { readonly code: 'rule/empty-list'; readonly field: keyof Condition }
  /**
   * An invalid span of the day: backwards, or beyond midnight. A span over midnight is given as
   * two.
   */
  | { readonly code: 'rule/bad-hours' }
  /** Every allowed day is also excluded. */
  | { readonly code: 'rule/no-day-left' }
  /** No effect: zero fen, zero per cent, a cap of zero, a limit of zero litres. */
  | { readonly code: 'rule/takes-nothing-off' }
  /** The reduction exceeds the smallest sale that the condition allows. */
  | { readonly code: 'rule/above-minimum'; readonly reductionFen: Fen; readonly minimumFen: Fen }
  /** No funder, or only funders with zero weight. */
  | { readonly code: 'rule/no-funder' }

/** The first contradiction within a price; null if there is none. */
export const priceContradiction = ({ condition, funding, limitMl }: PriceOffer) =>
  conditionContradiction(condition) ??
  (limitMl === 0 ? ({ code: 'rule/takes-nothing-off' } as const) : null) ??
  fundingContradiction(funding)

/** The first contradiction within a coupon's rules; null if there is none. */
export const couponContradiction = (
  coupon: Pick<CouponOffer, 'condition' | 'funding' | 'reduction'>,
): Contradiction | null =>
  conditionContradiction(coupon.condition) ??
  reductionContradiction(coupon.reduction, coupon.condition) ??
  fundingContradiction(coupon.funding)

export function conditionContradiction(condition: Condition): Contradiction | null {
  const { fromMs, hours, toMs } = condition
  if (fromMs !== null && toMs !== null && toMs <= fromMs) return { code: 'rule/never-valid' }
  const empty = LISTS.find((field) => condition[field]?.length === 0)
  if (empty) return { code: 'rule/empty-list', field: empty }
  if (hours?.some(isNoStretch)) return { code: 'rule/bad-hours' }
  const { exceptDays, onlyDays } = condition
  if (onlyDays?.every((day) => exceptDays.includes(day))) return { code: 'rule/no-day-left' }
  return null
}

const LISTS = ['stationIds', 'gradeIds', 'weekdays', 'hours', 'onlyDays'] as const

const MINUTES_A_DAY = 1440
const isNoStretch = ({ from, to }: MinuteSpan) => from < 0 || to <= from || to > MINUTES_A_DAY

function reductionContradiction(
  reduction: Reduction,
  { minimumFen }: Condition,
): Contradiction | null {
  if (takesNothingOff(reduction)) return { code: 'rule/takes-nothing-off' }
  // 无门槛 has no minimum: such a coupon takes off at most the amount.
  if (reduction.kind !== 'fixed' || minimumFen === 0 || reduction.amountFen <= minimumFen) {
    return null
  }
  return { code: 'rule/above-minimum', reductionFen: reduction.amountFen, minimumFen }
}

function takesNothingOff(reduction: Reduction): boolean {
  if (reduction.kind === 'fixed') return reduction.amountFen <= fen(0)
  if (reduction.capFen !== null && reduction.capFen <= fen(0)) return true
  return reduction.kind === 'percent' ? reduction.share === 0 : reduction.limitMl === 0
}

const fundingContradiction = (funding: CouponOffer['funding']): Contradiction | null =>
  funding.some(({ weight }) => weight > 0) ? null : { code: 'rule/no-funder' }
