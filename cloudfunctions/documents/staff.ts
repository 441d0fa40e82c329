import { STATION_ROLES } from '@palm/shared/staff/role'
import type { Invitation, Staff } from '@palm/shared/staff/staff'
import { z } from 'zod'
import { collectionOf } from './collection'
import { dayValue, fenValue, idValue, instantValue } from './values'

const staffMember = z.looseObject({
  id: idValue('staff'),
  memberId: idValue('member'),
  name: z.string(),
  role: z.enum(STATION_ROLES),
  stationIds: z.array(idValue('station')),
  status: z.enum(['active', 'left']),
  duty: z
    .looseObject({
      id: idValue('duty'),
      stationId: idValue('station'),
      startedAtMs: instantValue,
      confirmedCount: z.int().nonnegative(),
      confirmedFen: fenValue,
    })
    .nullable(),
  // Missing in older documents.
  tally: z
    .strictObject({
      day: dayValue,
      confirmedCount: z.int().nonnegative(),
      unprovenCount: z.int().nonnegative(),
      givenBackCount: z.int().nonnegative(),
    })
    .nullable()
    .default(null),
})

const invitation = z.looseObject({
  id: idValue('invitation'),
  name: z.string(),
  role: z.enum(STATION_ROLES),
  stationIds: z.array(idValue('station')),
  expiresAtMs: instantValue,
  usedBy: idValue('member').nullable(),
})

export const staff = collectionOf<Staff>('staff', staffMember)
export const invitations = collectionOf<Invitation>('invitations', invitation)
