import type { EpochMs } from '@palm/shared/kernel/instant'
import { staffTellings } from '@palm/shared/message/staff-tellings'
import { firstTellAtMs } from '@palm/shared/message/telling'
import { STATION_ROLES } from '@palm/shared/staff/role'
import type { Invitation, Staff } from '@palm/shared/staff/staff'
import { z } from 'zod'
import type { Collection } from '../database/session'
import { collectionOf } from './collection'
import { dayValue, idValue, instantValue } from './values'

const staffMember = z
  .looseObject({
    id: idValue('staff'),
    memberId: idValue('member'),
    // Missing unless two wallets are one member.
    otherMemberIds: z.array(idValue('member')).optional(),
    name: z.string(),
    role: z.enum(STATION_ROLES),
    stationIds: z.array(idValue('station')),
    status: z.enum(['active', 'left']),
    // Older documents also have totals of the duty and counts of confirmations, which are dropped:
    // both are computed from the orders.
    duty: z
      .object({
        id: idValue('duty'),
        stationId: idValue('station'),
        startedAtMs: instantValue,
      })
      .nullable(),
    // Missing in older documents.
    tally: z
      .object({ day: dayValue, givenBackCount: z.int().nonnegative() })
      .nullable()
      .default(null),
    tellAtMs: z.number().optional(),
  })
  .transform(({ tellAtMs: _, ...rest }): Staff => rest)

const invitation = z.looseObject({
  id: idValue('invitation'),
  name: z.string(),
  role: z.enum(STATION_ROLES),
  stationIds: z.array(idValue('station')),
  expiresAtMs: instantValue,
  usedBy: idValue('member').nullable(),
})

const staffTelling = (tellAtMsOf: (value: Staff) => EpochMs | null): Collection<Staff> =>
  collectionOf<Staff>('staff', staffMember, (value) => {
    const tellAtMs = tellAtMsOf(value)
    return tellAtMs === null ? {} : { tellAtMs }
  })

/** Every write makes all that a duty has to tell due again: telling it twice has no effect. */
export const staff = staffTelling((value) => firstTellAtMs(staffTellings(value)))

export const staffToldUntil = (untilMs: EpochMs): Collection<Staff> =>
  staffTelling((value) => firstTellAtMs(staffTellings(value), untilMs))

export const invitations = collectionOf<Invitation>('invitations', invitation)
