import type {
  ContractOfferView,
  ContractTermsView,
  ContractView,
  MilestoneView,
} from '@palm/shared/api/contract'
import { type Contract, type ContractTerms, isRunning } from '@palm/shared/contract/contract'
import { forecastOf, paceOf, promiseOf, quotaLeftMl, tallyOf } from '@palm/shared/contract/progress'
import { cancel, type OfferRefusal } from '@palm/shared/contract/sign'
import type { ContractTemplate } from '@palm/shared/contract/template'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { TermsNames } from './store'

export const presentOffer = (
  { paragraphs, signByMs, terms }: ContractTemplate,
  refusal: OfferRefusal | null,
  names: TermsNames,
): ContractOfferView => ({
  ...termsOf(terms, names),
  milestones: milestonesOf(terms, names),
  paragraphs,
  signByMs,
  refusal,
})

export const presentContract = (
  contract: Contract,
  names: TermsNames,
  nowMs: EpochMs,
): ContractView => ({
  ...termsOf(contract.terms, names),
  contractId: contract.id,
  state: contract.state,
  tally: tallyOf(contract),
  done: promiseOf(contract).done,
  pace: paceOf(contract, nowMs),
  forecastMs: forecastOf(contract, nowMs),
  milestones: milestonesOf(contract.terms, names).map((milestone, index) => ({
    ...milestone,
    isReached: contract.released.includes(index),
  })),
  quotaLeftMl: quotaLeftMl(contract),
  mayStepBack: isRunning(contract.state) && cancel(contract, contract.memberId, nowMs).ok,
})

/** Drivers do not see the funders of a contract. */
function termsOf({ funding: _, milestones: __, ...terms }: ContractTerms, names: TermsNames) {
  const { stationIds } = terms.condition
  const stationNames = stationIds && stationIds.flatMap((id) => names.stations.get(id) ?? [])
  return { ...terms, stationNames } satisfies ContractTermsView
}

const milestonesOf = ({ milestones }: ContractTerms, names: TermsNames): MilestoneView[] =>
  milestones.map(({ at, couponTemplateIds }) => ({
    at,
    couponTitles: couponTemplateIds.flatMap((id) => names.coupons.get(id) ?? []),
  }))
