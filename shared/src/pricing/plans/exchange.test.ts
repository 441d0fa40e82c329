import fc from 'fast-check'
import { basket } from '../../testing/plans/random-baskets'
import { bestPlan } from './best-plan'
import { chosenPlan } from './chosen-plan'
import { exchangeFor } from './exchange'

test('an exchange costs what picking its coupons costs, and never less than the best plan', () => {
  fc.assert(
    fc.property(basket(3), (basis) => {
      const { plan } = bestPlan(basis)
      for (const { id } of basis.coupons) {
        const exchange = exchangeFor(basis, plan, id)
        if (!exchange) continue
        const picked = chosenPlan(basis, exchange.couponIds)
        expect(picked).toMatchObject({ ok: true, value: { payableFen: exchange.payableFen } })
        expect(exchange.couponIds).toContain(id)
        expect(exchange.payableFen).toBeGreaterThanOrEqual(plan.payableFen)
      }
    }),
  )
})

test('it replaces only the coupons that it excludes', () => {
  fc.assert(
    fc.property(basket(3), (basis) => {
      const { plan } = bestPlan(basis)
      for (const wanted of basis.coupons.filter(({ alone }) => !alone)) {
        const exchange = exchangeFor(basis, plan, wanted.id)
        if (!exchange) continue
        const kept = plan.coupons
          .map(({ coupon }) => coupon)
          .filter(({ alone, group }) => !alone && group !== wanted.group)
        expect(exchange.couponIds).toEqual(expect.arrayContaining(kept.map(({ id }) => id)))
      }
    }),
  )
})

test('there is none for a coupon that is not there', () => {
  fc.assert(
    fc.property(basket(3), (basis) => {
      expect(exchangeFor(basis, bestPlan(basis).plan, 'coupon:none')).toBeNull()
    }),
    { numRuns: 5 },
  )
})
