import { isDeepStrictEqual } from 'node:util'
import { levelPolicyForm, pointsPolicyForm } from '@palm/shared/api/loyalty-rules'
import { grantedPriceForm } from '@palm/shared/api/rules'
import { rechargeOfferForm, storedValuePolicyForm } from '@palm/shared/api/stored-value-rules'
import type { Id } from '@palm/shared/kernel/id'
import { type EpochMs, epochMs, MINUTE_MS, SECOND_MS } from '@palm/shared/kernel/instant'
import { ok, type Result } from '@palm/shared/kernel/result'
import {
  type LoyaltyRules,
  type LoyaltyRuleVersions,
  loyaltyRulesAt,
} from '@palm/shared/member/loyalty'
import { NO_SERVICE_RULES, type ServiceRules } from '@palm/shared/order/facts/service'
import type { GrantedPrice } from '@palm/shared/order/price/prices'
import { USUAL_LIMITS } from '@palm/shared/order/price/quote'
import type { PlanLimits } from '@palm/shared/pricing/plans/plan'
import {
  type StoredValueRules,
  type StoredValueRuleVersions,
  storedValueRulesAt,
} from '@palm/shared/stored-value/policy'
import { z } from 'zod'
import type { Database } from '../database/session'
import { collectionOf } from '../documents/collection'
import { renamedFields } from '../documents/earlier/renamed-fields'
import { limitsForm } from '../documents/quotes'
import { idValue, instantValue } from '../documents/values'

/**
 * What the operator grants to members: prices, how far reductions may go, points, levels, stored
 * value. One document, with the versions announced for later.
 */
export interface SavedRules {
  readonly id: typeof RULES_ID
  readonly version: number
  readonly prices: readonly GrantedPrice[]
  readonly limits: PlanLimits
  readonly loyaltyRules: LoyaltyRuleVersions
  readonly storedValueRules: StoredValueRuleVersions
  readonly service: ServiceRules
}

/** The rules as of an instant: written with every save, never changed. */
interface SavedVersion extends Omit<SavedRules, 'id'> {
  readonly id: Id<'programme'>
  readonly savedAtMs: EpochMs
}

/** The rules as they hold at an instant. */
type At<Saved extends Rules> = Omit<Saved, 'loyaltyRules' | 'storedValueRules'> & {
  readonly loyaltyRules: LoyaltyRules
  readonly storedValueRules: StoredValueRules
}

export type OperatorRules = At<SavedRules>
export type OperatorRulesVersion = At<SavedVersion>

const rulesAsOf = <Saved extends Rules>(saved: Saved, atMs: EpochMs): At<Saved> => ({
  ...saved,
  loyaltyRules: loyaltyRulesAt(saved.loyaltyRules, atMs),
  storedValueRules: storedValueRulesAt(saved.storedValueRules, atMs),
})

export const RULES_ID = 'programme:current'

export const NO_RULES: SavedRules = {
  id: RULES_ID,
  version: 0,
  prices: [],
  limits: USUAL_LIMITS,
  loyaltyRules: { points: [], levels: [] },
  storedValueRules: { policy: [], offers: [] },
  service: NO_SERVICE_RULES,
}

/** Where nothing was announced yet, the only version was stored by itself. */
const versionsForm = <Rule>(form: z.ZodType<Rule>) =>
  z
    .union([z.array(form), form.nullable()])
    .transform((saved): readonly Rule[] =>
      Array.isArray(saved) ? saved : saved === null ? [] : [saved],
    )

const savedPointsPolicy = renamedFields({ mostShare: 'shareMax' }, pointsPolicyForm)
const savedOffer = renamedFields(
  { mostPerMonth: 'perMonthMax', mostInAll: 'totalMax' },
  rechargeOfferForm,
)

const rulesForm = {
  version: z.int().nonnegative(),
  prices: z.array(grantedPriceForm),
  limits: limitsForm,
  loyaltyRules: z
    .strictObject({
      points: versionsForm(savedPointsPolicy),
      levels: versionsForm(levelPolicyForm),
    })
    .optional()
    .transform((saved): LoyaltyRuleVersions => saved ?? NO_RULES.loyaltyRules),
  storedValueRules: z
    .strictObject({
      policy: versionsForm(storedValuePolicyForm),
      offers: z.array(savedOffer),
    })
    .optional()
    .transform((saved): StoredValueRuleVersions => saved ?? NO_RULES.storedValueRules),
  service: z
    .looseObject({
      terms: z.looseObject({
        endAfterMs: z.int().positive(),
        remindBeforeMs: z.int().nonnegative(),
      }),
      phone: z.string().nullable(),
      phoneHours: z.string(),
    })
    .optional()
    .transform((saved): ServiceRules => saved ?? NO_RULES.service),
}

export const savedRules = collectionOf<SavedRules>(
  'programmes',
  z.strictObject({ id: z.literal(RULES_ID), ...rulesForm }),
)

const savedRulesVersions = collectionOf<SavedVersion>(
  'programmeVersions',
  z.strictObject({ id: idValue('programme'), savedAtMs: instantValue, ...rulesForm }),
)

type Rules = Pick<SavedRules, 'prices' | 'limits' | 'loyaltyRules' | 'storedValueRules' | 'service'>

/** Changes some of the rules; answers with the version that the rules have become. */
export async function saveOperatorRules(
  database: Database,
  changes: Partial<Rules>,
  savedAtMs: EpochMs,
): Promise<number> {
  const saved = await changeOperatorRules<never>(database, () => ok(changes), savedAtMs)
  // Unreachable: the decision cannot refuse (`never`).
  return saved.ok ? saved.value : saved.refusal
}

/** As `saveOperatorRules`, with changes that depend on the rules saved before. */
export const changeOperatorRules = <Refusal extends { readonly code: string }>(
  database: Database,
  decide: (before: SavedRules) => Result<Partial<Rules>, Refusal>,
  savedAtMs: EpochMs,
): Promise<Result<number, Refusal>> =>
  database.transaction(async (transaction) => {
    const before = (await transaction.get(savedRules, RULES_ID)) ?? NO_RULES
    const decided = decide(before)
    if (!decided.ok) return decided
    const changes = decided.value
    // A save whose answer was lost is repeated: what is there already is no further version.
    const known: Partial<Rules> = Object.fromEntries(
      (Object.keys(changes) as (keyof Rules)[]).map((name) => [name, before[name]]),
    )
    if (before.version > 0 && isDeepStrictEqual(known, changes)) return ok(before.version)
    const version = before.version + 1
    const operatorRules = { ...before, ...changes, version }
    const kept: SavedVersion = { ...operatorRules, id: `programme:${version}`, savedAtMs }
    await transaction.put(savedRules, operatorRules)
    await transaction.insert(savedRulesVersions, kept)
    return ok(version)
  })

/** A warm instance reloads after this time; an order stores its own basis anyway. */
const KEPT_MS = MINUTE_MS

/** Time after a save in which some instance may still use the version before. */
const BEHIND_MS = 2 * KEPT_MS
/** More than an operator saves in that time. */
const VERSIONS_MAX = 20

/** A rules is read before an order is priced with it: at most so long, for no call takes longer. */
const READ_BEFORE_MS = 20 * SECOND_MS

/** Those that a warm instance may have gone by at an instant, the newest first; none where none is kept. */
export async function operatorRulesAt(
  database: Database,
  atMs: EpochMs,
): Promise<readonly OperatorRulesVersion[]> {
  const versions = await versionsAt(database, atMs)
  return versions.flatMap((version) => {
    const now = rulesAsOf(version, atMs)
    const before = rulesAsOf(version, epochMs(Math.max(0, atMs - READ_BEFORE_MS)))
    return isDeepStrictEqual(now, before) ? [now] : [now, before]
  })
}

async function versionsAt(database: Database, atMs: EpochMs): Promise<readonly SavedVersion[]> {
  const found = await database.find(savedRulesVersions, {
    where: { savedAtMs: { atMost: atMs } },
    orderBy: { field: 'savedAtMs', direction: 'desc' },
    limit: VERSIONS_MAX,
  })
  const versions = [...found].sort((a, b) => b.version - a.version)
  const settled = versions.findIndex(({ savedAtMs }) => savedAtMs + BEHIND_MS <= atMs)
  if (settled >= 0) return versions.slice(0, settled + 1)
  // The version before these was saved without a copy, and is unknown.
  return versions.at(-1)?.version === 1 ? [...versions, BEFORE_ANY] : []
}

const BEFORE_ANY: SavedVersion = {
  ...NO_RULES,
  id: 'programme:0',
  savedAtMs: epochMs(0),
}

export function openOperatorRules(database: Database, clock: () => EpochMs) {
  let kept: { value: SavedRules; atMs: EpochMs } | null = null
  return async (): Promise<OperatorRules> => {
    const nowMs = clock()
    if (!kept || nowMs - kept.atMs >= KEPT_MS) {
      const value = (await database.get(savedRules, RULES_ID)) ?? NO_RULES
      kept = { value, atMs: nowMs }
    }
    // An announced version begins at its instant, however long the document is kept.
    return rulesAsOf(kept.value, nowMs)
  }
}
