import { type Contradiction, couponContradiction } from '../pricing/contradiction'
import type { CouponTemplate } from './coupon'

export type TemplateContradiction =
  | Contradiction
  /** A budget, and a reduction that nothing bounds: nobody could tell when it is spent. */
  | { readonly code: 'rule/budget-without-bound' }

/** The first contradiction within a template; null when it may be saved. */
export function templateContradiction(
  template: Omit<CouponTemplate, 'version'>,
): TemplateContradiction | null {
  const { quota, reduction, validity } = template
  const rules = couponContradiction(template)
  if (rules) return rules
  if (validity.kind === 'absolute' && validity.toMs <= validity.fromMs) {
    return { code: 'rule/never-valid' }
  }
  const isBounded = reduction.kind === 'fixed' || reduction.capFen !== null
  return quota.budgetFen !== null && !isBounded ? { code: 'rule/budget-without-bound' } : null
}
