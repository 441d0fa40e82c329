import type { Contract, ContractId } from '../contract/contract'
import type { ContractDecision, Release } from '../contract/decision'
import { settle } from '../contract/settle'
import { idLetters } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import type { OwedGift } from './loyalty'
import type { Member } from './member'

/**
 * A member as time alone has made him: contracts become binding and end, and what they bring is
 * owed to him. Nobody has to write that down when it happens; it is true whenever he is looked at.
 * The same member where nothing has happened.
 */
export function memberAt(member: Member, nowMs: EpochMs): Member {
  const settled = member.contracts.map((contract) => settle(contract, nowMs))
  // Time releases nothing without taking a contract on: what is left is released by orders.
  const isSame = settled.every(
    ({ contract }, index) => statusOf(contract) === statusOf(member.contracts[index]),
  )
  return isSame ? member : withDecisions(member, settled)
}

/** The member with all of his contracts as they were decided on, and owed what they release. */
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

/** Under which key the coupons of a milestone are owed. */
export const milestoneKey = (id: ContractId, milestone: number): string =>
  `contract-${idLetters(id)}-${milestone}`

const giftOf = ({ atMs, contractId, couponTemplateIds, milestone }: Release): OwedGift => ({
  key: milestoneKey(contractId, milestone),
  couponTemplateIds,
  givenAtMs: atMs,
})
