import { z } from 'zod'
import { COUPON_KINDS } from '../coupon/coupon'
import { basisPoints } from '../kernel/basis-points'
import { fen } from '../kernel/fen'
import { type BusinessDay, epochMs } from '../kernel/instant'
import type { Weekday } from '../kernel/station-clock'
import { fenPerLitre, millilitre } from '../kernel/volume'
import type { Party } from '../ledger/party'
import { SEGMENTS } from '../level/segment'
import { EVERYBODY } from '../member/audience'
import { PRICE_KINDS } from '../pricing/rules/price-offer'
import { GRADE_IDS } from '../station/grade'
import type { StationId } from '../station/station'
import { couponTemplateId, memberId } from './fields'

/**
 * Schema of benefit rules, for requests and stored documents. Lists are read-only, as in the
 * domain, so that a rule of the domain can be sent unchanged.
 */
const instant = z.int().nonnegative().transform(epochMs)
const money = z.int().nonnegative().transform(fen)
const volume = z.int().nonnegative().transform(millilitre)
const perLitre = z.int().positive().transform(fenPerLitre)
const station = z.templateLiteral(['station:', z.string()]).transform((id): StationId => id)
const weekday = z
  .int()
  .min(1)
  .max(7)
  .transform((day) => day as Weekday)
const minute = z.int().min(0).max(1440)
const day = z.iso.date().transform((text) => text as BusinessDay)
const title = z.string().trim().min(1).max(40)

export const conditionForm = z.strictObject({
  fromMs: instant.nullable(),
  toMs: instant.nullable(),
  stationIds: z.array(station).max(1_000).readonly().nullable(),
  gradeIds: z.array(z.enum(GRADE_IDS)).max(20).readonly().nullable(),
  weekdays: z.array(weekday).max(7).readonly().nullable(),
  hours: z
    .array(z.strictObject({ from: minute, to: minute }))
    .max(24)
    .readonly()
    .nullable(),
  onlyDays: z.array(day).max(366).readonly().nullable(),
  exceptDays: z.array(day).max(366).readonly(),
  minimumFen: money,
})

export const reductionForm = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('fixed'), amountFen: money }),
  z.strictObject({
    kind: z.literal('percent'),
    share: z.int().min(0).max(10_000).transform(basisPoints),
    capFen: money.nullable(),
  }),
  z.strictObject({
    kind: z.literal('per-litre'),
    offPerLitre: perLitre,
    limitMl: volume.nullable(),
    capFen: money.nullable(),
  }),
])

const party = z
  .string()
  .regex(/^(hq|(station|partner):[a-z0-9-]{2,40})$/)
  .transform((text) => text as Party)

/** Funders with their weights. */
export const fundingForm = z
  .array(z.strictObject({ party, weight: z.int().nonnegative() }))
  .min(1)
  .max(10)
  .readonly()

const couponWords = {
  title,
  reduction: reductionForm,
  condition: conditionForm,
  group: z.string().min(1).max(40),
  alone: z.boolean(),
  pumpPriceOnly: z.boolean(),
  funding: fundingForm,
}

export const couponOfferForm = z.object({ id: z.string(), ...couponWords })

export const couponTemplateForm = z.strictObject({
  ...couponWords,
  id: couponTemplateId,
  kind: z.enum(COUPON_KINDS),
  validity: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('absolute'), fromMs: instant, toMs: instant }),
    z.strictObject({ kind: z.literal('relative'), days: z.int().min(1).max(3_660) }),
  ]),
  quota: z.strictObject({
    total: z.int().nonnegative().nullable(),
    perMember: z.int().positive().nullable(),
    perMemberDay: z.int().positive().nullable(),
    budgetFen: money.nullable(),
  }),
  transferable: z.boolean(),
  onShow: z.boolean(),
})

export const priceOfferForm = z.strictObject({
  id: z.string().min(1).max(64),
  kind: z.enum(PRICE_KINDS),
  title,
  price: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('pump') }),
    z.strictObject({ kind: z.literal('off'), offPerLitre: perLitre }),
    z.strictObject({ kind: z.literal('at'), pricePerLitre: perLitre }),
  ]),
  limitMl: volume.nullable(),
  paidBy: z.enum(['anything', 'stored-value']),
  condition: conditionForm,
  funding: fundingForm,
})

/** Larger groups have to be a segment. */
const NAMED_MAX = 200

const audienceForm = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('everybody') }),
  z.strictObject({ kind: z.literal('segments'), segments: z.array(z.enum(SEGMENTS)).max(6) }),
  z.strictObject({ kind: z.literal('members'), memberIds: z.array(memberId).max(NAMED_MAX) }),
])

/** A price with its audience: everybody, if no members are listed. */
export const grantedPriceForm = priceOfferForm.extend({ for: audienceForm.default(EVERYBODY) })
