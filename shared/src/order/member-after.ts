import { type CouponPocket } from '../coupon/claim'
import { hold, release, use } from '../coupon/life'
import { returned } from '../coupon/transfer'
import { assert } from '../kernel/assert'
import type { EpochMs } from '../kernel/instant'
import type { Posting } from '../ledger/journal'
import type { LoyaltyRules } from '../member/loyalty'
import type { Member } from '../member/member'
import { loyaltyAfter } from './loyalty-after'
import type { Order } from './order'

/** Whether an order holds something of its member's. */
export const holdsBenefits = ({ quote }: Order): boolean => quote.plan.coupons.length > 0

/** Whether its present state shows in the member's document: between placing and confirming nothing moves. */
export function concernsMember(order: Order, rules: LoyaltyRules): boolean {
  const { status } = order.state
  if (status === 'closing' || status === 'paid') return false
  const earns = status === 'confirmed' && (rules.points !== null || rules.levels !== null)
  return earns || holdsBenefits(order)
}

export interface MemberAfter {
  readonly member: Member
  /** For the order's own entry. */
  readonly postings: readonly Posting[]
}

/**
 * The member's document after a change of one of his orders. It follows the order's state, wherever
 * it came from: the same state again changes nothing.
 */
export function memberAfter(
  member: Member,
  order: Order,
  rules: LoyaltyRules,
  nowMs: EpochMs,
): MemberAfter {
  const pocket = pocketAfter(member.pocket, order, nowMs)
  const { loyalty, postings } = loyaltyAfter(member.loyalty, order, rules, nowMs)
  const isSame = pocket === member.pocket && loyalty === member.loyalty
  return { member: isSame ? member : { ...member, pocket, loyalty }, postings }
}

/** Held from placing to confirming, then used; free again when the order comes to nothing. */
function pocketAfter(pocket: CouponPocket, order: Order, nowMs: EpochMs): CouponPocket {
  const { id: orderId, quote, state } = order
  const ids = quote.plan.coupons.map(({ coupon }) => coupon.id)
  if (ids.length === 0) return pocket
  switch (state.status) {
    case 'unpaid': {
      const held = hold(returned(pocket, nowMs), ids, orderId)
      assert(held.ok, 'a quote uses free coupons only', orderId)
      return held.value
    }
    case 'closing':
    case 'paid':
      return pocket
    case 'confirmed': {
      const { corrections, settlement } = state.confirmation
      // Long after it was used a coupon has left the pocket, and a correction finds none.
      const uses = settlement.coupons.filter(
        ({ couponId }) => corrections.length === 0 || isIn(pocket, couponId),
      )
      const back = ids.filter((id) => !settlement.coupons.some(({ couponId }) => couponId === id))
      return use(release(pocket, orderId, back), { orderId, uses, nowMs })
    }
    case 'closed':
    case 'refunding':
    case 'refunded':
      return release(pocket, orderId)
  }
}

const isIn = ({ coupons }: CouponPocket, couponId: string): boolean =>
  coupons.some(({ id }) => id === couponId)
