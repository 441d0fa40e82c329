import type { ContractTerms } from './contract'

/** Contradictions in terms, refused when they are saved. */
export type TermsFlaw =
  /** The promise is empty. */
  | { readonly code: 'contract-terms/no-promise' }
  | { readonly code: 'contract-terms/no-period' }
  /** The cooling-off period is longer than the contract. */
  | { readonly code: 'contract-terms/cooling-off-too-long' }
  /** Neither a price nor a coupon. */
  | { readonly code: 'contract-terms/no-benefit' }
  | { readonly code: 'contract-terms/milestone-twice' }
  | { readonly code: 'contract-terms/no-funder' }

export function termsFlaw(terms: ContractTerms): TermsFlaw | null {
  const { benefit, coolingOffDays, funding, milestones, period, promise } = terms
  const promised = promise.unit === 'fen' ? promise.amountFen : promise.volumeMl
  if (promised <= 0) return { code: 'contract-terms/no-promise' }
  // A calendar month has at least 28 days.
  const days = period.kind === 'days' ? period.days : period.months * 28
  if (days <= 0) return { code: 'contract-terms/no-period' }
  if (coolingOffDays >= days) return { code: 'contract-terms/cooling-off-too-long' }
  const isEmpty = benefit.kind === 'per-litre' ? benefit.limitMl === 0 : milestones.length === 0
  if (isEmpty) return { code: 'contract-terms/no-benefit' }
  if (new Set(milestones.map(({ at }) => at)).size < milestones.length) {
    return { code: 'contract-terms/milestone-twice' }
  }
  const hasNoFunder = funding.every(({ weight }) => weight === 0)
  return hasNoFunder ? { code: 'contract-terms/no-funder' } : null
}
