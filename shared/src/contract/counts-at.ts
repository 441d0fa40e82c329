import type { StationId } from '../station/station'
import { type Contract, isRunning, type RunningState } from './contract'

export type RunningContract = Contract & { readonly state: RunningState }

/** Running contracts, the first to end first. */
export const runningContracts = (contracts: readonly Contract[]): readonly RunningContract[] =>
  contracts
    .filter((contract): contract is RunningContract => isRunning(contract.state))
    .sort((a, b) => a.state.toMs - b.state.toMs)

/** Whether fuel bought at a station counts for a contract, whatever its other conditions. */
export const countsAt = ({ terms }: Contract, station: StationId): boolean =>
  terms.condition.stationIds === null || terms.condition.stationIds.includes(station)
