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
import type { GrantedPrice } from '@palm/shared/order/price/prices'
import { USUAL_LIMITS } from '@palm/shared/order/price/quote'
import type { PlanLimits } from '@palm/shared/pricing/plans/plan'
import {
  type StoredValueRules,
  type StoredValueRuleVersions,
  storedValueRulesAt,
} from '@palm/shared/stored-value/policy'
import { z } from 'zod'
import type { Database } from './database/session'
import { collectionOf } from './documents/collection'
import { limitsForm } from './documents/quotes'
import { idValue, instantValue } from './documents/values'

/**
 * What the operator grants to members: prices, how far reductions may go, points, levels, stored
 * value. One document, with the versions announced for later.
 */
export interface SavedProgramme {
  readonly id: typeof PROGRAMME_ID
  readonly version: number
  readonly prices: readonly GrantedPrice[]
  readonly limits: PlanLimits
  readonly loyaltyRules: LoyaltyRuleVersions
  readonly storedValueRules: StoredValueRuleVersions
}

/** The programme as of an instant: written with every save, never changed. */
interface SavedVersion extends Omit<SavedProgramme, 'id'> {
  readonly id: Id<'programme'>
  readonly savedAtMs: EpochMs
}

/** A programme as it holds at an instant. */
type At<Saved extends Rules> = Omit<Saved, 'loyaltyRules' | 'storedValueRules'> & {
  readonly loyaltyRules: LoyaltyRules
  readonly storedValueRules: StoredValueRules
}

export type Programme = At<SavedProgramme>
export type ProgrammeVersion = At<SavedVersion>

const programmeAt = <Saved extends Rules>(saved: Saved, atMs: EpochMs): At<Saved> => ({
  ...saved,
  loyaltyRules: loyaltyRulesAt(saved.loyaltyRules, atMs),
  storedValueRules: storedValueRulesAt(saved.storedValueRules, atMs),
})

export const PROGRAMME_ID = 'programme:current'

export const NO_PROGRAMME: SavedProgramme = {
  id: PROGRAMME_ID,
  version: 0,
  prices: [],
  limits: USUAL_LIMITS,
  loyaltyRules: { points: [], levels: [] },
  storedValueRules: { policy: [], offers: [] },
}

/** Where nothing was announced yet, the only version was stored by itself. */
const versionsForm = <Rule>(form: z.ZodType<Rule>) =>
  z
    .union([z.array(form), form.nullable()])
    .transform((saved): readonly Rule[] =>
      Array.isArray(saved) ? saved : saved === null ? [] : [saved],
    )

const rulesForm = {
  version: z.int().nonnegative(),
  prices: z.array(grantedPriceForm),
  limits: limitsForm,
  loyaltyRules: z
    .strictObject({ points: versionsForm(pointsPolicyForm), levels: versionsForm(levelPolicyForm) })
    .optional()
    .transform((saved): LoyaltyRuleVersions => saved ?? NO_PROGRAMME.loyaltyRules),
  storedValueRules: z
    .strictObject({
      policy: versionsForm(storedValuePolicyForm),
      offers: z.array(rechargeOfferForm),
    })
    .optional()
    .transform((saved): StoredValueRuleVersions => saved ?? NO_PROGRAMME.storedValueRules),
}

export const programmes = collectionOf<SavedProgramme>(
  'programmes',
  z.strictObject({ id: z.literal(PROGRAMME_ID), ...rulesForm }),
)

const programmeVersions = collectionOf<SavedVersion>(
  'programmeVersions',
  z.strictObject({ id: idValue('programme'), savedAtMs: instantValue, ...rulesForm }),
)

type Rules = Pick<SavedProgramme, 'prices' | 'limits' | 'loyaltyRules' | 'storedValueRules'>

/** Changes some of the rules; answers with the version that the programme has become. */
export async function saveProgramme(
  database: Database,
  changes: Partial<Rules>,
  savedAtMs: EpochMs,
): Promise<number> {
  const saved = await changeProgramme<never>(database, () => ok(changes), savedAtMs)
  // Unreachable: the decision cannot refuse (`never`).
  return saved.ok ? saved.value : saved.refusal
}

/** As `saveProgramme`, with changes that depend on the programme saved before. */
export const changeProgramme = <Refusal extends { readonly code: string }>(
  database: Database,
  decide: (before: SavedProgramme) => Result<Partial<Rules>, Refusal>,
  savedAtMs: EpochMs,
): Promise<Result<number, Refusal>> =>
  database.transaction(async (transaction) => {
    const before = (await transaction.get(programmes, PROGRAMME_ID)) ?? NO_PROGRAMME
    const decided = decide(before)
    if (!decided.ok) return decided
    const changes = decided.value
    // A save whose answer was lost is repeated: what is there already is no further version.
    const known: Partial<Rules> = Object.fromEntries(
      (Object.keys(changes) as (keyof Rules)[]).map((name) => [name, before[name]]),
    )
    if (before.version > 0 && isDeepStrictEqual(known, changes)) return ok(before.version)
    const version = before.version + 1
    const programme = { ...before, ...changes, version }
    const kept: SavedVersion = { ...programme, id: `programme:${version}`, savedAtMs }
    await transaction.put(programmes, programme)
    await transaction.insert(programmeVersions, kept)
    return ok(version)
  })

/** A warm instance reloads after this time; an order stores its own basis anyway. */
const KEPT_MS = MINUTE_MS

/** Time after a save in which some instance may still use the version before. */
const BEHIND_MS = 2 * KEPT_MS
/** More than an operator saves in that time. */
const VERSIONS_MOST = 20

/** A programme is read before an order is priced with it: at most so long, for no call takes longer. */
const READ_BEFORE_MS = 20 * SECOND_MS

/** Those that a warm instance may have gone by at an instant, the newest first; none where none is kept. */
export async function programmesAt(
  database: Database,
  atMs: EpochMs,
): Promise<readonly ProgrammeVersion[]> {
  const versions = await versionsAt(database, atMs)
  return versions.flatMap((version) => {
    const now = programmeAt(version, atMs)
    const before = programmeAt(version, epochMs(Math.max(0, atMs - READ_BEFORE_MS)))
    return isDeepStrictEqual(now, before) ? [now] : [now, before]
  })
}

async function versionsAt(database: Database, atMs: EpochMs): Promise<readonly SavedVersion[]> {
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

const BEFORE_ANY: SavedVersion = {
  ...NO_PROGRAMME,
  id: 'programme:0',
  savedAtMs: epochMs(0),
}

export function openProgramme(database: Database, clock: () => EpochMs) {
  let kept: { value: SavedProgramme; atMs: EpochMs } | null = null
  return async (): Promise<Programme> => {
    const nowMs = clock()
    if (!kept || nowMs - kept.atMs >= KEPT_MS) {
      const value = (await database.get(programmes, PROGRAMME_ID)) ?? NO_PROGRAMME
      kept = { value, atMs: nowMs }
    }
    // An announced version begins at its instant, however long the document is kept.
    return programmeAt(kept.value, nowMs)
  }
}
