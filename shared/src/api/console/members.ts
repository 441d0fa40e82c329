import { z } from 'zod'
import type { LevelPolicyFlaw } from '../../level/policy-flaw'
import type { PointsPolicyFlaw } from '../../points/policy-flaw'
import type { RuleTooLarge } from '../../pricing/rules/rule-size'
import type { TooManyAnnounced } from '../../rule/version'
import { action } from '../action'
import { memberId } from '../fields'
import { levelPolicyForm, pointsPolicyForm } from '../loyalty-rules'

export const membersActions = {
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
