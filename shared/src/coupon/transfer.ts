import type { Id } from '../kernel/id'
import { DAY_MS, type EpochMs, later } from '../kernel/instant'
import { ok, refuse, type Result } from '../kernel/result'
import { COUPONS_MOST, type CouponPocket, withCoupons } from './claim'
import type { Coupon, CouponId, CouponTransferId } from './coupon'
import { withStates } from './life'

/**
 * A transfer 转赠: whoever knows its number may take the coupon, the first who does has it. Written
 * once; how it stands is seen in the giver's pocket, so that no two documents can disagree.
 */
export interface CouponTransfer {
  readonly id: CouponTransferId
  readonly giverId: Id<'member'>
  readonly couponId: CouponId
}

/** How often one coupon can be offered. */
export const OFFERS_MOST = 10

/** An offer that nobody takes ends, and the coupon is the giver's again. */
export const OFFERED_MS = DAY_MS

export type OfferRefusal =
  /** No coupon of his has that number. */
  | { readonly code: 'coupon/unknown' }
  | { readonly code: 'coupon/expired' }
  /** It is for an order of his, or was. */
  | { readonly code: 'coupon/in-use' }
  /** Its template does not allow it, or it was given to him by somebody. */
  | { readonly code: 'coupon/not-transferable' }
  /** Under another number: that one has to be taken back first. */
  | { readonly code: 'coupon/offered' }
  /** Each offer takes a number of its own, for ever. */
  | { readonly code: 'coupon/offered-too-often'; readonly most: number }

export interface Offer {
  readonly couponId: CouponId
  readonly transferId: CouponTransferId
  readonly nowMs: EpochMs
}

/** A member offers a coupon under a number of his phone's making. The same offer again is the same. */
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
  if (coupon.timesOffered >= OFFERS_MOST) {
    return refuse({ code: 'coupon/offered-too-often', most: OFFERS_MOST })
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
  /** He has it already: nobody gives to himself. */
  | { readonly code: 'transfer/own' }
  /** Somebody else was faster. */
  | { readonly code: 'transfer/taken' }
  /** The giver has it back. */
  | { readonly code: 'transfer/taken-back' }
  /** Nobody took it in time, or its own time has passed. */
  | { readonly code: 'transfer/over' }
  | { readonly code: 'coupon/pocket-full'; readonly most: number }

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
 * Moves a coupon to the first who takes it; whoever has it takes it again without effect. What a
 * template allows each member bounds what he claims, not what he is given: people give to friends
 * who have had their own. The giver's claim stays counted, the coupon stays the same one and is not
 * handed on a second time, so nobody makes coupons by passing them around.
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
  if (!pocketed) return refuse({ code: 'coupon/pocket-full', most: COUPONS_MOST })
  return ok({
    giver: { ...giver, coupons: giver.coupons.filter((one) => one !== coupon) },
    taker: pocketed,
  })
}

/** The giver thinks better of it, as long as nobody was faster. */
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

/** Coupons that nobody took in time are free again, without anybody writing it down. */
export const returned = (pocket: CouponPocket, nowMs: EpochMs): CouponPocket =>
  withStates(pocket, ({ state }) =>
    state.at === 'offered' && state.untilMs <= nowMs ? { at: 'free' } : null,
  )
