import { conditionForm, fundingForm } from '@palm/shared/api/rules'
import type { Contract } from '@palm/shared/contract/contract'
import { z } from 'zod'
import { fenValue, idValue, instantValue, priceValue, shareValue, volumeValue } from './values'

/** Contracts as they lie in a member's document, each with the terms that it was signed on. */
const terms = z.strictObject({
  templateId: idValue('contract-template'),
  version: z.int().positive(),
  title: z.string(),
  textHash: z.string(),
  benefit: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('per-litre'),
      offPerLitre: priceValue,
      limitMl: volumeValue.nullable(),
    }),
    z.strictObject({ kind: z.literal('gift-coupons') }),
  ]),
  promise: z.discriminatedUnion('unit', [
    z.strictObject({ unit: z.literal('fen'), amountFen: fenValue }),
    z.strictObject({ unit: z.literal('ml'), volumeMl: volumeValue }),
  ]),
  period: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('months'), months: z.int().positive() }),
    z.strictObject({ kind: z.literal('days'), days: z.int().positive() }),
  ]),
  condition: conditionForm,
  milestones: z.array(
    z.strictObject({
      at: shareValue,
      couponTemplateIds: z.array(idValue('coupon-template')),
    }),
  ),
  coolingOffDays: z.int().nonnegative(),
  outcome: z.strictObject({
    growthFen: fenValue,
    breachGrowthFen: fenValue,
    breachPauseDays: z.int().nonnegative(),
  }),
  funding: fundingForm,
})

const signed = {
  signing: z.strictObject({
    templateId: idValue('contract-template'),
    version: z.int().positive(),
    textHash: z.string(),
    signedAtMs: instantValue,
    consent: z.enum(['ticked', 'signed-on-screen']),
  }),
  fromMs: instantValue,
  toMs: instantValue,
  coolingOffUntilMs: instantValue,
}

const state = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('offered'), signByMs: instantValue }),
  z.strictObject({ status: z.enum(['cooling-off', 'active']), ...signed }),
  z.strictObject({
    status: z.enum(['fulfilled', 'broken']),
    ...signed,
    endedAtMs: instantValue,
  }),
  z.strictObject({
    status: z.literal('cancelled'),
    reason: z.enum(['declined', 'not-signed', 'withdrawn']),
    cancelledAtMs: instantValue,
  }),
])

const contract = z.strictObject({
  id: idValue('contract'),
  memberId: idValue('member'),
  terms,
  state,
  uses: z.array(
    z.strictObject({
      orderId: idValue('order'),
      priceMl: volumeValue,
      counted: z
        .strictObject({
          amountFen: fenValue,
          volumeMl: volumeValue,
          refundedFen: fenValue,
          refundedMl: volumeValue,
          atMs: instantValue,
        })
        .nullable(),
    }),
  ),
  settled: z.strictObject({
    amountFen: fenValue,
    volumeMl: volumeValue,
    priceMl: volumeValue,
    orders: z.int().nonnegative(),
  }),
  released: z.array(z.int().nonnegative()),
})

/** Members from before there were any have none. */
export const contractsForm = z
  .array(contract)
  .optional()
  .transform((contracts): readonly Contract[] => contracts ?? [])
