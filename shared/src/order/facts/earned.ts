import type { ContractId, ContractUse } from '../../contract/contract'
import type { GrowthOrder } from '../../level/growth'
import type { Earning } from '../../points/account'

/**
 * 所得: what a confirmed order brought its member, up to its last correction. Their document forgets
 * single orders after so many of them; a correction takes back from here what it has forgotten.
 */
export interface Earned {
  /** Null where no points were given. */
  readonly points: Earning | null
  /** Null where there were no levels. */
  readonly growth: GrowthOrder | null
  /** For each contract that the order counts for. */
  readonly contracts: readonly CountedFor[]
}

export interface CountedFor {
  readonly contractId: ContractId
  /** Unit of the contract's promise; missing in orders of earlier versions. */
  readonly unit?: 'fen' | 'ml' | undefined
  readonly use: ContractUse
}
