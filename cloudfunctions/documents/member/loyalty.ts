import { type Loyalty, NO_LOYALTY } from '@palm/shared/member/loyalty'
import { points } from '@palm/shared/kernel/points'
import { POINTS_ROW_KINDS } from '@palm/shared/points/decision'
import { balanceOf } from '@palm/shared/points/account'
import type { Party } from '@palm/shared/ledger/party'
import { z } from 'zod'
import { fenValue, idValue, instantValue } from '../values'

/** Points, growth and owed coupons in a member's document. */
const pointsValue = z.int().nonnegative().transform(points)
const party = z.string().transform((text) => text as Party)

const lotFacts = {
  id: idValue('points-lot'),
  points: pointsValue,
  unitCostFen: fenValue,
  grantedBy: party,
  earnedAtMs: instantValue,
  expiresAtMs: instantValue,
  orderId: idValue('order').nullable(),
}

export const takingsForm = z.array(
  z.looseObject({ lot: z.looseObject(lotFacts), points: pointsValue }),
)

export const earningForm = z.looseObject({
  orderId: idValue('order'),
  lotId: idValue('points-lot'),
  basisFen: fenValue,
  weightedFen: fenValue,
  fenPerPoint: fenValue,
  points: pointsValue,
  unitCostFen: fenValue,
  grantedBy: party,
  earnedAtMs: instantValue,
  refundedFen: fenValue,
  takenBack: pointsValue,
  expired: pointsValue,
})

const pointsAccount = z.looseObject({
  lots: z.array(z.looseObject({ ...lotFacts, left: pointsValue })),
  remainderFen: fenValue,
  debts: z.array(
    z.looseObject({
      orderId: idValue('order'),
      points: pointsValue,
      unitCostFen: fenValue,
      grantedBy: party,
    }),
  ),
  holds: z.array(
    z.looseObject({
      orderId: idValue('order'),
      takings: takingsForm,
    }),
  ),
  earnings: z.array(earningForm),
})

export const pointsRowForm = z.looseObject({
  kind: z.enum(POINTS_ROW_KINDS),
  points: z.int(),
  balance: z.int(),
  orderId: idValue('order').nullable(),
  atMs: instantValue,
})

/** Older documents start with the balance. */
const statement = z
  .looseObject({
    carried: z.int(),
    rows: z.array(pointsRowForm),
    // Missing before the first page.
    pages: z.int().positive().optional(),
  })
  .optional()

const welcome = z.looseObject({ levelId: idValue('level'), atMs: instantValue })

export const growthOrderForm = z.looseObject({
  orderId: idValue('order'),
  amountFen: fenValue,
  refundedFen: fenValue,
  atMs: instantValue,
})

const growth = z.looseObject({
  orders: z.array(growthOrderForm),
  days: z.array(z.looseObject({ startMs: instantValue, amountFen: fenValue })),
  welcomed: z.array(idValue('level')),
  birthdayYear: z.int().nullable(),
  // Missing in older documents: gifts of earlier orders then stay.
  lately: z.array(welcome).default([]),
  celebrated: welcome.nullable().default(null),
})

/** Missing in members stored before loyalty existed. */
export const loyaltyForm = z
  .looseObject({
    points: pointsAccount,
    statement,
    growth,
    owed: z.array(
      z.looseObject({
        key: z.string(),
        couponTemplateIds: z.array(idValue('coupon-template')),
        // From before it was kept: then they count from when they are put into the pocket.
        givenAtMs: instantValue.optional(),
      }),
    ),
  })
  .optional()
  .transform((loyalty): Loyalty => {
    if (!loyalty) return NO_LOYALTY
    const { points, statement } = loyalty
    return { ...loyalty, statement: statement ?? { carried: balanceOf(points), rows: [] } }
  })
