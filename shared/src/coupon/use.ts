import { assert } from '../kernel/assert'
import type { Fen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import type { CouponPocket } from './claim'
import type { Coupon, CouponId, CouponState } from './coupon'

type OrderId = Id<'order'>

export type ReserveRefusal =
  /** The member has no coupon with this number. */
  | { readonly code: 'coupon/unknown'; readonly id: string }
  /** It is held by another unpaid order of the member: pay or cancel that one. */
  | { readonly code: 'coupon/held'; readonly id: string; readonly orderId: OrderId }
  /** It has been used. */
  | { readonly code: 'coupon/used'; readonly id: string }
  /** It is offered to another member: withdraw the offer first. */
  | { readonly code: 'coupon/offered'; readonly id: string }

/** Coupons available for the best plan: fuel coupons not held by an order. */
export const freeFuelCoupons = ({ coupons }: CouponPocket): Coupon[] =>
  coupons.filter(({ kind, state }) => kind === 'fuel' && state.at === 'free')

/** Holds coupons for one order that is placed. Repeating it for the same order has no effect. */
export function reserve(
  pocket: CouponPocket,
  ids: readonly string[],
  orderId: OrderId,
): Result<CouponPocket, ReserveRefusal> {
  for (const id of ids) {
    const coupon = pocket.coupons.find((each) => each.id === id)
    if (!coupon || coupon.state.at === 'withdrawn') return refuse({ code: 'coupon/unknown', id })
    const { state } = coupon
    if (state.at === 'used') return refuse({ code: 'coupon/used', id })
    if (state.at === 'offered') return refuse({ code: 'coupon/offered', id })
    if (state.at === 'held' && state.orderId !== orderId) {
      return refuse({ code: 'coupon/held', id, orderId: state.orderId })
    }
  }
  return ok(
    withStates(pocket, ({ id, state }) =>
      ids.includes(id) && state.at === 'free' ? { at: 'held', orderId } : null,
    ),
  )
}

export interface Commit {
  readonly orderId: OrderId
  /** Reduction by each coupon. */
  readonly uses: readonly { readonly couponId: CouponId; readonly amountFen: Fen }[]
  readonly nowMs: EpochMs
}

/** The fuel was dispensed: the coupons held by the order become used. Any other state is a bug. */
export function commit(pocket: CouponPocket, { nowMs, orderId, uses }: Commit): CouponPocket {
  for (const { couponId } of uses) {
    const state = pocket.coupons.find(({ id }) => id === couponId)?.state
    assert(state !== undefined && isOf(orderId, state), 'an order uses what it holds', couponId)
  }
  return withStates(pocket, ({ id, state }) => {
    const used = uses.find(({ couponId }) => couponId === id)
    if (!used || (state.at === 'used' && state.amountFen === used.amountFen)) return null
    return { at: 'used', orderId, usedAtMs: nowMs, amountFen: used.amountFen }
  })
}

/** Coupons that the order holds and does not use are free again: all of them, or the named ones. */
export const cancel = (
  pocket: CouponPocket,
  orderId: OrderId,
  ids: readonly string[] | null = null,
): CouponPocket => freed(pocket, 'held', orderId, ids)

/** Coupons that the order used and no longer uses are free again: all of them, or the named ones. */
export const refund = (
  pocket: CouponPocket,
  orderId: OrderId,
  ids: readonly string[] | null = null,
): CouponPocket => freed(pocket, 'used', orderId, ids)

const freed = (
  pocket: CouponPocket,
  at: 'held' | 'used',
  orderId: OrderId,
  ids: readonly string[] | null,
): CouponPocket =>
  withStates(pocket, ({ id, state }) =>
    state.at === at && isOf(orderId, state) && (ids === null || ids.includes(id))
      ? { at: 'free' }
      : null,
  )

const isOf = (orderId: OrderId, state: CouponState): boolean =>
  (state.at === 'held' || state.at === 'used') && state.orderId === orderId

/** The pocket with some states changed; the identical object if nothing changes. */
export function withStates(
  pocket: CouponPocket,
  stateOf: (coupon: Coupon) => CouponState | null,
): CouponPocket {
  let changed = false
  const coupons = pocket.coupons.map((coupon) => {
    const state = stateOf(coupon)
    changed ||= state !== null
    return state ? { ...coupon, state } : coupon
  })
  return changed ? { ...pocket, coupons } : pocket
}
