import type { AskedMerge, Joined, Leaving, Left, MergedInto } from '@palm/shared/member/member'
import type { BoundPhone } from '@palm/shared/member/phone/phone'
import { PROVIDERS } from '@palm/shared/trade/fact'
import { z } from 'zod'
import { idValue, instantValue } from '../values'
import { contractsForm } from './contracts'
import { pocketForm } from './coupons'
import { loyaltyForm } from './loyalty'
import { profileForm } from './profile'
import { storedValueForm } from './stored-value'

export const identityForm = z.looseObject({
  provider: z.enum(PROVIDERS),
  appId: z.string(),
  openId: z.string(),
})

export const pendingOrdersForm = z
  .array(z.looseObject({ orderId: idValue('order'), checkAtMs: instantValue }))
  .default([])

/** A member's benefits, at the root of their document and in what a merge brought. */
export const benefitsForm = {
  pocket: pocketForm,
  loyalty: loyaltyForm,
  storedValue: storedValueForm,
  contracts: contractsForm,
  // Missing in older members.
  pendingOrders: pendingOrdersForm,
}

const phone = z.looseObject({ id: idValue('phone'), shown: z.string(), boundAtMs: instantValue })

const asking = z.looseObject({
  phoneId: idValue('phone'),
  shown: z.string(),
  holderId: idValue('member'),
  untilMs: instantValue,
})

const welcome = z.looseObject({ levelId: idValue('level'), atMs: instantValue })

const joined = z.looseObject({
  memberId: idValue('member'),
  identity: identityForm,
  atMs: instantValue,
  before: z.looseObject({
    joinedAtMs: instantValue,
    profile: profileForm,
    welcomed: z.array(idValue('level')),
    celebrated: welcome.nullable(),
    birthdayYear: z.int().nullable(),
  }),
})

const mergedInto = z.looseObject({
  memberId: idValue('member'),
  atMs: instantValue,
  brought: z.looseObject(benefitsForm),
})

const leaving = z.looseObject({
  askedAtMs: instantValue,
  atMs: instantValue,
  stopped: z.looseObject({ atMs: instantValue, by: z.string() }).optional(),
})

const left = z.looseObject({ atMs: instantValue, from: z.array(idValue('member')) })

/** Missing in members without a bound number, and stored before numbers were bound. */
export const joinedForm = {
  phone: phone.optional() as z.ZodType<BoundPhone | undefined>,
  asking: asking.optional() as z.ZodType<AskedMerge | undefined>,
  joined: joined.optional() as z.ZodType<Joined | undefined>,
  mergedInto: mergedInto.optional() as z.ZodType<MergedInto | undefined>,
  leaving: leaving.optional() as z.ZodType<Leaving | undefined>,
  left: left.optional() as z.ZodType<Left | undefined>,
}
