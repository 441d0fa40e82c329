import type { Fen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import type { CouponOffer } from '../pricing/coupon-offer'

export type CouponTemplateId = Id<'coupon-template'>
export type CouponId = Id<'coupon'>
export type CouponTransferId = Id<'coupon-transfer'>

/**
 * A coupon template 券模板: what every coupon of it says, who pays, and how many there are. Saving
 * a change makes a new version; coupons keep the one they were issued under.
 */
export interface CouponTemplate extends Omit<CouponOffer, 'id'> {
  readonly id: CouponTemplateId
  readonly version: number
  readonly kind: CouponKind
  readonly validity: Validity
  readonly quota: Quota
  /** May be handed on to another member once. */
  readonly transferable: boolean
  /** On show in the voucher centre 领券中心; the others are only given. */
  readonly onShow: boolean
}

/** Fuel 油品券, non-fuel 非油券, gift 礼品券, partner 合作券 (capability 000-21). Only the first is for an order of fuel. */
export type CouponKind = (typeof COUPON_KINDS)[number]
export const COUPON_KINDS = ['fuel', 'non-fuel', 'gift', 'partner'] as const

/** How long a coupon lives: until a date, or for so many days after it was issued. */
export type Validity =
  | { readonly kind: 'absolute'; readonly fromMs: EpochMs; readonly toMs: EpochMs }
  /** Whole days at the station: the last one ends at midnight. */
  | { readonly kind: 'relative'; readonly days: number }

/** How many coupons of a template there may be; null is no bound. */
export interface Quota {
  readonly total: number | null
  readonly perMember: number | null
  /** Claims of one member on one business day. */
  readonly perMemberDay: number | null
  /** What all coupons that were issued could cost together. */
  readonly budgetFen: Fen | null
}

/** A coupon in a member's hands: the template's words as they were, its own life, its state. */
export interface Coupon extends CouponOffer {
  readonly id: CouponId
  readonly templateId: CouponTemplateId
  readonly version: number
  readonly kind: CouponKind
  readonly transferable: boolean
  readonly issuedAtMs: EpochMs
  /** What it was owed for, which takes it back where that falls away; null where it was claimed. */
  readonly givenFor: string | null
  readonly timesOffered: number
  readonly state: CouponState
}

/** Expiry is no state: a free coupon past its time is expired, and nobody has to write it down. */
export type CouponState =
  | { readonly at: 'free' }
  /** For one live order; goes back or is used up with it. */
  | { readonly at: 'held'; readonly orderId: Id<'order'> }
  | {
      readonly at: 'used'
      readonly orderId: Id<'order'>
      readonly usedAtMs: EpochMs
      readonly amountFen: Fen
    }
  /** To whoever comes first with this number. From then on it counts as free, if nobody has come. */
  | {
      readonly at: 'offered'
      readonly transferId: CouponTransferId
      readonly untilMs: EpochMs
    }
  /** Taken back with what it came with, while it was offered: nobody gets it any more. */
  | { readonly at: 'withdrawn'; readonly atMs: EpochMs }

/**
 * free → held → used; held → free when the order comes to nothing; used → free when all of it goes
 * back. Offered → free when it is taken back or nobody takes it, withdrawn with the recharge that
 * brought it; else it leaves the pocket.
 */
export const COUPON_TRANSITIONS: Readonly<Record<CouponState['at'], readonly CouponState['at'][]>> =
  {
    free: ['held', 'offered'],
    held: ['free', 'used'],
    used: ['free'],
    offered: ['free', 'withdrawn'],
    withdrawn: [],
  }

/** What has been issued of a template. One document, so that the last coupon goes to one member. */
export interface CouponStock {
  readonly id: CouponTemplateId
  readonly issued: number
  readonly issuedFen: Fen
}
