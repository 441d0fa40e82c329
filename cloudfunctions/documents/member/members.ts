import type { Member, Profile, SaidBirthday } from '@palm/shared/member/member'
import { memberTellAtMs } from '@palm/shared/message/member-tellings'
import { upkeepAtMs } from '@palm/shared/member/upkeep'
import { isBlank } from '@palm/shared/member/vehicle'
import { PROVIDERS } from '@palm/shared/trade/fact'
import { GRADE_IDS } from '@palm/shared/station/grade'
import { z } from 'zod'
import type { Collection } from '../../database/session'
import { collectionOf, revised, revisionForm } from '../collection'
import { contractsForm } from './contracts'
import { pocketForm } from './coupons'
import { loyaltyForm } from './loyalty'
import { renamedFields } from '../earlier/renamed-fields'
import { storedValueForm } from './stored-value'
import { idValue, instantValue, volumeValue } from '../values'

/** Missing in older profiles. */
const birthday = z
  .looseObject({
    on: z.looseObject({ month: z.int(), day: z.int() }).nullable(),
    changedAtMs: instantValue.nullable(),
  })
  .nullable()
  .optional()
  .transform((said): SaidBirthday | null => said ?? null)

const vehicle = z.looseObject({
  plate: z.string().nullable(),
  gradeId: z.enum(GRADE_IDS).nullable(),
  tankMl: volumeValue.nullable(),
})

/** Earlier profiles had one plate and one grade, beside each other. */
const profile = z
  .looseObject({
    nickname: z.string(),
    vehicles: z.array(vehicle).optional(),
    usualGradeId: z.enum(GRADE_IDS).nullable().default(null),
    plate: z.string().nullable().default(null),
    birthday,
  })
  .transform(({ plate, usualGradeId, vehicles, ...rest }): Profile => {
    const earlier = { plate, gradeId: usualGradeId, tankMl: null }
    return { ...rest, vehicles: vehicles ?? (isBlank(earlier) ? [] : [earlier]) }
  })

const identity = z.looseObject({
  provider: z.enum(PROVIDERS),
  appId: z.string(),
  openId: z.string(),
})

const member = z.looseObject({
  id: idValue('member'),
  identity: renamedFields({ channel: 'provider' }, identity),
  joinedAtMs: instantValue,
  profile: profile.nullable(),
  pocket: pocketForm,
  loyalty: loyaltyForm,
  storedValue: storedValueForm,
  contracts: contractsForm,
  // Missing in older members.
  pendingOrders: z
    .array(z.looseObject({ orderId: idValue('order'), checkAtMs: instantValue }))
    .default([]),
  ...revisionForm,
  // Missing in members stored before messages existed.
  told: z.array(z.string()).optional(),
  // For the timer; missing in older members.
  upkeepAtMs: z.int().optional(),
  tellAtMs: z.int().optional(),
})

export const members: Collection<Member> = revised(
  collectionOf<Member>(
    'members',
    member.transform(({ revision: _, tellAtMs: _1, upkeepAtMs: _2, ...rest }): Member => rest),
    (value) => ({ upkeepAtMs: upkeepAtMs(value), tellAtMs: memberTellAtMs(value) }),
  ),
  ['told'],
)
