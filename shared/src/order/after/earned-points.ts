import { subtractFen } from '../../kernel/fen'
import { idLetters } from '../../kernel/id'
import { levelAt } from '../../level/growth'
import { creditsOf } from '../../contract/settle'
import type { Earning, PointsAccount } from '../../points/account'
import { earn } from '../../points/earn'
import { tidied } from '../../points/expire'
import { multiplierFor } from '../../points/policy'
import { takeBack } from '../../points/take-back'
import type { Confirmation, Order } from '../facts/order'
import { type BenefitCalls, confirmationOf, type Effects, type OrderChange } from './benefit-call'
import { accepted, hasBroughtAll, ORDERS_MAX, paidFor } from './earning-order'
import { withPoints } from './points'

/** Points that an order earns, by the level before it. */
export const earnedPoints: BenefitCalls<'commit' | 'refund'> = {
  commit(effects, { nowMs, order, rules }) {
    const { loyalty } = effects.member
    const { points: policy } = rules
    if (policy === null || hasBroughtAll(order) || earningOf(loyalty.points, order)) return effects
    const recency = { days: policy.settledAfterDays, max: ORDERS_MAX, nowMs }
    const command = {
      orderId: order.id,
      lotId: `points-lot:${idLetters(order.id)}`,
      basisFen: paidFor(order),
      hundredths: multiplierFor(
        policy,
        order.quote.basis.sale,
        levelBefore(effects, { nowMs, rules }),
      ),
      grantedBy: 'hq',
      policy,
      nowMs,
    } as const
    return withPoints(effects, accepted(earn(tidied(loyalty.points, recency), command)))
  },

  /** However many orders have come since: the order keeps what it earned. */
  refund(effects, { nowMs, order }) {
    const account = effects.member.loyalty.points
    const known = earningOf(account, order)
    const earning = known ?? confirmationOf(order).earned?.points
    if (!earning) return effects
    const refundedFen = subtractFen(earning.basisFen, paidFor(order))
    if (refundedFen === earning.refundedFen) return effects
    const whole = known ? account : { ...account, earnings: [...account.earnings, earning] }
    return withPoints(effects, accepted(takeBack(whole, { orderId: order.id, refundedFen, nowMs })))
  },
}

/** Points that a confirmed order has brought; null if none. */
export const pointsBy = (
  account: PointsAccount,
  order: Order,
  { earned }: Pick<Confirmation, 'earned'>,
): Earning | null => earningOf(account, order) ?? earned?.points ?? null

function levelBefore({ member }: Effects, { nowMs, rules }: Pick<OrderChange, 'nowMs' | 'rules'>) {
  const { growth } = member.loyalty
  const level = rules.levels && levelAt(growth, creditsOf(member.contracts), rules.levels, nowMs)
  return level?.id ?? null
}

const earningOf = ({ earnings }: PointsAccount, { id }: Order): Earning | undefined =>
  earnings.find(({ orderId }) => orderId === id)
