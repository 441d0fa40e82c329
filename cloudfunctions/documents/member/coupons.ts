import { couponOfferForm, couponTemplateForm } from '@palm/shared/api/rules'
import { COUPON_KINDS, type CouponStock, type CouponTemplate } from '@palm/shared/coupon/coupon'
import { type CouponNumber, type CouponPocket, EMPTY_POCKET } from '@palm/shared/coupon/claim'
import type { StockShare } from '@palm/shared/coupon/stock-share'
import type { CouponTransfer } from '@palm/shared/coupon/transfer'
import { z } from 'zod'
import { collectionOf } from '../collection'
import { renamedFields } from '../earlier/renamed-fields'
import { dayValue, fenValue, idValue, instantValue } from '../values'

const template = couponTemplateForm.extend({ version: z.int().positive() })

/** Each version replaces the one before; coupons keep the text of their issue. */
export const couponTemplates = collectionOf<CouponTemplate>('couponTemplates', template)

const stock = z.looseObject({
  id: idValue('coupon-template'),
  issued: z.int().nonnegative(),
  issuedFen: fenValue,
})

/** Number issued of a template before shares existed; no longer written. */
export const couponStocks = collectionOf<CouponStock>('couponStocks', stock)

const number = z.looseObject({
  id: idValue('coupon'),
  memberId: idValue('member'),
  templateId: idValue('coupon-template'),
  claimedAtMs: instantValue,
})

export const couponNumbers = collectionOf<CouponNumber>('couponNumbers', number)

const shareForm = z.looseObject({
  id: idValue('coupon-stock'),
  templateId: idValue('coupon-template'),
  issued: z.int().nonnegative(),
  issuedFen: fenValue,
  max: z.int().nonnegative(),
})

const share = renamedFields({ most: 'max' }, shareForm)

export const stockShares = collectionOf<StockShare>('couponStocks', share)

const transfer = z.looseObject({
  id: idValue('coupon-transfer'),
  giverId: idValue('member'),
  couponId: idValue('coupon'),
})

export const couponTransfers = collectionOf<CouponTransfer>('couponTransfers', transfer)

const state = z.discriminatedUnion('at', [
  z.looseObject({ at: z.literal('free') }),
  z.looseObject({ at: z.literal('held'), orderId: idValue('order') }),
  z.looseObject({
    at: z.literal('used'),
    orderId: idValue('order'),
    usedAtMs: instantValue,
    amountFen: fenValue,
  }),
  z.looseObject({
    at: z.literal('offered'),
    transferId: idValue('coupon-transfer'),
    untilMs: instantValue,
  }),
  z.looseObject({ at: z.literal('withdrawn'), atMs: instantValue }),
])

const coupon = z.looseObject({
  ...couponOfferForm.shape,
  id: idValue('coupon'),
  templateId: idValue('coupon-template'),
  version: z.int().positive(),
  kind: z.enum(COUPON_KINDS),
  transferable: z.boolean(),
  issuedAtMs: instantValue,
  // Missing in older coupons, given or claimed: unknown.
  givenFor: z.string().nullable().default(null),
  timesOffered: z.int().nonnegative().default(0),
  state,
})

/** Missing in members stored before coupons existed. */
export const pocketForm = z
  .looseObject({
    coupons: z.array(coupon),
    claims: z.array(
      z.looseObject({
        templateId: idValue('coupon-template'),
        count: z.int().nonnegative(),
        day: dayValue,
        dayCount: z.int().nonnegative(),
      }),
    ),
  })
  .optional()
  .transform((pocket): CouponPocket => pocket ?? EMPTY_POCKET)
