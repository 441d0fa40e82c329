import { z } from 'zod'
import type { TemplateContradiction } from '../../coupon/template-contradiction'
import type { Contradiction } from '../../pricing/rules/contradiction'
import type { RuleTooLarge } from '../../pricing/rules/rule-size'
import { action } from '../action'
import { couponTemplateForm, grantedPriceForm } from '../rules'

export const couponsActions = {
  /** Saves a template as its next version. Issued coupons keep their text. */
  'console.saveCouponTemplate': action<
    { readonly version: number },
    TemplateContradiction | RuleTooLarge
  >()({
    audience: 'operator',
    request: couponTemplateForm,
  }),
  /**
   * Sets the prices that members may have from now on, each for all of them, a segment, or listed
   * members.
   */
  'console.savePrices': action<
    { readonly version: number },
    | (Contradiction & { readonly id: string })
    | { readonly code: 'rule/same-id'; readonly id: string }
    /** The rule targets segments or members, but lists none. */
    | { readonly code: 'rule/for-nobody'; readonly id: string }
    | RuleTooLarge
  >()({
    audience: 'operator',
    request: z.strictObject({ prices: z.array(grantedPriceForm).max(50) }),
  }),
} as const
