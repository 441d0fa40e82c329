import fc from 'fast-check'
import { aBasis, aCoupon } from '../../testing/plans/baskets'
import { basket } from '../../testing/plans/random-baskets'
import { oracle } from '../../testing/plans/plan-oracle'
import { runs } from '../../testing/runs'
import { bestPlan } from './best-plan'
import { whyNot } from './why-not'
import { DAY_MS } from '../../kernel/instant'
import { after } from '../../testing/builders/builders'

const NEXT_WEEK = after(7 * DAY_MS)

const BASKETS = runs(100_000)

it('finds the same plan as exhaustive search in random baskets', () => {
  fc.assert(
    fc.property(basket(7), (basis) => {
      const { plan, runnerUpFen } = bestPlan(basis)
      const { best, runnerUp } = oracle(basis)
      const couponIds = plan.coupons.map(({ coupon }) => coupon.id)
      expect(inWords(plan.price.id, couponIds, plan.payableFen)).toBe(
        inWords(best.priceId, best.couponIds, best.payable),
      )
      expect(runnerUpFen).toBe(runnerUp)
    }),
    { numRuns: BASKETS },
  )
})

it('gives the cost of the best plan with each unused benefit', () => {
  fc.assert(
    fc.property(basket(6), (basis) => {
      const best = bestPlan(basis)
      const truth = oracle(basis)
      const unused = whyNot(best)
      const used = [best.plan.price.id, ...best.plan.coupons.map(({ coupon }) => coupon.id)]
      const offered = ['pump', ...basis.prices, ...basis.coupons].map((b) =>
        typeof b === 'string' ? b : b.id,
      )
      expect([...used, ...unused.map(({ id }) => id)].sort()).toEqual(offered.sort())
      for (const { id, why } of unused.filter(({ id }) => truth.with.has(id))) {
        expect('payableFen' in why ? why.payableFen : null).toBe(truth.with.get(id))
      }
    }),
    { numRuns: runs(10_000) },
  )
})

it('does not depend on the order in which benefits are listed', () => {
  fc.assert(
    fc.property(basket(12), fc.integer(), (basis, turn) => {
      const turned = {
        ...basis,
        coupons: rotated(basis.coupons, turn),
        prices: rotated(basis.prices, turn),
      }
      expect(bestPlan(turned).plan).toEqual(bestPlan(basis).plan)
    }),
    { numRuns: 2_000 },
  )
})

it('takes the coupon that expires first of two with the same effect', () => {
  const [late, early] = [aCoupon({ id: 'coupon:1' }), aCoupon({ id: 'coupon:2' })]
  const soon = { ...early, condition: { ...early.condition, toMs: NEXT_WEEK } }
  const { plan } = bestPlan(aBasis({ coupons: [late, soon] }))
  expect(plan.coupons.map(({ coupon }) => coupon.id)).toEqual(['coupon:2'])
})

/** Comparing strings is much faster than comparing objects, a hundred thousand times. */
const inWords = (priceId: string, couponIds: readonly string[], payable: number): string =>
  `${priceId} with ${couponIds.join(' and ')}: ${payable}`

const rotated = <Item>(list: readonly Item[], by: number): Item[] => {
  const at = list.length === 0 ? 0 : Math.abs(by) % list.length
  return [...list.slice(at), ...list.slice(0, at)]
}
