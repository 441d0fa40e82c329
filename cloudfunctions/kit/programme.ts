import { isDeepStrictEqual } from 'node:util'
import { levelPolicyForm, pointsPolicyForm } from '@palm/shared/api/loyalty-rules'
import { grantedPriceForm } from '@palm/shared/api/rules'
import { rechargeOfferForm, storedValuePolicyForm } from '@palm/shared/api/stored-value-rules'
import type { Id } from '@palm/shared/kernel/id'
import { type EpochMs, epochMs, MINUTE_MS } from '@palm/shared/kernel/instant'
import { type LoyaltyRules, NO_LOYALTY_RULES } from '@palm/shared/member/loyalty'
import type { GrantedPrice } from '@palm/shared/order/prices'
import { USUAL_LIMITS } from '@palm/shared/order/quote'
import type { PlanLimits } from '@palm/shared/pricing/plan'
import { NO_STORED_VALUE_RULES, type StoredValueRules } from '@palm/shared/stored-value/policy'
import { z } from 'zod'
import type { Database } from './database/session'
import { collectionOf } from './documents/collection'
import { limitsForm } from './documents/quotes'
import { idValue, instantValue } from './documents/values'

/**
 * Prices, reduction limits, points, levels and stored value that the operator grants to members.
 * One document.
 */
export interface Programme {
  readonly id: typeof PROGRAMME_ID
  readonly version: number
  readonly prices: readonly GrantedPrice[]
  readonly limits: PlanLimits
  readonly loyaltyRules: LoyaltyRules
  readonly storedValueRules: StoredValueRules
}

/** The programme from an instant on: written with every save, never changed. */
export interface ProgrammeVersion extends Omit<Programme, 'id'> {
  readonly id: Id<'programme'>
  readonly savedAtMs: EpochMs
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

const rulesForm = {
  version: z.int().nonnegative(),
  prices: z.array(grantedPriceForm),
  limits: limitsForm,
  loyaltyRules: z
    .strictObject({ points: pointsPolicyForm.nullable(), levels: levelPolicyForm.nullable() })
    .optional()
    .transform((saved): LoyaltyRules => saved ?? NO_LOYALTY_RULES),
  storedValueRules: z
    .strictObject({
      policy: storedValuePolicyForm.nullable(),
      offers: z.array(rechargeOfferForm),
    })
    .optional()
    .transform((saved): StoredValueRules => saved ?? NO_STORED_VALUE_RULES),
}

export const programmes = collectionOf<Programme>(
  'programmes',
  z.strictObject({ id: z.literal(PROGRAMME_ID), ...rulesForm }),
)

const programmeVersions = collectionOf<ProgrammeVersion>(
  'programmeVersions',
  z.strictObject({ id: idValue('programme'), savedAtMs: instantValue, ...rulesForm }),
)

type Rules = Pick<Programme, 'prices' | 'limits' | 'loyaltyRules' | 'storedValueRules'>

/** Changes some of the rules; returns the new version of the programme. */
export const saveProgramme = (
  database: Database,
  changes: Partial<Rules>,
  savedAtMs: EpochMs,
): Promise<number> =>
  database.transaction(async (transaction) => {
    const before = (await transaction.get(programmes, PROGRAMME_ID)) ?? NO_PROGRAMME
    // A repeated save after a lost answer makes no further version.
    const known: Partial<Rules> = Object.fromEntries(
      (Object.keys(changes) as (keyof Rules)[]).map((name) => [name, before[name]]),
    )
    if (before.version > 0 && isDeepStrictEqual(known, changes)) return before.version
    const version = before.version + 1
    const programme = { ...before, ...changes, version }
    const kept: ProgrammeVersion = { ...programme, id: `programme:${version}`, savedAtMs }
    await transaction.put(programmes, programme)
    await transaction.insert(programmeVersions, kept)
    return version
  })

/** A warm instance reloads after this time; an order stores its own basis anyway. */
const KEPT_MS = MINUTE_MS

/** Time after a save in which some instance may still use the version before. */
const BEHIND_MS = 2 * KEPT_MS
/** More than an operator saves in that time. */
const VERSIONS_MOST = 20

/**
 * Versions that a warm instance may have used at an instant, newest first; empty if none is kept.
 */
export async function programmesAt(
  database: Database,
  atMs: EpochMs,
): Promise<readonly ProgrammeVersion[]> {
  const found = await database.find(programmeVersions, {
    where: { savedAtMs: { atMost: atMs } },
    orderBy: { field: 'savedAtMs', direction: 'desc' },
    limit: VERSIONS_MOST,
  })
  const versions = [...found].sort((a, b) => b.version - a.version)
  const settled = versions.findIndex(({ savedAtMs }) => savedAtMs + BEHIND_MS <= atMs)
  if (settled >= 0) return versions.slice(0, settled + 1)
  // The version before these was saved without a copy, and is unknown.
  return versions.at(-1)?.version === 1 ? [...versions, BEFORE_ANY] : []
}

const BEFORE_ANY: ProgrammeVersion = {
  ...NO_PROGRAMME,
  id: 'programme:0',
  savedAtMs: epochMs(0),
}

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
