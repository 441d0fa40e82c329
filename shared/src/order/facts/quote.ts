import type { Basis, Plan } from '../../pricing/plans/plan'

/** How an order came to its price, with everything that it takes to come to it again. */
export interface Quote {
  readonly basis: Basis
  readonly plan: Plan
  /** `driver`: coupons picked by hand; the plan is the best with exactly those. */
  readonly by: 'best-price' | 'driver'
}
