import type { Contract, ContractId } from '../contract/contract'
import type { ContractDecision, Release } from '../contract/decision'
import { settle } from '../contract/settle'
import { idLetters } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import type { OwedGift } from './loyalty'
import type { Member } from './member'

/**
 * The member after the effects of time: contracts become binding and end, and their coupons are
 * owed. Computed on every read, never written by a job. The identical object if nothing has
 * changed.
 */
export function memberAt(member: Member, nowMs: EpochMs): Member {
  const settled = member.contracts.map((contract) => settle(contract, nowMs))
  // Time alone releases coupons only together with a new state; all other releases come with
  // orders.
  const isSame = settled.every(
    ({ contract }, index) => statusOf(contract) === statusOf(member.contracts[index]),
  )
  return isSame ? member : withDecisions(member, settled)
}

/** The member with all contracts as decided, and with the released coupons owed. */
export function withDecisions(member: Member, decisions: readonly ContractDecision[]): Member {
  const owed = decisions.flatMap(({ releases }) => releases.map(giftOf))
  const { loyalty } = member
  return {
    ...member,
    contracts: decisions.map(({ contract }) => contract),
    loyalty: owed.length === 0 ? loyalty : { ...loyalty, owed: [...loyalty.owed, ...owed] },
  }
}

const statusOf = (contract: Contract | undefined) => contract?.state.status

/** Key under which the coupons of a milestone are owed. */
export const milestoneKey = (id: ContractId, milestone: number): string =>
  `contract-${idLetters(id)}-${milestone}`

const giftOf = ({ atMs, contractId, couponTemplateIds, milestone }: Release): OwedGift => ({
  key: milestoneKey(contractId, milestone),
  couponTemplateIds,
  givenAtMs: atMs,
})
