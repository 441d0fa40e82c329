import { levelPolicyForm, pointsPolicyForm } from '@palm/shared/api/loyalty-rules'
import { grantedPriceForm } from '@palm/shared/api/rules'
import { rechargeOfferForm, storedValuePolicyForm } from '@palm/shared/api/stored-value-rules'
import { type EpochMs, MINUTE_MS } from '@palm/shared/kernel/instant'
import { type LoyaltyRules, NO_LOYALTY_RULES } from '@palm/shared/member/loyalty'
import type { GrantedPrice } from '@palm/shared/order/prices'
import { USUAL_LIMITS } from '@palm/shared/order/quote'
import type { PlanLimits } from '@palm/shared/pricing/plan'
import { NO_STORED_VALUE_RULES, type StoredValueRules } from '@palm/shared/stored-value/policy'
import { z } from 'zod'
import type { Database } from './database/session'
import { collectionOf } from './documents/collection'
import { limitsForm } from './documents/quotes'

/** What the operator grants to members: prices, how far reductions may go, points, levels, stored value. One document. */
export interface Programme {
  readonly id: typeof PROGRAMME_ID
  readonly version: number
  readonly prices: readonly GrantedPrice[]
  readonly limits: PlanLimits
  readonly loyaltyRules: LoyaltyRules
  readonly storedValueRules: StoredValueRules
}

export const PROGRAMME_ID = 'programme:current'

export const NO_PROGRAMME: Programme = {
  id: PROGRAMME_ID,
  version: 0,
  prices: [],
  limits: USUAL_LIMITS,
  loyaltyRules: NO_LOYALTY_RULES,
  storedValueRules: NO_STORED_VALUE_RULES,
}

export const programmes = collectionOf<Programme>(
  'programmes',
  z.strictObject({
    id: z.literal(PROGRAMME_ID),
    version: z.int().nonnegative(),
    prices: z.array(grantedPriceForm),
    limits: limitsForm,
    loyaltyRules: z
      .strictObject({ points: pointsPolicyForm.nullable(), levels: levelPolicyForm.nullable() })
      .optional()
      .transform((rules): LoyaltyRules => rules ?? NO_LOYALTY_RULES),
    storedValueRules: z
      .strictObject({
        policy: storedValuePolicyForm.nullable(),
        offers: z.array(rechargeOfferForm),
      })
      .optional()
      .transform((rules): StoredValueRules => rules ?? NO_STORED_VALUE_RULES),
  }),
)

type Rules = Pick<Programme, 'prices' | 'limits' | 'loyaltyRules' | 'storedValueRules'>

/** Changes some of the rules; answers with the version that the programme has become. */
export const saveProgramme = (database: Database, rules: Partial<Rules>): Promise<number> =>
  database.transaction(async (transaction) => {
    const before = (await transaction.get(programmes, PROGRAMME_ID)) ?? NO_PROGRAMME
    const version = before.version + 1
    await transaction.put(programmes, { ...before, ...rules, version })
    return version
  })

/** A warm instance asks again after this long; an order carries what it was priced with anyway. */
const KEPT_MS = MINUTE_MS

export function openProgramme(database: Database, clock: () => EpochMs) {
  let kept: { value: Programme; atMs: EpochMs } | null = null
  return async (): Promise<Programme> => {
    const nowMs = clock()
    if (kept && nowMs - kept.atMs < KEPT_MS) return kept.value
    const value = (await database.get(programmes, PROGRAMME_ID)) ?? NO_PROGRAMME
    kept = { value, atMs: nowMs }
    return value
  }
}
