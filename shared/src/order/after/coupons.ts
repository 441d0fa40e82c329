import type { CouponPocket } from '../../coupon/claim'
import { cancel, commit, refund, reserve } from '../../coupon/use'
import { returned } from '../../coupon/transfer'
import { assert } from '../../kernel/assert'
import { withPocket } from '../../member/recharge-coupons'
import type { Order } from '../facts/order'
import {
  type BenefitCall,
  type BenefitCalls,
  confirmationOf,
  type OrderChange,
  withMember,
} from './benefit-call'

/** Held from placing to confirming, then used; free again when the order comes to nothing. */
export const coupons: BenefitCalls<'reserve' | 'commit' | 'cancel' | 'refund'> = {
  reserve: onPocket((pocket, { nowMs, order }) => {
    const held = reserve(returned(pocket, nowMs), couponsOf(order), order.id)
    assert(held.ok, 'a quote uses free coupons only', order.id)
    return held.value
  }),

  commit: onPocket((pocket, { nowMs, order }) => {
    const { corrections, totals } = confirmationOf(order)
    // Long after it was used a coupon has left the pocket, and a correction finds none.
    const uses = totals.coupons.filter(
      ({ couponId }) => corrections.length === 0 || isIn(pocket, couponId),
    )
    return commit(pocket, { orderId: order.id, uses, nowMs })
  }),

  cancel: onPocket((pocket, { order }) => cancel(pocket, order.id)),

  refund: onPocket((pocket, { order }) => {
    const { coupons: used } = confirmationOf(order).totals
    const unused = couponsOf(order).filter((id) => !used.some(({ couponId }) => couponId === id))
    return refund(pocket, order.id, unused)
  }),
}

function onPocket(
  pocketAfter: (pocket: CouponPocket, change: OrderChange) => CouponPocket,
): BenefitCall {
  return (effects, change) => {
    const { member } = effects
    if (couponsOf(change.order).length === 0) return effects
    return withMember(effects, withPocket(member, pocketAfter(member.pocket, change)))
  }
}

export const couponsOf = ({ quote }: Order): readonly string[] =>
  quote.plan.coupons.map(({ coupon }) => coupon.id)

const isIn = ({ coupons: all }: CouponPocket, couponId: string): boolean =>
  all.some(({ id }) => id === couponId)
