import type { Id } from '@palm/shared/kernel/id'
import type { CardTries } from '@palm/shared/stored-value/card/card-tries'
import type { CardBatch, RechargeCard } from '@palm/shared/stored-value/card/recharge-card'
import { z } from 'zod'
import { collectionOf } from '../collection'
import { dayValue, fenValue, idValue, instantValue } from '../values'

const card = z.looseObject({
  id: idValue('recharge-card'),
  codeHash: z.string(),
  amountFen: fenValue,
  expiresAtMs: instantValue,
  // Missing in older cards.
  batchId: idValue('card-batch').nullable().default(null),
  state: z.discriminatedUnion('status', [
    z.looseObject({ status: z.literal('sold') }),
    z.looseObject({ status: z.literal('voided'), atMs: instantValue }),
    z.looseObject({
      status: z.literal('redeemed'),
      memberId: idValue('member'),
      rechargeId: idValue('recharge'),
      atMs: instantValue,
    }),
  ]),
})

export const rechargeCards = collectionOf<RechargeCard>('rechargeCards', card)

const batch = z.looseObject({
  id: idValue('card-batch'),
  salt: z.string().min(32),
  count: z.int().positive(),
  amountFen: fenValue,
  expiresAtMs: instantValue,
  issuedAtMs: instantValue,
  voidedAtMs: instantValue.nullable(),
})

export const cardBatches = collectionOf<CardBatch>('cardBatches', batch)

/** A member's tries, stored under the letters of their id. */
export interface StoredCardTries extends CardTries {
  readonly id: Id<'card-tries'>
}

const tries = z.looseObject({
  id: idValue('card-tries'),
  memberId: idValue('member'),
  day: dayValue,
  wrong: z.int().nonnegative(),
})

export const cardTries = collectionOf<StoredCardTries>('cardTries', tries)
