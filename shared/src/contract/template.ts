import type { Id } from '../kernel/id'
import { DAY_MS, type EpochMs, later } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import type { Consent, Contract, ContractId, ContractTerms } from './contract'
import { type ContractDecision, withoutReleases } from './decision'
import { offer, type OfferRefusal, sign, type SignRefusal } from './sign'

export type ContractTemplateId = ContractTerms['templateId']

/** 合约模板: terms offered to members. Each save is the next version; contracts keep theirs. */
export interface ContractTemplate {
  readonly id: ContractTemplateId
  readonly terms: ContractTerms
  /** Text shown to the member, under the title of the terms. */
  readonly paragraphs: readonly string[]
  /** It can be signed before this instant; null for no limit while it is listed. */
  readonly signByMs: EpochMs | null
  readonly onShow: boolean
}

export type SignTemplateRefusal =
  | OfferRefusal
  | SignRefusal
  /** No such template, or it can no longer be signed. */
  | { readonly code: 'contract/not-open' }

export interface SignTemplate {
  readonly contractId: ContractId
  readonly memberId: Id<'member'>
  /** Version of the terms and the text on the screen. */
  readonly version: number
  readonly textHash: string
  /** Null if the member has not agreed. */
  readonly consent: Consent | null
  readonly nowMs: EpochMs
}

/**
 * Offers and signs in one step, since a member who reads a template on their phone needs no
 * separate offer. Signing the same contract again returns the same signature, even after the
 * template was removed.
 */
export function signTemplate(
  contracts: readonly Contract[],
  template: ContractTemplate | null,
  command: SignTemplate,
): Result<ContractDecision, SignTemplateRefusal> {
  const offered = offeredBy(contracts, template, command)
  if (!offered.ok) return offered
  const { contract } = offered.value
  // Terms may change while the text stays the same.
  if (contract.terms.version !== command.version) return refuse({ code: 'contract/other-text' })
  return sign(contract, command)
}

function offeredBy(
  contracts: readonly Contract[],
  template: ContractTemplate | null,
  { contractId, memberId, nowMs }: SignTemplate,
): Result<ContractDecision, SignTemplateRefusal> {
  const known = contracts.find(({ id }) => id === contractId)
  if (known) return ok(withoutReleases(known))
  if (!template?.onShow) return refuse({ code: 'contract/not-open' })
  const signByMs = template.signByMs ?? later(nowMs, DAY_MS)
  return offer(contracts, { contractId, memberId, terms: template.terms, signByMs, nowMs })
}

/** Number of cancelled contracts kept, so that signing and withdrawing cannot fill the document. */
const CANCELLED_KEPT = 5

/**
 * Days for which an ended contract is kept, for levels that look back; a pause is kept to its end.
 */
const ENDED_KEPT_DAYS = 1_100

/** All contracts except the oldest cancelled ones and those that ended long ago. */
export function remembered(contracts: readonly Contract[], nowMs: EpochMs): readonly Contract[] {
  const cancelled = contracts.filter(({ state }) => state.status === 'cancelled')
  const forgotten = [
    ...cancelled.slice(0, Math.max(0, cancelled.length - CANCELLED_KEPT)),
    ...contracts.filter((contract) => isLongOver(contract, nowMs)),
  ]
  return forgotten.length === 0
    ? contracts
    : contracts.filter((contract) => !forgotten.includes(contract))
}

function isLongOver({ state, terms }: Contract, nowMs: EpochMs): boolean {
  if (state.status !== 'fulfilled' && state.status !== 'broken') return false
  const pauseDays = state.status === 'broken' ? terms.outcome.breachPauseDays : 0
  return later(state.endedAtMs, Math.max(ENDED_KEPT_DAYS, pauseDays) * DAY_MS) <= nowMs
}
