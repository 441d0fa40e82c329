import { bestPlan } from '@palm/shared/pricing/plans/best-plan'
import type { Basis } from '@palm/shared/pricing/plans/plan'
import { whyNot } from '@palm/shared/pricing/plans/why-not'
import type { Contestant } from './contestant'

/** Ours: the best plan, its runner-up, and the reason against each unused benefit. */
export const product = (baskets: readonly Basis[]): Contestant => ({
  name: 'palm-refuel',
  async run(quotes) {
    let sum = 0
    for (let index = 0; index < quotes; index += 1) {
      const best = bestPlan(baskets[index % baskets.length]!)
      sum += best.plan.payableFen + whyNot(best).length
    }
    return sum
  },
})
