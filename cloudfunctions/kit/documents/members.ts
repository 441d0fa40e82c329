import type { Member } from '@palm/shared/member/member'
import { CHANNELS } from '@palm/shared/payment/fact'
import { GRADE_IDS } from '@palm/shared/station/grade'
import { z } from 'zod'
import { collectionOf } from './collection'
import { contractsForm } from './contracts'
import { pocketForm } from './coupons'
import { loyaltyForm } from './loyalty'
import { storedValueForm } from './stored-value'
import { idValue, instantValue } from './values'

const member = z.strictObject({
  id: idValue('member'),
  identity: z.strictObject({
    channel: z.enum(CHANNELS),
    appId: z.string(),
    openId: z.string(),
  }),
  joinedAtMs: instantValue,
  profile: z
    .strictObject({
      nickname: z.string(),
      usualGradeId: z.enum(GRADE_IDS).nullable(),
      plate: z.string().nullable(),
    })
    .nullable(),
  pocket: pocketForm,
  loyalty: loyaltyForm,
  storedValue: storedValueForm,
  contracts: contractsForm,
})

export const members = collectionOf<Member>('members', member)
