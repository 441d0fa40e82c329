import type { Contract } from '../../contract/contract'
import { type ContractDecision, withoutReleases } from '../../contract/decision'
import { doneShare } from '../../contract/progress'
import { tidied } from '../../contract/settle'
import { cancel, commit, recalled, refund, reserve } from '../../contract/use'
import { assert } from '../../kernel/assert'
import { subtractFen } from '../../kernel/fen'
import { DAY_MS, type EpochMs } from '../../kernel/instant'
import { CORRECTABLE_DAYS } from '../../rule/recent'
import { type Millilitre, millilitre, volumeFor } from '../../kernel/volume'
import { withoutGift } from '../../member/gift-back'
import type { Member } from '../../member/member'
import { memberAt, milestoneKey, withDecisions } from '../../member/member-at'
import type { CountedFor } from '../facts/earned'
import type { Confirmation, Order } from '../facts/order'
import {
  type BenefitCall,
  type BenefitCalls,
  confirmationOf,
  type OrderChange,
  withMember,
} from './benefit-call'

/** So many orders are kept one by one, for each contract: every order keeps its own. */
const USES_MAX = 10

/**
 * An order reserves its litres of a quota when it is placed, and counts once it is confirmed: for
 * every contract whose condition it meets, at whatever price. The released coupons are owed.
 *
 * The order is applied before time: fuel confirmed a moment after midnight still counts for the
 * contract that ended with the day on which it was ordered.
 */
export const contracts: BenefitCalls<'reserve' | 'commit' | 'cancel' | 'refund'> = {
  reserve: onEach(reserved),
  commit: onEach(committed),
  cancel: onEach(cancelled),
  refund: onEach(refunded, withoutLapsed),
}

type Decide = (contract: Contract, change: OrderChange) => ContractDecision

function onEach(
  decide: Decide,
  afterwards: (member: Member, nowMs: EpochMs) => Member = (member) => member,
): BenefitCall {
  return (effects, change) => {
    const { member } = effects
    const { nowMs } = change
    const decisions = member.contracts.map((contract) => tidy(decide(contract, change), nowMs))
    const isSame = decisions.every(({ contract }, index) => contract === member.contracts[index])
    const after = isSame ? member : withDecisions(member, decisions)
    return withMember(effects, memberAt(afterwards(after, nowMs), nowMs))
  }
}

/** For which contracts an order counts, as they are after it. */
export const countedFor = ({ contracts }: Member, { id, state }: Order): readonly CountedFor[] =>
  contracts.flatMap((contract) => {
    const known = contract.uses.find(({ counted, orderId }) => orderId === id && counted)
    const use = known ?? (state.status === 'confirmed' && keptFor(contract, state.confirmation))
    return use ? [{ contractId: contract.id, unit: contract.terms.promise.unit, use }] : []
  })

const keptFor = ({ id }: Contract, { dispensedFen, earned }: Confirmation) =>
  dispensedFen > 0 ? earned?.contracts.find(({ contractId }) => contractId === id)?.use : undefined

function reserved(contract: Contract, { order }: OrderChange): ContractDecision {
  const { id: orderId, quote } = order
  const { price } = quote.plan
  if (price.id !== contract.id) return withoutReleases(contract)
  const priceMl = lesser(order.fuel.volumeMl, price.limitMl ?? order.fuel.volumeMl)
  const kept = reserve(contract, { orderId, sale: quote.basis.sale, priceMl })
  assert(kept.ok, 'a quote takes litres that are left', orderId)
  return kept.value
}

function cancelled(contract: Contract, { order: { id } }: OrderChange): ContractDecision {
  const isHolding = contract.uses.some(({ counted, orderId }) => orderId === id && !counted)
  return isHolding ? cancel(contract, id) : withoutReleases(contract)
}

/** The order as it was first confirmed. */
function committed(contract: Contract, change: OrderChange): ContractDecision {
  const whole = wholeOf(contract, change)
  return whole ? counted(whole, change) : withoutReleases(contract)
}

/** The order less all that corrections have taken back up to now. */
function refunded(contract: Contract, change: OrderChange): ContractDecision {
  const { nowMs, order } = change
  const whole = wholeOf(contract, change)
  if (whole === null) return withoutReleases(contract)
  const first = counted(whole, change)
  if (!isCounted(first.contract, order)) return first
  const confirmation = confirmationOf(order)
  const { amountFen, volumeMl } = firstOf(order, confirmation)
  const back = refund(first.contract, {
    orderId: order.id,
    refundedFen: subtractFen(amountFen, confirmation.dispensedFen),
    refundedMl: millilitre(volumeMl - confirmation.volumeMl),
    nowMs,
  })
  assert(back.ok, 'a correction takes back what counted', order.id)
  return { ...back.value, releases: first.releases }
}

function counted(contract: Contract, change: OrderChange): ContractDecision {
  const { nowMs, order } = change
  const confirmation = confirmationOf(order)
  const { gradeId, pumpPrice } = order.fuel
  const { amountFen, volumeMl } = firstOf(order, confirmation)
  const sale = { ...order.quote.basis.sale, gradeId, pumpPrice, amountFen }
  const hadPrice = order.quote.plan.price.id === contract.id && wasSoldAtPrice(confirmation)
  const first = commit(contract, { orderId: order.id, sale, volumeMl, hadPrice, nowMs })
  if (first.ok) return first.value
  const { code } = first.refusal
  assert(code !== 'contract/counted-otherwise', 'an order counts as it is', order.id)
  return cancelled(contract, change)
}

const isCounted = ({ uses }: Contract, { id }: Order): boolean =>
  uses.some(({ counted, orderId }) => orderId === id && counted !== null)

/** Amounts of the first confirmation. */
function firstOf({ fuel }: Order, { corrections, dispensedFen }: Confirmation) {
  const amountFen = corrections[0]?.fromFen ?? dispensedFen
  return { amountFen, volumeMl: volumeFor(amountFen, fuel.pumpPrice) }
}

/**
 * The contract with what it has forgotten of an order; null where the order is in its sum and as it
 * was, or counts for nothing.
 */
function wholeOf(contract: Contract, { nowMs, order }: OrderChange): Contract | null {
  if (isCounted(contract, order)) return contract
  const { confirmedAtMs, dispensedFen, earned } = confirmationOf(order)
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
