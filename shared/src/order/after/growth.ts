import { creditsOf } from '../../contract/settle'
import { subtractFen } from '../../kernel/fen'
import type { EpochMs } from '../../kernel/instant'
import { CORRECTABLE_DAYS } from '../../rule/recent'
import type { LevelDecision } from '../../level/evaluate'
import { grow, shrink } from '../../level/grow'
import { type Growth, type GrowthOrder, recalled, tidied } from '../../level/growth'
import { owing } from '../../member/loyalty'
import type { Confirmation, Order } from '../facts/order'
import { type BenefitCalls, confirmationOf, type Effects, withMember } from './benefit-call'
import { accepted, hasBroughtAll, ORDERS_MAX, paidFor } from './earning-order'

/** Growth towards a level, with the gifts of levels that it reaches. */
export const growth: BenefitCalls<'commit' | 'refund'> = {
  commit(effects, { nowMs, order, rules: { levels: policy } }) {
    const { contracts, loyalty } = effects.member
    if (policy === null || hasBroughtAll(order) || grownBy(loyalty.growth, order)) return effects
    const recency = { days: CORRECTABLE_DAYS, max: ORDERS_MAX, nowMs }
    const tidy = tidied(loyalty.growth, policy, recency)
    const credits = creditsOf(contracts)
    const command = { orderId: order.id, amountFen: paidFor(order), policy, credits, nowMs }
    return withGrowth(effects, accepted(grow(tidy, command)), nowMs)
  },

  /** However many orders have come since: the order keeps what it brought. */
  refund(effects, { nowMs, order, rules: { levels: policy } }) {
    const { contracts, loyalty } = effects.member
    const known = grownBy(loyalty.growth, order)
    const grown = known ?? confirmationOf(order).earned?.growth
    if (policy === null || !grown) return effects
    const refundedFen = subtractFen(grown.amountFen, paidFor(order))
    if (refundedFen === grown.refundedFen) return effects
    const whole = known ? loyalty.growth : recalled(loyalty.growth, grown)
    const command = { orderId: order.id, refundedFen, policy, credits: creditsOf(contracts), nowMs }
    return withGrowth(effects, accepted(shrink(whole, command)), nowMs)
  },
}

/** Growth that a confirmed order has brought; null if none. */
export const growthBy = (
  before: Growth,
  order: Order,
  { earned }: Pick<Confirmation, 'earned'>,
): GrowthOrder | null => grownBy(before, order) ?? earned?.growth ?? null

function withGrowth(effects: Effects, { gifts, growth: next }: LevelDecision, nowMs: EpochMs) {
  const { member } = effects
  const { loyalty } = member
  const owed = owing(loyalty.owed, gifts, nowMs)
  return withMember(effects, { ...member, loyalty: { ...loyalty, growth: next, owed } })
}

const grownBy = ({ orders }: Growth, { id }: Order): GrowthOrder | undefined =>
  orders.find(({ orderId }) => orderId === id)
