import { fundingForm } from '@palm/shared/api/rules'
import { NO_FEN } from '@palm/shared/kernel/fen'
import { EMPTY_ACCOUNT, type StoredValueAccount } from '@palm/shared/stored-value/account'
import { NO_GUARD } from '@palm/shared/stored-value/guard/guard'
import { SPENDING_ORDERS } from '@palm/shared/stored-value/policy'
import { z } from 'zod'
import { withRechargeTrade } from '../earlier/recharges-before-trades'
import { tradeForm } from '../trades'
import { approverValue, dayValue, fenValue, idValue, instantValue } from '../values'

/** Stored value in a member's document, and in the orders that used it. */
const sums = { principalFen: fenValue, giftFen: fenValue }

export const storedValueUseForm = z.looseObject({
  orderId: idValue('order'),
  day: dayValue,
  spending: z.enum(SPENDING_ORDERS),
  parts: z.array(z.looseObject({ rechargeId: idValue('recharge'), ...sums })),
})

const promise = {
  offerId: idValue('recharge-offer'),
  offerEndsAtMs: instantValue,
  tiers: z.array(
    z.looseObject({
      minimumFen: fenValue,
      giftFen: fenValue,
      couponTemplateIds: z.array(idValue('coupon-template')),
    }),
  ),
  giftDays: z.int().positive().nullable(),
  funding: fundingForm,
}

const giftCoupon = z.looseObject({
  couponId: idValue('coupon'),
  templateId: idValue('coupon-template'),
  worthFen: fenValue.nullable(),
  funding: fundingForm,
  spent: z.looseObject({ worthFen: fenValue.nullable() }).nullable(),
  chargedFen: fenValue.nullable(),
})

const gift = z.looseObject({
  ...promise,
  grantedFen: fenValue,
  clawedFen: fenValue,
  expiredFen: fenValue,
  // Older gifts were charged nothing, and their coupons are unknown.
  chargedFen: fenValue.default(NO_FEN),
  coupons: z.array(giftCoupon).default([]),
  expiresAtMs: instantValue.nullable(),
})

const withdrawal = z.looseObject({
  id: idValue('refund'),
  principalFen: fenValue,
  amountFen: fenValue,
  askedAtMs: instantValue,
})

const rechargeState = z.discriminatedUnion('status', [
  z.looseObject({
    status: z.literal('requested'),
    promise: z.looseObject(promise).nullable(),
  }),
  z.looseObject({ status: z.literal('closed') }),
  z.looseObject({
    status: z.enum(['paid', 'refunded']),
    usedAtMs: instantValue,
    left: z.looseObject(sums),
    gift: gift.nullable(),
    withdrawals: z.array(withdrawal),
  }),
])

const recharge = z.looseObject({
  id: idValue('recharge'),
  source: z.discriminatedUnion('kind', [
    z.looseObject({ kind: z.literal('wallet'), trade: tradeForm }),
    z.looseObject({ kind: z.literal('card'), cardId: idValue('recharge-card') }),
  ]),
  amountFen: fenValue,
  requestedAtMs: instantValue,
  state: rechargeState,
  // Missing if nothing of it was ever invoiced.
  invoiced: z
    .looseObject({
      itself: z
        .looseObject({
          invoiceId: idValue('invoice'),
          amountFen: fenValue,
          isStale: z.boolean(),
        })
        .nullable(),
      fuelFen: fenValue,
    })
    .optional(),
})

const guard = z.looseObject({
  passwordHash: z.string().nullable(),
  freeFen: fenValue,
  perDayFen: fenValue.nullable(),
  wrong: z.looseObject({ day: dayValue, count: z.int().nonnegative() }).nullable(),
})

/** Missing in members stored before stored value existed. */
export const storedValueForm = z
  .looseObject({
    recharges: z.array(z.preprocess(withRechargeTrade, recharge)),
    uses: z.array(storedValueUseForm),
    freeze: z
      .looseObject({
        reason: z.enum(['lost-phone', 'suspected-fraud', 'court-order']),
        // Null: the member's own report of a loss.
        staffId: approverValue.nullable(),
        atMs: instantValue,
      })
      .nullable(),
    guard: guard.optional().transform((stored) => stored ?? NO_GUARD),
  })
  .optional()
  .transform((account): StoredValueAccount => account ?? EMPTY_ACCOUNT)
