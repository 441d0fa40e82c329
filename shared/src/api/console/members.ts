import { z } from 'zod'
import type { Fen } from '../../kernel/fen'
import type { EpochMs } from '../../kernel/instant'
import type { LevelPolicyFlaw } from '../../level/policy-flaw'
import type { MemberId } from '../../member/member'
import type { SeparateRefusal } from '../../member/merge/separate'
import type { PointsPolicyFlaw } from '../../points/policy-flaw'
import type { RuleTooLarge } from '../../pricing/rules/rule-size'
import type { TooManyAnnounced } from '../../rule/version'
import { action } from '../action'
import { memberId, orderId } from '../fields'
import { levelPolicyForm, pointsPolicyForm } from '../loyalty-rules'

/** Merges and separations of a member, newest first, and whether one can still be undone. */
export interface MergesView {
  readonly memberId: MemberId
  /** `138****0000`; null without one. */
  readonly phone: string | null
  /** The other wallet's member, if there is one now. */
  readonly joinedId: MemberId | null
  readonly records: readonly {
    readonly kind: 'merged' | 'separated'
    readonly otherId: MemberId
    readonly by: 'driver' | 'office'
    readonly atMs: EpochMs
    readonly points: number
    readonly principalFen: Fen
    readonly giftFen: Fen
    readonly coupons: number
    readonly contracts: number
  }[]
}

type Unknown = { readonly code: 'member/unknown' }

const whose = z.strictObject({
  by: z.union([z.strictObject({ memberId }), z.strictObject({ orderId })]),
})

export const membersActions = {
  /** A member, named by an order of theirs or by their id, also by one of before a merge. */
  'console.showMerges': action<MergesView, Unknown>()({ audience: 'operator', request: whose }),
  /** Undoes a wrong merge, at any time, while nothing that came was used. */
  'console.separateMember': action<MergesView, Unknown | SeparateRefusal>()({
    audience: 'operator',
    request: z.strictObject({ memberId }),
  }),
  /** Ends all sessions of a member: the phone was lost or the token was stolen. */
  'console.endSessions': action<Record<string, never>>()({
    audience: 'operator',
    request: z.strictObject({ memberId }),
  }),
  /** Sets rules of points and levels, each from its `fromMs` on; null removes them from now on. */
  'console.saveLoyaltyRules': action<
    { readonly version: number },
    PointsPolicyFlaw | LevelPolicyFlaw | RuleTooLarge | TooManyAnnounced
  >()({
    audience: 'operator',
    request: z.strictObject({
      points: pointsPolicyForm.nullable(),
      levels: levelPolicyForm.nullable(),
    }),
  }),
} as const
