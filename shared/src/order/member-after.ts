import { type CouponPocket } from '../coupon/claim'
import { hold, release, use } from '../coupon/life'
import { assert } from '../kernel/assert'
import type { EpochMs } from '../kernel/instant'
import type { Member } from '../member/member'
import type { Order } from './order'

/** Whether an order's life shows in its member's document. */
export const touchesMember = ({ quote }: Order): boolean => quote.plan.coupons.length > 0

/**
 * The member's document after a change of one of his orders. It follows the order's state, wherever
 * it came from: the same state again changes nothing.
 */
export function memberAfter(member: Member, order: Order, nowMs: EpochMs): Member {
  const pocket = pocketAfter(member.pocket, order, nowMs)
  return pocket === member.pocket ? member : { ...member, pocket }
}

/** Held from placing to confirming, then used; free again when the order comes to nothing. */
function pocketAfter(pocket: CouponPocket, order: Order, nowMs: EpochMs): CouponPocket {
  const { id: orderId, quote, state } = order
  const ids = quote.plan.coupons.map(({ coupon }) => coupon.id)
  if (ids.length === 0) return pocket
  switch (state.status) {
    case 'unpaid': {
      const held = hold(pocket, ids, orderId)
      assert(held.ok, 'a quote uses free coupons only', orderId)
      return held.value
    }
    case 'closing':
    case 'paid':
      return pocket
    case 'confirmed': {
      const uses = state.confirmation.settlement.coupons
      const back = ids.filter((id) => !uses.some(({ couponId }) => couponId === id))
      return use(release(pocket, orderId, back), { orderId, uses, nowMs })
    }
    case 'closed':
    case 'refunding':
    case 'refunded':
      return release(pocket, orderId)
  }
}
