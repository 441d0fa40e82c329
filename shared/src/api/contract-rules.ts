import { z } from 'zod'
import { basisPoints } from '../kernel/basis-points'
import { fen } from '../kernel/fen'
import { fenPerLitre, millilitre } from '../kernel/volume'
import { couponTemplateId } from './fields'
import { conditionForm, fundingForm } from './rules'

/** Schema of contract terms, for requests and stored documents. */
const MONEY_MAX = 10_000_000_000
const money = z.int().nonnegative().max(MONEY_MAX).transform(fen)
const volume = z.int().nonnegative().max(MONEY_MAX).transform(millilitre)
const days = z.int().nonnegative().max(3_660)

export const contractTermsFields = {
  title: z.string().trim().min(1).max(40),
  benefit: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('per-litre'),
      offPerLitre: z.int().positive().transform(fenPerLitre),
      limitMl: volume.nullable(),
    }),
    z.strictObject({ kind: z.literal('gift-coupons') }),
  ]),
  promise: z.discriminatedUnion('unit', [
    z.strictObject({ unit: z.literal('fen'), amountFen: money }),
    z.strictObject({ unit: z.literal('ml'), volumeMl: volume }),
  ]),
  period: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('months'), months: z.int().nonnegative().max(120) }),
    z.strictObject({ kind: z.literal('days'), days }),
  ]),
  condition: conditionForm,
  milestones: z
    .array(
      z.strictObject({
        at: z.int().min(0).max(10_000).transform(basisPoints),
        couponTemplateIds: z.array(couponTemplateId).min(1).max(10),
      }),
    )
    .max(20),
  coolingOffDays: days,
  outcome: z.strictObject({
    growthFen: money,
    breachGrowthFen: money,
    breachPauseDays: days,
  }),
  funding: fundingForm,
}
