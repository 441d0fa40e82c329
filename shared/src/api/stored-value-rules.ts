import { z } from 'zod'
import { fen } from '../kernel/fen'
import { epochMs } from '../kernel/instant'
import { SPENDING_ORDERS } from '../stored-value/policy'
import { couponTemplateId } from './fields'
import { fundingForm } from './rules'

/** Schema of stored-value rules, for requests and stored documents. */
const instant = z.int().nonnegative().transform(epochMs)
const money = z.int().nonnegative().transform(fen)
const positiveMoney = z.int().positive().transform(fen)
const days = z.int().positive().max(3_660)

export const storedValuePolicyForm = z.strictObject({
  id: z.templateLiteral(['stored-value-policy:', z.string()]),
  fromMs: instant,
  spending: z.enum(SPENDING_ORDERS),
  perOrderFen: positiveMoney.nullable(),
  perDayFen: positiveMoney.nullable(),
  refundDays: days.nullable(),
  settledAfterDays: days,
})

export const rechargeOfferForm = z.strictObject({
  id: z.templateLiteral(['recharge-offer:', z.string()]),
  fromMs: instant,
  toMs: instant,
  tiers: z
    .array(
      z.strictObject({
        minimumFen: positiveMoney,
        giftFen: money,
        couponTemplateIds: z.array(couponTemplateId).max(10),
      }),
    )
    .max(20),
  perMonthMax: z.int().positive().nullable(),
  totalMax: z.int().positive().nullable(),
  giftDays: days.nullable(),
  funding: fundingForm,
})
