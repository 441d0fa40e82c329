import { z } from 'zod'
import type { Birthday } from '../level/evaluate'
import type { LevelPolicyFlaw } from '../level/policy-flaw'
import type { BirthdayChangeRefusal } from '../member/birthday'
import type { ExpiringPoints } from '../member/standing'
import type { PointsRow } from '../points/decision'
import type { PointsPolicyFlaw } from '../points/policy-flaw'
import type { Channel } from '../trade/fact'
import type { Condition } from '../pricing/condition'
import { GRADE_IDS, type GradeId } from '../station/grade'
import type { RuleTooLarge } from '../pricing/rule-size'
import { action } from './action'
import { memberId } from './fields'
import { levelPolicyForm, pointsPolicyForm } from './loyalty-rules'

export interface MemberView {
  readonly channel: Channel
  readonly profile: ProfileView | null
  /** Not null for people who work for the operator. */
  readonly staffName: string | null
  readonly loyalty: LoyaltyView
  readonly storedValue: StoredValueView | null
}

/** What of 电子账户 can be spent now; null where the operator has none and nothing is left in it. */
export interface StoredValueView {
  readonly principalFen: number
  readonly giftFen: number
}

/** What he has gathered; null where the operator has no such thing. */
export interface LoyaltyView {
  readonly points: PointsView | null
  readonly level: LevelView | null
}

export interface PointsView {
  /** Below zero where a refund took back points that had been spent. */
  readonly balance: number
  /** How much more makes the next point. */
  readonly nextPointFen: number
}

export interface LevelView {
  readonly name: string
  readonly growthFen: number
  readonly next: { readonly name: string; readonly missingFen: number } | null
}

/** Everything about what he has gathered, and what it is good for. */
export interface LoyaltyDetails {
  readonly points: PointsDetails | null
  readonly level: (LevelView & { readonly ladder: readonly LadderStep[] }) | null
}

export interface PointsDetails extends PointsView {
  /** Those that expire next. */
  readonly expiring: ExpiringPoints | null
  /** So many pay so much, at the cashier. */
  readonly block: { readonly points: number; readonly worthFen: number }
  readonly fenPerPoint: number
  /** The newest first. */
  readonly rows: readonly PointsRow[]
}

export interface LadderStep {
  readonly name: string
  readonly fromGrowthFen: number
  /** What a litre costs less, and where; null for a level without a price of its own. */
  readonly price: { readonly offPerLitreFen: number; readonly condition: Condition } | null
}

export interface ProfileView {
  readonly nickname: string
  readonly usualGradeId: GradeId | null
  readonly plate: string | null
  /** `02-29`: month and day. */
  readonly birthday: string | null
}

/** A province's letter, a city's letter, and five or six of letters and digits (new-energy plates have six). */
const plate = z.string().regex(/^[\u4e00-\u9fa5][A-Z][A-Z0-9]{5,6}$/)

/** `02-29`; a day that some year has. The year is not asked for. */
const birthday = z
  .string()
  .regex(/^\d{2}-\d{2}$/)
  .refine((text) => z.iso.date().safeParse(`${A_LEAP_YEAR}-${text}`).success)
  .transform((text): Birthday => ({ month: Number(text.slice(0, 2)), day: Number(text.slice(3)) }))

const A_LEAP_YEAR = 2000

export const memberActions = {
  /**
   * Signs in over HTTP with the wallet's authorisation code; inside WeChat the identity comes with
   * the invocation and nobody calls this. The token goes into `authorization: Bearer …`.
   */
  'member.signIn': action<
    { readonly token: string; readonly expiresAtMs: number },
    /** Used before, too old, or not from this app. Ask the wallet for another. */
    | { readonly code: 'session/code-refused' }
    /** The wallet's server did not answer. Try again. */
    | { readonly code: 'session/wallet-unreachable' }
  >()({
    audience: 'anyone',
    request: z.strictObject({ authCode: z.string().min(1).max(128) }),
  }),
  /** Ends all sessions of the caller, on every phone that signed in by a code. */
  'member.signOut': action<Record<string, never>>()({
    audience: 'member',
    request: z.strictObject({}),
  }),
  /** Ends all sessions of a member: the phone was lost, or somebody else has the token. */
  'member.endSessions': action<Record<string, never>>()({
    audience: 'operator',
    request: z.strictObject({ memberId }),
  }),
  /** Who am I here? Makes a member of whoever comes for the first time. */
  'member.enter': action<MemberView>()({ audience: 'member', request: z.strictObject({}) }),
  /** 等级和积分 */
  'member.loyalty': action<LoyaltyDetails, { readonly code: 'member/unknown' }>()({
    audience: 'member',
    request: z.strictObject({}),
  }),
  /** Sets the rules of points and levels, from now on; null is none. */
  'member.saveLoyaltyRules': action<
    { readonly version: number },
    PointsPolicyFlaw | LevelPolicyFlaw | RuleTooLarge
  >()({
    audience: 'operator',
    request: z.strictObject({
      points: pointsPolicyForm.nullable(),
      levels: levelPolicyForm.nullable(),
    }),
  }),
  'member.saveProfile': action<MemberView, BirthdayChangeRefusal>()({
    audience: 'member',
    request: z.strictObject({
      /** Empty where a member withdraws it, as null does for the rest. */
      nickname: z.string().trim().max(20),
      usualGradeId: z.enum(GRADE_IDS).nullable(),
      plate: plate.nullable(),
      /** Stays as it is where a client does not speak of it. */
      birthday: birthday.nullable().optional(),
    }),
  }),
} as const
