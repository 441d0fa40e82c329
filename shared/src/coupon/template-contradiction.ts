import { type Contradiction, couponContradiction } from '../pricing/rules/contradiction'
import { worthMaxFen } from '../pricing/rules/reduction'
import type { CouponTemplate } from './coupon'

export type TemplateContradiction =
  | Contradiction
  /** A budget with an unbounded reduction: its use cannot be computed. */
  | { readonly code: 'rule/budget-without-bound' }

/** The first contradiction within a template; null if there is none. */
export function templateContradiction(
  template: Omit<CouponTemplate, 'version'>,
): TemplateContradiction | null {
  const { quota, reduction, validity } = template
  const rules = couponContradiction(template)
  if (rules) return rules
  if (validity.kind === 'absolute' && validity.toMs <= validity.fromMs) {
    return { code: 'rule/never-valid' }
  }
  const isUnbounded = worthMaxFen(reduction) === null
  return quota.budgetFen !== null && isUnbounded ? { code: 'rule/budget-without-bound' } : null
}
