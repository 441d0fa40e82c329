import { type Fen, negateFen } from '../kernel/fen'
import { DAY_MS, type EpochMs } from '../kernel/instant'
import { type Contract, type ContractUse, isRunning } from './contract'
import { type ContractDecision, withoutReleases, withReleases } from './decision'
import { addTally, promiseOf, tallyOfUse } from './progress'

/**
 * What time alone does: an offer lapses, a contract becomes binding, and at its end the promise was
 * kept or broken. An order that is still under way when the period ends is waited for.
 */
export function settle(contract: Contract, nowMs: EpochMs): ContractDecision {
  const { state } = contract
  if (state.status === 'offered' && nowMs >= state.signByMs) {
    const lapsed = { status: 'cancelled', reason: 'not-signed', cancelledAtMs: nowMs } as const
    return withoutReleases({ ...contract, state: lapsed })
  }
  if (!isRunning(state) || nowMs < state.coolingOffUntilMs) return withoutReleases(contract)
  const binding = withReleases({ ...contract, state: { ...state, status: 'active' } })
  const isUnderWay = contract.uses.some(({ counted }) => counted === null)
  if (nowMs < state.toMs || isUnderWay) return binding
  const { done, promised } = promiseOf(contract)
  const status = done >= promised ? 'fulfilled' : 'broken'
  const ended = { ...state, status, endedAtMs: state.toMs } as const
  return { ...binding, contract: { ...binding.contract, state: ended } }
}

/** 信用: what kept and broken promises add to a member's growth, and when. */
export interface Credit {
  readonly atMs: EpochMs
  /** Negative for a broken promise. */
  readonly growthFen: Fen
}

export const creditsOf = (contracts: readonly Contract[]): readonly Credit[] =>
  contracts.flatMap(({ state, terms: { outcome } }) => {
    if (state.status === 'fulfilled') {
      return [{ atMs: state.endedAtMs, growthFen: outcome.growthFen }]
    }
    if (state.status === 'broken') {
      return [{ atMs: state.endedAtMs, growthFen: negateFen(outcome.breachGrowthFen) }]
    }
    return []
  })

/**
 * Keeps the document small: what orders have counted that cannot be refunded any more becomes one
 * sum. No progress changes; which order it was is the order's own record.
 */
export function tidied(contract: Contract, settledAfterDays: number, nowMs: EpochMs): Contract {
  const isSettled = ({ counted }: ContractUse) =>
    counted !== null && counted.atMs + settledAfterDays * DAY_MS <= nowMs
  return {
    ...contract,
    settled: contract.uses.filter(isSettled).map(tallyOfUse).reduce(addTally, contract.settled),
    uses: contract.uses.filter((use) => !isSettled(use)),
  }
}
