import { z } from 'zod'
import { basisPoints } from '../kernel/basis-points'
import { fen } from '../kernel/fen'
import { epochMs } from '../kernel/instant'
import { points } from '../kernel/points'
import { fenPerLitre } from '../kernel/volume'
import { SEGMENTS } from '../level/segment'
import { couponTemplateId } from './fields'
import { conditionForm, fundingForm } from './rules'

/** Schema of points and level rules, for requests and stored documents. */
const instant = z.int().nonnegative().transform(epochMs)
const money = z.int().nonnegative().transform(fen)
const positiveMoney = z.int().positive().transform(fen)
const days = z.int().positive().max(3_660)
const levelId = z.templateLiteral(['level:', z.string()])

export const pointsPolicyForm = z.strictObject({
  id: z.templateLiteral(['points-policy:', z.string()]),
  fromMs: instant,
  fenPerPoint: positiveMoney,
  lifetime: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('months'), months: z.int().positive().max(120) }),
    z.strictObject({ kind: z.literal('days'), days }),
  ]),
  unitCostFen: money,
  block: z.strictObject({
    points: z.int().positive().transform(points),
    worthFen: positiveMoney,
  }),
  shareMax: z.int().min(0).max(10_000).transform(basisPoints),
  multipliers: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(40),
        hundredths: z.int().nonnegative().max(100_000),
        condition: conditionForm,
        levelIds: z.array(levelId).max(20).readonly().nullable(),
      }),
    )
    .max(20)
    .readonly(),
  stacking: z.enum(['largest', 'product']),
  settledAfterDays: days,
})

const couponTemplateIds = z.array(couponTemplateId).max(10).readonly()

const level = z.strictObject({
  id: levelId,
  name: z.string().trim().min(1).max(20),
  fromGrowthFen: money,
  price: z
    .strictObject({
      offPerLitre: z.int().positive().transform(fenPerLitre),
      condition: conditionForm,
      funding: fundingForm,
    })
    .nullable(),
  welcomeCouponTemplateIds: couponTemplateIds,
  birthdayCouponTemplateIds: couponTemplateIds,
})

export const levelPolicyForm = z.strictObject({
  id: z.templateLiteral(['level-policy:', z.string()]),
  fromMs: instant,
  windowDays: days,
  levels: z.array(level).min(1).max(20).readonly(),
  bands: z
    .array(z.strictObject({ segment: z.enum(SEGMENTS), fromFen: money }))
    .max(SEGMENTS.length)
    .readonly(),
  withoutDiscount: z.array(z.enum(SEGMENTS)).readonly(),
  birthdayDays: days,
})
