import { points as pointsFrom } from '../../kernel/points'
import { noted } from '../../member/points-statement'
import { pointsOf } from '../../points/account'
import type { PointsDecision } from '../../points/decision'
import { cancel, commit, refund } from '../../points/use'
import { costOf } from '../price/cost'
import type { Order } from '../facts/order'
import { pointsKept, splitOf } from '../facts/tender'
import type { BenefitCalls, Effects } from './benefit-call'

/** Points that pay for an order: held until it is confirmed, then spent. */
export const points: BenefitCalls<'commit' | 'cancel' | 'refund'> = {
  commit(effects, { order: { id: orderId, tenders } }) {
    if (tenders.points === null) return effects
    const spent = commit(effects.member.loyalty.points, orderId)
    return spent.ok ? withPoints(effects, spent.value) : effects
  },

  cancel(effects, { nowMs, order: { id: orderId, tenders } }) {
    if (tenders.points === null) return effects
    return withPoints(effects, cancel(effects.member.loyalty.points, orderId, nowMs))
  },

  refund(effects, { before, nowMs, order }) {
    const { id: orderId, tenders } = order
    if (tenders.points === null) return effects
    const { takings } = tenders.points
    const total = pointsOf(takings)
    const backAt = (one: Order) =>
      pointsFrom(total - pointsKept(tenders, splitOf(tenders, costOf(one))))
    const [fromPoints, toPoints] = [backAt(before), backAt(order)]
    const command = { orderId, takings, fromPoints, toPoints, nowMs }
    return withPoints(effects, refund(effects.member.loyalty.points, command))
  },
}

/** Effects of a decision on the account of points. */
export function withPoints(effects: Effects, { account, entry, row }: PointsDecision): Effects {
  const { member, postings } = effects
  const { loyalty } = member
  if (account === loyalty.points) return effects
  const statement = noted(loyalty.statement, row)
  return {
    ...effects,
    member: { ...member, loyalty: { ...loyalty, points: account, statement } },
    postings: [...postings, ...(entry?.postings ?? [])],
  }
}
