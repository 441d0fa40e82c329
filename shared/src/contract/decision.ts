import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import type { Contract, ContractId } from './contract'
import { doneShare } from './progress'

/**
 * Result of a verb: the next contract, and the coupons to issue in the same transaction. It has no
 * postings: the order posts the price, and coupons are posted when used.
 */
export interface ContractDecision {
  readonly contract: Contract
  readonly releases: readonly Release[]
}

/** Named by contract and milestone, so that a repeated issue is recognised. */
export interface Release {
  readonly contractId: ContractId
  readonly milestone: number
  readonly couponTemplateIds: readonly Id<'coupon-template'>[]
  /** When the milestone came within reach. */
  readonly atMs: EpochMs
}

/** The verb is a repeat, or grants no coupon. */
export const withoutReleases = (contract: Contract): ContractDecision => ({
  contract,
  releases: [],
})

/**
 * Releases the milestones that are reached at an instant. A released milestone stays released: an
 * attendant had confirmed the fuel. It is not released again when a refund is followed by another
 * purchase.
 */
export function withReleases(contract: Contract, atMs: EpochMs): ContractDecision {
  if (contract.state.status !== 'active') return withoutReleases(contract)
  const share = doneShare(contract)
  const releases = contract.terms.milestones
    .map(({ at, couponTemplateIds }, milestone) => ({ at, couponTemplateIds, milestone }))
    .filter(({ at, milestone }) => at <= share && !contract.released.includes(milestone))
    .map(({ couponTemplateIds, milestone }) => ({
      contractId: contract.id,
      milestone,
      couponTemplateIds,
      atMs,
    }))
  const released = [...contract.released, ...releases.map(({ milestone }) => milestone)]
  return { contract: { ...contract, released }, releases }
}
