import { type Fen, negateFen } from '../kernel/fen'
import { DAY_MS, type EpochMs, later } from '../kernel/instant'
import { type Recency, recent } from '../rule/recent'
import { type Contract, type ContractUse, isRunning } from './contract'
import { type ContractDecision, withoutReleases, withReleases } from './decision'
import { addTally, promiseOf, tallyOfUse } from './progress'

/** Grace period after the end of a contract for orders that are not confirmed yet. */
export const WAITED_FOR_MS = 3 * DAY_MS

/**
 * Transitions caused by time alone: an offer lapses, a contract becomes binding, and at its end the
 * promise is fulfilled or broken. Orders still pending at the end get a grace period.
 */
export function settle(contract: Contract, nowMs: EpochMs): ContractDecision {
  const { state } = contract
  if (state.status === 'offered' && nowMs >= state.signByMs) {
    const lapsed = { status: 'cancelled', reason: 'not-signed', cancelledAtMs: nowMs } as const
    return withoutReleases({ ...contract, state: lapsed })
  }
  if (!isRunning(state) || nowMs < state.coolingOffUntilMs) return withoutReleases(contract)
  const taken: Contract = { ...contract, state: { ...state, status: 'active' } }
  const binding = withReleases(taken, state.coolingOffUntilMs)
  const isUnderWay = contract.uses.some(({ counted }) => counted === null)
  const isWaiting = isUnderWay && nowMs < later(state.toMs, WAITED_FOR_MS)
  if (nowMs < state.toMs || isWaiting) return binding
  const { done, promised } = promiseOf(contract)
  const status = done >= promised ? 'fulfilled' : 'broken'
  const ended = { ...state, status, endedAtMs: state.toMs } as const
  return { ...binding, contract: { ...binding.contract, state: ended } }
}

/** 信用: change of a member's growth by fulfilled and broken promises, with its instant. */
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
 * Bounds the size of the document: only recent orders are kept one by one, the others as one sum.
 * Progress does not change; each order keeps its own record of its count.
 */
export function tidied(contract: Contract, recency: Recency): Contract {
  const counted = contract.uses.filter((use) => use.counted !== null)
  const kept = recent(counted, (use) => use.counted?.atMs ?? recency.nowMs, recency)
  const isSettled = (use: ContractUse) => use.counted !== null && !kept.includes(use)
  return {
    ...contract,
    settled: contract.uses.filter(isSettled).map(tallyOfUse).reduce(addTally, contract.settled),
    uses: contract.uses.filter((use) => !isSettled(use)),
  }
}
