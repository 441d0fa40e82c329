import type { Id } from '../kernel/id'
import { DAY_MS, type EpochMs, later } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { COUPONS_MAX, type CouponPocket, withCoupons } from './claim'
import type { Coupon, CouponId, CouponTransferId } from './coupon'
import { withStates } from './use'

/**
 * A transfer 转赠: the first member who knows its number and accepts gets the coupon. Written once;
 * its state is read from the giver's pocket, so that two documents cannot disagree.
 */
export interface CouponTransfer {
  readonly id: CouponTransferId
  readonly giverId: Id<'member'>
  readonly couponId: CouponId
}

/** Maximum number of offers of one coupon. */
export const OFFERS_MAX = 10

/** An offer ends after this time, and the coupon is free for the giver again. */
export const OFFERED_MS = DAY_MS

export type OfferRefusal =
  /** The member has no coupon with this number. */
  | { readonly code: 'coupon/unknown' }
  | { readonly code: 'coupon/expired' }
  /** It is or was used by an order of the member. */
  | { readonly code: 'coupon/in-use' }
  /** Its template forbids transfers, or it was itself received as a transfer. */
  | { readonly code: 'coupon/not-transferable' }
  /** It is offered under another number: withdraw that offer first. */
  | { readonly code: 'coupon/offered' }
  /** Each offer consumes a new number. */
  | { readonly code: 'coupon/offered-too-often'; readonly max: number }

export interface Offer {
  readonly couponId: CouponId
  readonly transferId: CouponTransferId
  readonly nowMs: EpochMs
}

/** A member offers a coupon under a number. Repeating the offer returns the same one. */
export function offer(
  pocket: CouponPocket,
  { couponId, nowMs, transferId }: Offer,
): Result<CouponPocket, OfferRefusal> {
  const coupon = returned(pocket, nowMs).coupons.find(({ id }) => id === couponId)
  if (!coupon || coupon.state.at === 'withdrawn') return refuse({ code: 'coupon/unknown' })
  const { condition, state, transferable } = coupon
  if (state.at === 'offered') {
    return state.transferId === transferId ? ok(pocket) : refuse({ code: 'coupon/offered' })
  }
  if (state.at !== 'free') return refuse({ code: 'coupon/in-use' })
  if (condition.toMs !== null && condition.toMs <= nowMs) return refuse({ code: 'coupon/expired' })
  if (!transferable) return refuse({ code: 'coupon/not-transferable' })
  if (coupon.timesOffered >= OFFERS_MAX) {
    return refuse({ code: 'coupon/offered-too-often', max: OFFERS_MAX })
  }
  const untilMs = later(nowMs, OFFERED_MS)
  const timesOffered = coupon.timesOffered + 1
  return ok({
    ...pocket,
    coupons: pocket.coupons.map((one) =>
      one.id === couponId
        ? { ...one, state: { at: 'offered', transferId, untilMs }, timesOffered }
        : one,
    ),
  })
}

export type TakeRefusal =
  /** The coupon is the caller's own. */
  | { readonly code: 'transfer/own' }
  /** Another member has accepted it. */
  | { readonly code: 'transfer/taken' }
  /** The giver has withdrawn the offer. */
  | { readonly code: 'transfer/taken-back' }
  /** The offer or the coupon has expired. */
  | { readonly code: 'transfer/over' }
  | { readonly code: 'coupon/pocket-full'; readonly max: number }

export interface Take {
  readonly transfer: CouponTransfer
  readonly takerId: Id<'member'>
  readonly giver: CouponPocket
  readonly taker: CouponPocket
  readonly nowMs: EpochMs
}

export interface Taken {
  readonly giver: CouponPocket
  readonly taker: CouponPocket
}

/**
 * Moves a coupon to the first member who accepts it; repeating it has no effect. A template's limit
 * per member applies to claims, not to received coupons. The giver's claim stays counted and the
 * coupon cannot be given again, so that transfers create no additional coupons.
 */
export function take(command: Take): Result<Taken, TakeRefusal> {
  const { giver, nowMs, taker, takerId, transfer } = command
  if (takerId === transfer.giverId) return refuse({ code: 'transfer/own' })
  if (taker.coupons.some(({ id }) => id === transfer.couponId)) return ok({ giver, taker })
  const coupon = giver.coupons.find(({ id }) => id === transfer.couponId)
  if (!coupon) return refuse({ code: 'transfer/taken' })
  const { condition, state } = coupon
  if (state.at !== 'offered' || state.transferId !== transfer.id) {
    return refuse({ code: 'transfer/taken-back' })
  }
  const isExpired = condition.toMs !== null && condition.toMs <= nowMs
  if (state.untilMs <= nowMs || isExpired) return refuse({ code: 'transfer/over' })
  const his: Coupon = {
    ...coupon,
    transferable: false,
    givenFor: null,
    state: { at: 'free' },
  }
  const pocketed = withCoupons(taker, [his], nowMs)
  if (!pocketed) return refuse({ code: 'coupon/pocket-full', max: COUPONS_MAX })
  return ok({
    giver: { ...giver, coupons: giver.coupons.filter((one) => one !== coupon) },
    taker: pocketed,
  })
}

/** The giver withdraws the offer, if it was not accepted yet. */
export function takeBack(
  pocket: CouponPocket,
  { couponId, id: transferId }: CouponTransfer,
): Result<CouponPocket, { readonly code: 'transfer/taken' }> {
  if (!pocket.coupons.some(({ id }) => id === couponId)) return refuse({ code: 'transfer/taken' })
  return ok(
    withStates(pocket, ({ state }) =>
      state.at === 'offered' && state.transferId === transferId ? { at: 'free' } : null,
    ),
  )
}

/** The pocket with expired offers free again; computed, never written. */
export const returned = (pocket: CouponPocket, nowMs: EpochMs): CouponPocket =>
  withStates(pocket, ({ state }) =>
    state.at === 'offered' && state.untilMs <= nowMs ? { at: 'free' } : null,
  )
