import { z } from 'zod'
import type { RuleTooLarge } from '../../pricing/rules/rule-size'
import type { TooManyAnnounced } from '../../rule/version'
import type { BatchRefusal, CardBatchId, CardFlaw } from '../../stored-value/card/recharge-card'
import type { RechargeOfferFlaw, StoredValuePolicyFlaw } from '../../stored-value/rule-flaw'
import { action } from '../action'
import { amountFen, cardBatchId, instant, memberId } from '../fields'
import { rechargeOfferForm, storedValuePolicyForm } from '../stored-value-rules'

interface Coded<Code extends string> {
  readonly code: Code
}

export const accountsActions = {
  'console.freezeAccount': action<Record<string, never>, Coded<'member/unknown'>>()({
    audience: 'operator',
    request: z.strictObject({
      memberId,
      reason: z.enum(['lost-phone', 'suspected-fraud', 'court-order']),
    }),
  }),
  'console.unfreezeAccount': action<Record<string, never>, Coded<'member/unknown'>>()({
    audience: 'operator',
    request: z.strictObject({ memberId }),
  }),
  /** Removes the payment password of a member who has forgotten it and has proven who they are. */
  'console.removePassword': action<Record<string, never>, Coded<'member/unknown'>>()({
    audience: 'operator',
    request: z.strictObject({ memberId }),
  }),
  /**
   * Sets the policy, from its `fromMs` on, and the offers, from now on. Promises made before remain
   * valid.
   */
  'console.saveStoredValueRules': action<
    { readonly version: number },
    | StoredValuePolicyFlaw
    | (RechargeOfferFlaw & { readonly id: string })
    | RuleTooLarge
    | TooManyAnnounced
    | { readonly code: 'rule/same-id'; readonly id: string }
  >()({
    audience: 'operator',
    request: z.strictObject({
      policy: storedValuePolicyForm.nullable(),
      offers: z.array(rechargeOfferForm).max(50),
    }),
  }),
  /**
   * Makes recharge cards and returns their codes, which nothing else reveals. The client makes the
   * batch's number: repeating the command within a day returns the same codes and makes no further
   * cards.
   */
  'console.issueCards': action<
    { readonly batchId: CardBatchId; readonly codes: readonly string[] },
    CardFlaw | BatchRefusal
  >()({
    audience: 'operator',
    request: z.strictObject({
      /** If it is missing, the server makes a number, and the codes cannot be requested again. */
      batchId: cardBatchId.optional(),
      // All in one transaction, which has to finish within the function's time limit.
      count: z.int().min(1).max(100),
      amountFen,
      expiresAtMs: instant,
    }),
  }),
  /** Voids the unredeemed cards of a batch that was stolen or lost. */
  'console.voidCards': action<
    { readonly voided: number },
    { readonly code: 'card-batch/unknown' }
  >()({ audience: 'operator', request: z.strictObject({ batchId: cardBatchId }) }),
} as const
