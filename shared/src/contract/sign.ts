import { startOfMonth } from '../kernel/business-month'
import type { Id } from '../kernel/id'
import { DAY_MS, type EpochMs, later } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import {
  type Consent,
  type Contract,
  type ContractId,
  type ContractPeriod,
  type ContractState,
  type ContractStatus,
  type ContractTerms,
  isRunning,
  NO_TALLY,
} from './contract'
import { type ContractDecision, withoutReleases, withReleases } from './decision'

export type OfferRefusal =
  /** A contract of this template is already offered or running. */
  | { readonly code: 'contract/open-already'; readonly contractId: ContractId }
  /** The maximum number of contracts is running; all are stored in one document. */
  | { readonly code: 'contract/too-many'; readonly max: number }
  /** A promise was broken recently. */
  | { readonly code: 'contract/paused'; readonly untilMs: EpochMs }

export const CONTRACTS_MAX = 5

export interface Offer {
  readonly contractId: ContractId
  readonly memberId: Id<'member'>
  readonly terms: ContractTerms
  readonly signByMs: EpochMs
  readonly nowMs: EpochMs
}

/** Offers terms to a member with these contracts. */
export function offer(
  contracts: readonly Contract[],
  { contractId, memberId, nowMs, signByMs, terms }: Offer,
): Result<ContractDecision, OfferRefusal> {
  const known = contracts.find(({ id }) => id === contractId)
  if (known) return ok(withoutReleases(known))
  const open = contracts.find(
    ({ state, terms: { templateId } }) => templateId === terms.templateId && isOpen(state),
  )
  if (open) return refuse({ code: 'contract/open-already', contractId: open.id })
  const running = contracts.filter(({ state }) => isOpen(state))
  if (running.length >= CONTRACTS_MAX) {
    return refuse({ code: 'contract/too-many', max: CONTRACTS_MAX })
  }
  const untilMs = pausedUntilMs(contracts)
  if (untilMs !== null && nowMs < untilMs) return refuse({ code: 'contract/paused', untilMs })
  return ok(
    withoutReleases({
      id: contractId,
      memberId,
      terms,
      state: { status: 'offered', signByMs },
      uses: [],
      settled: NO_TALLY,
      released: [],
    }),
  )
}

const isOpen = (state: ContractState): boolean => state.status === 'offered' || isRunning(state)

function pausedUntilMs(contracts: readonly Contract[]): EpochMs | null {
  const ends = contracts.flatMap(({ state, terms }) =>
    state.status === 'broken'
      ? [later(state.endedAtMs, terms.outcome.breachPauseDays * DAY_MS)]
      : [],
  )
  return ends.length === 0 ? null : ends.reduce((a, b) => (a > b ? a : b))
}

export type SignRefusal =
  /** The offer is for another member. */
  | { readonly code: 'contract/unknown' }
  | { readonly code: 'contract/not-offered'; readonly status: ContractStatus }
  | { readonly code: 'contract/offer-over'; readonly signByMs: EpochMs }
  /** The text differs from the offered one: the member has to read it again. */
  | { readonly code: 'contract/other-text' }
  | { readonly code: 'contract/no-consent' }

export interface Sign {
  readonly memberId: Id<'member'>
  /** Hash of the text on the screen. */
  readonly textHash: string
  /** Null if the member has not agreed. */
  readonly consent: Consent | null
  readonly nowMs: EpochMs
}

/** The price and the counting start at once; until the first purchase the member may withdraw. */
export function sign(
  contract: Contract,
  { consent, memberId, nowMs, textHash }: Sign,
): Result<ContractDecision, SignRefusal> {
  const { state, terms } = contract
  if (contract.memberId !== memberId) return refuse({ code: 'contract/unknown' })
  if (isRunning(state) && state.signing.textHash === textHash) return ok(withoutReleases(contract))
  const { status } = state
  if (status !== 'offered') return refuse({ code: 'contract/not-offered', status })
  const { signByMs } = state
  if (nowMs >= signByMs) return refuse({ code: 'contract/offer-over', signByMs })
  if (textHash !== terms.textHash) return refuse({ code: 'contract/other-text' })
  if (consent === null) return refuse({ code: 'contract/no-consent' })

  const { templateId, version } = terms
  return ok(
    withReleases(
      {
        ...contract,
        state: {
          status: terms.coolingOffDays > 0 ? 'cooling-off' : 'active',
          signing: { templateId, version, textHash, signedAtMs: nowMs, consent },
          fromMs: nowMs,
          toMs: endOfPeriod(terms.period, nowMs),
          coolingOffUntilMs: later(nowMs, terms.coolingOffDays * DAY_MS),
        },
      },
      nowMs,
    ),
  )
}

/** End of a contract that begins at an instant. */
export const endOfPeriod = (period: ContractPeriod, fromMs: EpochMs): EpochMs =>
  period.kind === 'months'
    ? startOfMonth(fromMs, period.months + 1)
    : later(fromMs, period.days * DAY_MS)

export type CancelRefusal =
  | { readonly code: 'contract/unknown' }
  /** The contract is binding: by time, or by a purchase under it. */
  | { readonly code: 'contract/binding' }
  | { readonly code: 'contract/ended'; readonly status: ContractStatus }

/** The member declines the offer, or withdraws during the cooling-off period (冷静期). */
export function cancel(
  contract: Contract,
  memberId: Id<'member'>,
  nowMs: EpochMs,
): Result<ContractDecision, CancelRefusal> {
  const { state } = contract
  if (contract.memberId !== memberId) return refuse({ code: 'contract/unknown' })
  const { status } = state
  if (status === 'cancelled') return ok(withoutReleases(contract))
  if (status === 'fulfilled' || status === 'broken') {
    return refuse({ code: 'contract/ended', status })
  }
  if (status === 'active') return refuse({ code: 'contract/binding' })
  const isBinding = state.status === 'cooling-off' && nowMs >= state.coolingOffUntilMs
  // A reserve of quota is a pending purchase: the driver has used the price.
  if (isBinding || contract.uses.length > 0) return refuse({ code: 'contract/binding' })
  const reason = status === 'offered' ? 'declined' : 'withdrawn'
  const cancelled = { status: 'cancelled', reason, cancelledAtMs: nowMs } as const
  return ok(withoutReleases({ ...contract, state: cancelled }))
}
