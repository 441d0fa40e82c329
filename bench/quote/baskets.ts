import { ALL, basisPoints } from '@palm/shared/kernel/basis-points'
import { fen } from '@palm/shared/kernel/fen'
import { DAY_MS, later } from '@palm/shared/kernel/instant'
import { fenPerLitre } from '@palm/shared/kernel/volume'
import { ALWAYS } from '@palm/shared/pricing/rules/condition'
import type { CouponOffer } from '@palm/shared/pricing/rules/coupon-offer'
import type { Basis } from '@palm/shared/pricing/plans/plan'
import type { Reduction } from '@palm/shared/pricing/rules/reduction'
import { aBasis, aCoupon, aPrice, aSale, LIMITS } from '@palm/shared/testing/plans/baskets'
import { NOON } from '@palm/shared/testing/builders/builders'

const BASKETS = 64
const GROUPS = 7

/**
 * Sales of ¥100 to ¥700 by a member with two personal prices and `coupons` coupons of all kinds.
 */
export const quoteBaskets = (coupons: number): Basis[] =>
  Array.from({ length: BASKETS }, (_, basket) =>
    aBasis({
      sale: aSale({ amountFen: fen(10_000 + basket * 997) }),
      prices: [
        aPrice(),
        aPrice({
          id: 'contract:1',
          kind: 'contract',
          price: { kind: 'off', offPerLitre: fenPerLitre(30) },
        }),
      ],
      coupons: Array.from({ length: coupons }, (_, index) => couponOf(basket, index)),
      limits: { ...LIMITS, reductionMax: ALL },
    }),
  )

/**
 * Typical coupons of headquarters: for some days, at some stations, for petrol. One in three has no
 * minimum, one ¥100, one ¥200.
 */
const couponOf = (basket: number, index: number): CouponOffer =>
  aCoupon({
    id: `coupon:${index}`,
    group: `group:${index % GROUPS}`,
    reduction: reductionOf(index),
    condition: {
      ...ALWAYS,
      fromMs: later(NOON, -DAY_MS),
      toMs: later(NOON, DAY_MS * (1 + ((index * 7 + basket) % 13))),
      stationIds: ['station:bj0002', 'station:bj0001'],
      gradeIds: ['petrol-92', 'petrol-95'],
      minimumFen: fen((index % 3) * 10_000),
    },
  })

function reductionOf(index: number): Reduction {
  switch (index % 3) {
    case 0:
      return { kind: 'fixed', amountFen: fen(500 + index * 37) }
    case 1:
      return { kind: 'percent', share: basisPoints(300 + index * 10), capFen: fen(2_000) }
    default:
      return { kind: 'per-litre', offPerLitre: fenPerLitre(20), limitMl: null, capFen: fen(1_500) }
  }
}
