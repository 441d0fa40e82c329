import { createHmac } from 'node:crypto'
import { makeId } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { MemberId } from '@palm/shared/member/member'
import type { PhoneId } from '@palm/shared/member/phone/phone'
import type { PhoneRecord } from '@palm/shared/member/phone/phone-record'
import { z } from 'zod'
import { collectionOf } from './collection'
import { fenValue, idValue, instantValue } from './values'

const record = z.looseObject({
  id: idValue('phone'),
  holderId: idValue('member').nullable(),
  sealed: z.string().nullable(),
  request: z
    .looseObject({
      askerId: idValue('member'),
      code: z.string(),
      untilMs: instantValue,
      wrong: z.int().nonnegative(),
    })
    .nullable(),
  asked: z
    .looseObject({
      day: z.string().transform((day) => day as NonNullable<PhoneRecord['asked']>['day']),
      count: z.int().nonnegative(),
    })
    .nullable(),
})

/** Phone numbers by a keyed hash. */
export const phones = collectionOf<PhoneRecord>('phones', record)

/** Keyed, since all numbers of a country can be tried against a plain hash. */
export const phoneIdOf = (mobile: string, secret: string): PhoneId =>
  makeId('phone', createHmac('sha256', secret).update(`phone:${mobile}`).digest())

/** Key that seals numbers, derived from the same secret. */
export const phoneSealKey = (secret: string): string =>
  createHmac('sha256', secret).update('seal').digest('base64url')

/** Record of a merge or of its undoing. Written once, in the transaction of the change. */
export interface MergeRecord {
  readonly id: `merge:${string}`
  readonly kind: 'merged' | 'separated'
  /** The member that goes on, and the one that came. */
  readonly memberId: MemberId
  readonly otherId: MemberId
  readonly by: 'driver' | 'office'
  /** Value that changed its document. */
  readonly points: number
  readonly principalFen: number
  readonly giftFen: number
  readonly coupons: number
  readonly contracts: number
  readonly atMs: EpochMs
}

export const merges = collectionOf<MergeRecord>(
  'merges',
  z.looseObject({
    id: z.templateLiteral(['merge:', z.string()]),
    kind: z.enum(['merged', 'separated']),
    memberId: idValue('member'),
    otherId: idValue('member'),
    by: z.enum(['driver', 'office']),
    points: z.int(),
    principalFen: fenValue,
    giftFen: fenValue,
    coupons: z.int().nonnegative(),
    contracts: z.int().nonnegative(),
    atMs: instantValue,
  }),
)
