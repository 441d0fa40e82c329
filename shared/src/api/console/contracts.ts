import { z } from 'zod'
import type { TermsFlaw } from '../../contract/terms-flaw'
import type { Contradiction } from '../../pricing/rules/contradiction'
import type { RuleTooLarge } from '../../pricing/rules/rule-size'
import { action } from '../action'
import { contractTermsFields } from '../contract-rules'
import { contractTemplateId, instant } from '../fields'

export const contractsActions = {
  /** Saves a template as its next version. Contracts keep the version that was signed. */
  'console.saveContractTemplate': action<
    { readonly version: number; readonly textHash: string },
    | TermsFlaw
    | Contradiction
    | RuleTooLarge
    /** A milestone grants coupons of an unknown template. */
    | { readonly code: 'contract-terms/unknown-coupon'; readonly id: string }
  >()({
    audience: 'operator',
    request: z.strictObject({
      ...contractTermsFields,
      id: contractTemplateId,
      paragraphs: z.array(z.string().trim().min(1).max(2_000)).min(1).max(60),
      signByMs: instant.nullable(),
      onShow: z.boolean(),
    }),
  }),
} as const
