import type { EpochMs } from '../kernel/instant'
import type { CouponPocket } from './claim'
import type { CouponId } from './coupon'
import { withStates } from './use'
import { returned } from './transfer'

/**
 * Withdraws coupons granted as a gift: free ones, and offered ones, whose offers end. A coupon held
 * or used by an order stays: its value is charged instead.
 */
export function withdrawn(
  pocket: CouponPocket,
  couponIds: readonly CouponId[],
  nowMs: EpochMs,
): CouponPocket {
  const ended = withStates(returned(pocket, nowMs), ({ id, state }) =>
    state.at === 'offered' && couponIds.includes(id) ? { at: 'withdrawn', atMs: nowMs } : null,
  )
  const coupons = ended.coupons.filter(
    ({ id, state }) => state.at !== 'free' || !couponIds.includes(id),
  )
  return coupons.length === ended.coupons.length ? ended : { ...ended, coupons }
}
