import type { EpochMs } from '../../kernel/instant'
import type { LoyaltyRules } from '../../member/loyalty'
import type { Member } from '../../member/member'
import { withoutPending } from '../../member/pending'
import type { Confirmation, Order } from '../facts/order'
import type { Earned } from '../facts/earned'
import type { Effects } from './benefit-call'
import { BENEFIT_CALLS } from './benefit-calls'
import { countedFor } from './contracts'
import { pointsBy } from './earned-points'
import { growthBy } from './growth'
import { transitionTo } from './transition'

export interface MemberAfter extends Effects {
  /** The order, with what it has brought its member. */
  readonly order: Order
}

/** The member's document after a change of an order, new ones included (`before` = `order`). */
export function memberAfter(
  member: Member,
  before: Order,
  order: Order,
  rules: LoyaltyRules,
  nowMs: EpochMs,
): MemberAfter {
  const change = { before, order, rules, nowMs }
  const transition = transitionTo(order)
  // A change of a stored order is a proof that it is stored.
  const known = transition === 'placed' ? member : withoutPending(member, order.id)
  const effects = BENEFIT_CALLS[transition].reduce<Effects>((soFar, call) => call(soFar, change), {
    member: known,
    postings: [],
    row: null,
  })
  return { ...effects, order: withEarned(order, effects.member) }
}

function withEarned(order: Order, member: Member): Order {
  const { state } = order
  if (state.status !== 'confirmed') return order
  const { confirmation } = state
  const earned = earnedBy(member, order, confirmation)
  return { ...order, state: { ...state, confirmation: { ...confirmation, earned } } }
}

const earnedBy = (member: Member, order: Order, confirmation: Confirmation): Earned => ({
  points: pointsBy(member.loyalty.points, order, confirmation),
  growth: growthBy(member.loyalty.growth, order, confirmation),
  contracts: countedFor(member, order),
})
