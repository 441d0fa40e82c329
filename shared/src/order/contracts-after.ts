import type { Contract } from '../contract/contract'
import { type ContractDecision, withoutReleases } from '../contract/decision'
import { doneShare } from '../contract/progress'
import { tidied } from '../contract/settle'
import { count, recalled, release, reserve, uncount } from '../contract/use'
import { assert } from '../kernel/assert'
import { subtractFen } from '../kernel/fen'
import { DAY_MS, type EpochMs } from '../kernel/instant'
import { CORRECTABLE_DAYS } from '../kernel/recent'
import { type Millilitre, millilitre, volumeFor } from '../kernel/volume'
import { withoutGift } from '../member/gift-back'
import type { Member } from '../member/member'
import { memberAt, milestoneKey, withDecisions } from '../member/member-at'
import type { CountedFor } from './earned'
import type { Confirmation, Order } from './order'

/** So many orders are kept one by one, for each contract: every order keeps its own. */
const USES_MAX = 10

/**
 * The member's contracts after a change of an order, with the released coupons owed. An order
 * reserves its litres of a quota when it is placed, and counts once it is confirmed: for every
 * contract whose condition it meets, at whatever price. Repeating the same state has no effect.
 *
 * The order is applied before time: fuel confirmed a moment after midnight still counts for the
 * contract that ended with the day on which it was ordered.
 */
export function contractsAfter(member: Member, order: Order, nowMs: EpochMs): Member {
  const decisions = member.contracts.map((contract) =>
    tidy(contractAfter(contract, order, nowMs), nowMs),
  )
  const isSame = decisions.every(({ contract }, index) => contract === member.contracts[index])
  const after = isSame ? member : withDecisions(member, decisions)
  return memberAt(isCorrected(order) ? withoutLapsed(after, nowMs) : after, nowMs)
}

/** For which contracts an order counts, as they are after it. */
export const countedFor = ({ contracts }: Member, { id, state }: Order): readonly CountedFor[] =>
  contracts.flatMap((contract) => {
    const known = contract.uses.find(({ counted, orderId }) => orderId === id && counted)
    const use = known ?? (state.status === 'confirmed' && keptFor(contract, state.confirmation))
    return use ? [{ contractId: contract.id, use }] : []
  })

const keptFor = ({ id }: Contract, { dispensedFen, earned }: Confirmation) =>
  dispensedFen > 0 ? earned?.contracts.find(({ contractId }) => contractId === id)?.use : undefined

const isCorrected = ({ state }: Order): boolean =>
  state.status === 'confirmed' && state.confirmation.corrections.length > 0

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
  const whole = known ? contract : withRecalled(contract, confirmation, nowMs)
  if (whole === null) return withoutReleases(contract)
  const { gradeId, pumpPrice } = order.fuel
  const amountFen = confirmation.corrections[0]?.fromFen ?? confirmation.dispensedFen
  const volumeMl = volumeFor(amountFen, pumpPrice)
  const sale = { ...quote.basis.sale, gradeId, pumpPrice, amountFen }
  const hadPrice = quote.plan.price.id === contract.id && wasSoldAtPrice(confirmation)
  const first = count(whole, { orderId, sale, volumeMl, hadPrice, nowMs })
  if (!first.ok) {
    assert(first.refusal.code !== 'contract/counted-otherwise', 'an order counts as it is', orderId)
    return released(contract, order)
  }
  const back = uncount(first.value.contract, {
    orderId,
    refundedFen: subtractFen(amountFen, confirmation.dispensedFen),
    refundedMl: millilitre(volumeMl - confirmation.volumeMl),
    nowMs,
  })
  assert(back.ok, 'a correction takes back what counted', orderId)
  return { ...back.value, releases: first.value.releases }
}

/**
 * The contract with what it has forgotten of an order; null where the order is in its sum and as it
 * was, or counts for nothing.
 */
function withRecalled(
  contract: Contract,
  { confirmedAtMs, dispensedFen, earned }: Confirmation,
  nowMs: EpochMs,
): Contract | null {
  if (earned === null) {
    const isSettled = confirmedAtMs + CORRECTABLE_DAYS * DAY_MS <= nowMs
    return isSettled || dispensedFen === 0 ? null : contract
  }
  const use = earned.contracts.find(({ contractId }) => contractId === contract.id)?.use
  if (!use?.counted) return null
  const { amountFen, refundedFen } = use.counted
  return amountFen - refundedFen === dispensedFen ? null : recalled(contract, use)
}

/** Milestones that are out of reach after a correction, and what came with them is still there. */
function withoutLapsed(member: Member, nowMs: EpochMs): Member {
  return member.contracts.reduce((all, { id }) => {
    const contract = all.contracts.find((one) => one.id === id)
    return contract ? withoutLapsedOf(all, contract, nowMs) : all
  }, member)
}

function withoutLapsedOf(member: Member, contract: Contract, nowMs: EpochMs): Member {
  const { milestones } = contract.terms
  const share = doneShare(contract)
  const isBinding = contract.state.status !== 'cooling-off'
  return contract.released.reduce((all, milestone) => {
    const reached = milestones[milestone]
    if (!reached || (isBinding && reached.at <= share)) return all
    const key = milestoneKey(contract.id, milestone)
    const couponCount = reached.couponTemplateIds.length
    const back = withoutGift(all, { key, couponCount }, nowMs)
    return back.isWhole ? withoutReleased(back.member, contract, milestone) : back.member
  }, member)
}

/** It can be reached once more. */
const withoutReleased = (member: Member, { id }: Contract, milestone: number): Member => ({
  ...member,
  contracts: member.contracts.map((contract) =>
    contract.id === id
      ? { ...contract, released: contract.released.filter((one) => one !== milestone) }
      : contract,
  ),
})

/** A correction may leave nothing at the price; the original confirmation had it. */
const wasSoldAtPrice = ({ corrections, totals }: Confirmation): boolean =>
  totals.priceFen > 0 || corrections.length > 0

function tidy(decision: ContractDecision, nowMs: EpochMs): ContractDecision {
  const contract = tidied(decision.contract, { days: CORRECTABLE_DAYS, max: USES_MAX, nowMs })
  const isSame = contract.uses.length === decision.contract.uses.length
  return isSame ? decision : { ...decision, contract }
}

const lesser = (a: Millilitre, b: Millilitre): Millilitre => (a < b ? a : b)
