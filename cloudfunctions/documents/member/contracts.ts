import { contractTermsFields } from '@palm/shared/api/contract-rules'
import type { Contract } from '@palm/shared/contract/contract'
import type { ContractTemplate } from '@palm/shared/contract/template'
import { z } from 'zod'
import { collectionOf } from '../collection'
import { fenValue, idValue, instantValue, volumeValue } from '../values'

/** Contract terms in templates, and in each signed contract. */
const terms = z.looseObject({
  ...contractTermsFields,
  templateId: idValue('contract-template'),
  version: z.int().positive(),
  textHash: z.string(),
})

const paragraphs = z.array(z.string())

/** Each version replaces the one before; contracts keep the terms that were signed. */
export const contractTemplates = collectionOf<ContractTemplate>(
  'contractTemplates',
  z.looseObject({
    id: idValue('contract-template'),
    terms,
    paragraphs,
    signByMs: instantValue.nullable(),
    onShow: z.boolean(),
  }),
)

/**
 * A text that was offered at some time. Stored under its hash, so that it is provably the signed
 * one.
 */
export interface SignedText {
  readonly id: `contract-text:${string}`
  readonly title: string
  readonly paragraphs: readonly string[]
}

export const contractTextId = (hash: string): SignedText['id'] => `contract-text:${hash}`

export const contractTexts = collectionOf<SignedText>(
  'contractTexts',
  z.looseObject({ id: idValue('contract-text'), title: z.string(), paragraphs }),
)

const signed = {
  signing: z.looseObject({
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
  z.looseObject({ status: z.literal('offered'), signByMs: instantValue }),
  z.looseObject({ status: z.enum(['cooling-off', 'active']), ...signed }),
  z.looseObject({
    status: z.enum(['fulfilled', 'broken']),
    ...signed,
    endedAtMs: instantValue,
  }),
  z.looseObject({
    status: z.literal('cancelled'),
    reason: z.enum(['declined', 'not-signed', 'withdrawn']),
    cancelledAtMs: instantValue,
  }),
])

export const contractUseForm = z.looseObject({
  orderId: idValue('order'),
  priceMl: volumeValue,
  counted: z
    .looseObject({
      amountFen: fenValue,
      volumeMl: volumeValue,
      refundedFen: fenValue,
      refundedMl: volumeValue,
      atMs: instantValue,
    })
    .nullable(),
})

const contract = z.looseObject({
  id: idValue('contract'),
  memberId: idValue('member'),
  terms,
  state,
  uses: z.array(contractUseForm),
  settled: z.looseObject({
    amountFen: fenValue,
    volumeMl: volumeValue,
    priceMl: volumeValue,
    orders: z.int().nonnegative(),
  }),
  released: z.array(z.int().nonnegative()),
})

/** Missing in members stored before contracts existed. */
export const contractsForm = z
  .array(contract)
  .optional()
  .transform((contracts): readonly Contract[] => contracts ?? [])
