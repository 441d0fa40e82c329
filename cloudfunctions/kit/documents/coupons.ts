import { couponOfferForm, couponTemplateForm } from '@palm/shared/api/rules'
import { COUPON_KINDS, type CouponStock, type CouponTemplate } from '@palm/shared/coupon/coupon'
import { type CouponPocket, EMPTY_POCKET } from '@palm/shared/coupon/claim'
import type { StockShare } from '@palm/shared/coupon/stock-share'
import type { CouponTransfer } from '@palm/shared/coupon/transfer'
import { z } from 'zod'
import { collectionOf } from './collection'
import { dayValue, fenValue, idValue, instantValue } from './values'

const template = couponTemplateForm.extend({ version: z.int().positive() })

/** Each version replaces the one before; coupons carry the words they were issued with. */
export const couponTemplates = collectionOf<CouponTemplate>('couponTemplates', template)

const stock = z.strictObject({
  id: idValue('coupon-template'),
  issued: z.int().nonnegative(),
  issuedFen: fenValue,
})

/** How much of a template was issued before its stock was spread; never written any more. */
export const couponStocks = collectionOf<CouponStock>('couponStocks', stock)

const share = z.strictObject({
  id: idValue('coupon-stock'),
  templateId: idValue('coupon-template'),
  issued: z.int().nonnegative(),
  issuedFen: fenValue,
  most: z.int().nonnegative(),
})

export const stockShares = collectionOf<StockShare>('couponStocks', share)

const transfer = z.strictObject({
  id: idValue('coupon-transfer'),
  giverId: idValue('member'),
  couponId: idValue('coupon'),
})

export const couponTransfers = collectionOf<CouponTransfer>('couponTransfers', transfer)

const state = z.discriminatedUnion('at', [
  z.strictObject({ at: z.literal('free') }),
  z.strictObject({ at: z.literal('held'), orderId: idValue('order') }),
  z.strictObject({
    at: z.literal('used'),
    orderId: idValue('order'),
    usedAtMs: instantValue,
    amountFen: fenValue,
  }),
  z.strictObject({
    at: z.literal('offered'),
    transferId: idValue('coupon-transfer'),
    untilMs: instantValue,
  }),
])

const coupon = z.strictObject({
  ...couponOfferForm.shape,
  id: idValue('coupon'),
  templateId: idValue('coupon-template'),
  version: z.int().positive(),
  kind: z.enum(COUPON_KINDS),
  transferable: z.boolean(),
  issuedAtMs: instantValue,
  state,
})

/** Members who joined before there were coupons have none. */
export const pocketForm = z
  .strictObject({
    coupons: z.array(coupon),
    claims: z.array(
      z.strictObject({
        templateId: idValue('coupon-template'),
        count: z.int().nonnegative(),
        day: dayValue,
        dayCount: z.int().nonnegative(),
      }),
    ),
  })
  .optional()
  .transform((pocket): CouponPocket => pocket ?? EMPTY_POCKET)
