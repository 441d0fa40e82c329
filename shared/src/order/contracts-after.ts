import type { Contract } from '../contract/contract'
import { type ContractDecision, withoutReleases } from '../contract/decision'
import { tidied } from '../contract/settle'
import { count, release, reserve, uncount } from '../contract/use'
import { assert } from '../kernel/assert'
import { subtractFen } from '../kernel/fen'
import { DAY_MS, type EpochMs } from '../kernel/instant'
import { CORRECTABLE_DAYS } from '../kernel/recent'
import { type Millilitre, millilitre, volumeFor } from '../kernel/volume'
import type { Member } from '../member/member'
import { memberAt, withDecisions } from '../member/member-at'
import type { Confirmation, Order } from './order'

/**
 * The member's contracts after a change of one of his orders, with what they bring owed to him. An
 * order keeps its litres of a quota from its placing on, and counts once it is confirmed: for every
 * contract whose condition it meets, whatever price it had. The same state again changes nothing.
 *
 * The order comes first and time after it: fuel that was confirmed a moment after midnight still
 * counts for the contract that ended with the day on which it was ordered.
 */
export function contractsAfter(member: Member, order: Order, nowMs: EpochMs): Member {
  const decisions = member.contracts.map((contract) =>
    tidy(contractAfter(contract, order, nowMs), nowMs),
  )
  const isSame = decisions.every(({ contract }, index) => contract === member.contracts[index])
  return memberAt(isSame ? member : withDecisions(member, decisions), nowMs)
}

function contractAfter(contract: Contract, order: Order, nowMs: EpochMs): ContractDecision {
  const { state } = order
  switch (state.status) {
    case 'unpaid':
      return reserved(contract, order)
    case 'closing':
    case 'paid':
      return withoutReleases(contract)
    case 'confirmed':
      return counted(contract, order, state.confirmation, nowMs)
    case 'closed':
    case 'refunding':
    case 'refunded':
      return released(contract, order)
  }
}

function reserved(contract: Contract, { id: orderId, quote, ...order }: Order): ContractDecision {
  const { price } = quote.plan
  if (price.id !== contract.id) return withoutReleases(contract)
  const priceMl = lesser(order.fuel.volumeMl, price.limitMl ?? order.fuel.volumeMl)
  const kept = reserve(contract, { orderId, sale: quote.basis.sale, priceMl })
  assert(kept.ok, 'a quote takes litres that are left', orderId)
  return kept.value
}

function released(contract: Contract, { id }: Order): ContractDecision {
  const isHolding = contract.uses.some(({ counted, orderId }) => orderId === id && !counted)
  return isHolding ? release(contract, id) : withoutReleases(contract)
}

/** As it was first confirmed, and less by what corrections have taken back up to now. */
function counted(
  contract: Contract,
  order: Order,
  confirmation: Confirmation,
  nowMs: EpochMs,
): ContractDecision {
  const { id: orderId, quote } = order
  const known = contract.uses.some((use) => use.orderId === orderId && use.counted)
  if (!known && isSettled(confirmation, nowMs)) return withoutReleases(contract)
  const { gradeId, pumpPrice } = order.fuel
  const amountFen = confirmation.corrections[0]?.fromFen ?? confirmation.dispensedFen
  const volumeMl = volumeFor(amountFen, pumpPrice)
  const sale = { ...quote.basis.sale, gradeId, pumpPrice, amountFen }
  const hadPrice = quote.plan.price.id === contract.id && wasSoldAtPrice(confirmation)
  const first = count(contract, { orderId, sale, volumeMl, hadPrice, nowMs })
  if (!first.ok) {
    assert(first.refusal.code !== 'contract/counted-otherwise', 'an order counts as it is', orderId)
    return released(contract, order)
  }
  const back = uncount(first.value.contract, {
    orderId,
    refundedFen: subtractFen(amountFen, confirmation.dispensedFen),
    refundedMl: millilitre(volumeMl - confirmation.volumeMl),
  })
  assert(back.ok, 'a correction takes back what counted', orderId)
  return { ...back.value, releases: first.value.releases }
}

/** A correction may leave nothing at the price; what was corrected had it. */
const wasSoldAtPrice = ({ corrections, settlement }: Confirmation): boolean =>
  settlement.priceFen > 0 || corrections.length > 0

/** Part of a sum by now: which orders are in it, nobody knows any more. */
const isSettled = ({ confirmedAtMs }: Confirmation, nowMs: EpochMs): boolean =>
  confirmedAtMs + CORRECTABLE_DAYS * DAY_MS <= nowMs

function tidy(decision: ContractDecision, nowMs: EpochMs): ContractDecision {
  const contract = tidied(decision.contract, CORRECTABLE_DAYS, nowMs)
  const isSame = contract.uses.length === decision.contract.uses.length
  return isSame ? decision : { ...decision, contract }
}

const lesser = (a: Millilitre, b: Millilitre): Millilitre => (a < b ? a : b)
