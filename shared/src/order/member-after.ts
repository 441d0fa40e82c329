import { type CouponPocket } from '../coupon/claim'
import { creditsOf } from '../contract/settle'
import { hold, release, use } from '../coupon/life'
import { returned } from '../coupon/transfer'
import { assert } from '../kernel/assert'
import type { EpochMs } from '../kernel/instant'
import type { Posting } from '../ledger/journal'
import { withoutLapsedGifts } from '../member/level-gifts'
import type { LoyaltyRules } from '../member/loyalty'
import type { Member } from '../member/member'
import { withPocket } from '../member/recharge-coupons'
import type { StoredValueRow } from '../stored-value/decision'
import { contractsAfter, countedFor } from './contracts-after'
import type { Earned } from './earned'
import { holdsBenefits } from './held'
import { loyaltyAfter } from './loyalty-after'
import type { Order } from './order'
import { tendersAfter } from './tenders-after'

/**
 * Whether a change affects the member's document. Between placement and confirmation nothing
 * changes, nor by a refund of a confirmed order; a confirmed order may count for contracts that it
 * does not know of.
 */
export function concernsMember(before: Order, { state, ...order }: Order): boolean {
  if (state.status === 'closing' || state.status === 'paid') return false
  if (state.status !== 'confirmed') return holdsBenefits(order)
  const was = before.state.status === 'confirmed' ? before.state.confirmation : null
  return state.confirmation !== was
}

export interface MemberAfter {
  readonly member: Member
  /** The order, with what it has brought its member. */
  readonly order: Order
  /** For the order's own entry. */
  readonly postings: readonly Posting[]
  /** Row for the statement of stored value. */
  readonly row: StoredValueRow | null
}

/** The member's document after a change of an order, new ones included (`before` = `order`). */
export function memberAfter(
  member: Member,
  before: Order,
  order: Order,
  rules: LoyaltyRules,
  nowMs: EpochMs,
): MemberAfter {
  const tenders = tendersAfter(member, before, order, nowMs)
  const counted = contractsAfter(tenders.member, order, nowMs)
  const credits = creditsOf(counted.contracts)
  const { earned, loyalty, postings } = loyaltyAfter(counted.loyalty, order, rules, nowMs, credits)
  const grown = loyalty === counted.loyalty ? counted : { ...counted, loyalty }
  const pocket = pocketAfter(grown.pocket, order, nowMs)
  const after = withPocket(grown, pocket)
  const levels = rules.levels && isCorrected(order) ? { policy: rules.levels, credits } : null
  return {
    member: levels ? withoutLapsedGifts(after, levels, nowMs) : after,
    order: withEarned(order, { ...earned, contracts: countedFor(counted, order) }),
    postings: [...tenders.postings, ...postings],
    row: tenders.row,
  }
}

const isCorrected = ({ state }: Order): boolean =>
  state.status === 'confirmed' && state.confirmation.corrections.length > 0

function withEarned(order: Order, earned: Earned): Order {
  const { state } = order
  if (state.status !== 'confirmed') return order
  return { ...order, state: { ...state, confirmation: { ...state.confirmation, earned } } }
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
      const { corrections, totals } = state.confirmation
      // Long after it was used a coupon has left the pocket, and a correction finds none.
      const uses = totals.coupons.filter(
        ({ couponId }) => corrections.length === 0 || isIn(pocket, couponId),
      )
      const back = ids.filter((id) => !totals.coupons.some(({ couponId }) => couponId === id))
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
