import type { Fen } from '../../kernel/fen'
import { chosenPlan } from './chosen-plan'
import type { Basis, Plan } from './plan'

/** 改用: the coupons after an exchange, and exactly what they come to. */
export interface Exchange {
  readonly couponIds: readonly string[]
  readonly payableFen: Fen
}

/**
 * The plan with one more coupon, which replaces only what it excludes: another of its group, or those
 * that do not go together with it. Null where that makes no plan.
 */
export function exchangeFor(basis: Basis, { coupons }: Plan, couponId: string): Exchange | null {
  const wanted = basis.coupons.find(({ id }) => id === couponId)
  if (!wanted) return null
  const kept = coupons
    .map(({ coupon }) => coupon)
    .filter(({ alone, group }) => !wanted.alone && !alone && group !== wanted.group)
  const couponIds = [...kept.map(({ id }) => id), couponId]
  const plan = chosenPlan(basis, couponIds)
  return plan.ok ? { couponIds, payableFen: plan.value.payableFen } : null
}
