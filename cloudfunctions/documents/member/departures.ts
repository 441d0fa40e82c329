import type { DepartureRecord } from '@palm/shared/member/leaving/departure-record'
import { z } from 'zod'
import { collectionOf } from '../collection'
import { fenValue, idValue, instantValue } from '../values'

/** One for each member who has left, in the transaction that made them leave. */
export const departures = collectionOf<DepartureRecord>(
  'departures',
  z.looseObject({
    id: idValue('departure'),
    memberId: idValue('member'),
    by: z.literal('driver'),
    askedAtMs: instantValue,
    leftAtMs: instantValue,
    coupons: z.int().nonnegative(),
    points: z.int().nonnegative(),
    giftFen: fenValue,
  }),
)
