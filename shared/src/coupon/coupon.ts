import type { Fen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import type { EpochMs } from '../kernel/instant'
import type { CouponOffer } from '../pricing/rules/coupon-offer'

export type CouponTemplateId = Id<'coupon-template'>
export type CouponId = Id<'coupon'>
export type CouponTransferId = Id<'coupon-transfer'>

/**
 * A coupon template 券模板: rules of its coupons, their funders and quota. Saving a change makes a new
 * version; coupons keep the version they were issued under.
 */
export interface CouponTemplate extends Omit<CouponOffer, 'id'> {
  readonly id: CouponTemplateId
  readonly version: number
  readonly kind: CouponKind
  readonly validity: Validity
  readonly quota: Quota
  /** May be given to another member once. */
  readonly transferable: boolean
  /** Listed in the voucher centre 领券中心; other templates are issued as gifts only. */
  readonly onShow: boolean
}

/** Fuel 油品券, non-fuel 非油券, gift 礼品券, partner 合作券. Only fuel coupons apply to an order of fuel. */
export type CouponKind = (typeof COUPON_KINDS)[number]
export const COUPON_KINDS = ['fuel', 'non-fuel', 'gift', 'partner'] as const

/**
 * Whether something redeems coupons of a kind. Orders of fuel do; the other kinds are not offered
 * as long as nobody could use them.
 */
export const isRedeemable = (kind: CouponKind): boolean => kind === 'fuel'

/** Validity of a coupon: until a date, or for a number of days after issue. */
export type Validity =
  | { readonly kind: 'absolute'; readonly fromMs: EpochMs; readonly toMs: EpochMs }
  /** Whole days in China Standard Time: the last one ends at midnight. */
  | { readonly kind: 'relative'; readonly days: number }

/** Limits on the coupons of a template; null means no limit. */
export interface Quota {
  readonly total: number | null
  readonly perMember: number | null
  /** Claims of one member per business day. */
  readonly perMemberDay: number | null
  /** Maximum total cost of all issued coupons. */
  readonly budgetFen: Fen | null
}

/** A coupon of a member: the template's rules at issue, its own validity, its state. */
export interface Coupon extends CouponOffer {
  readonly id: CouponId
  readonly templateId: CouponTemplateId
  readonly version: number
  readonly kind: CouponKind
  readonly transferable: boolean
  readonly issuedAtMs: EpochMs
  /** Reason for which it was granted, and with which it is withdrawn; null if it was claimed. */
  readonly givenFor: string | null
  readonly timesOffered: number
  readonly state: CouponState
}

/** Expiry is not a state: it follows from the coupon's validity, so nothing has to be written. */
export type CouponState =
  | { readonly at: 'free' }
  /** Held by one unpaid or paid order; released or used with it. */
  | { readonly at: 'held'; readonly orderId: Id<'order'> }
  | {
      readonly at: 'used'
      readonly orderId: Id<'order'>
      readonly usedAtMs: EpochMs
      readonly amountFen: Fen
    }
  /**
   * Offered to the first member who accepts this number. If it is not accepted in time, it counts
   * as free.
   */
  | {
      readonly at: 'offered'
      readonly transferId: CouponTransferId
      readonly untilMs: EpochMs
    }
  /** Withdrawn together with its source while it was offered: it cannot be accepted. */
  | { readonly at: 'withdrawn'; readonly atMs: EpochMs }

/**
 * free → held → used; held → free when the order is closed; used → free when the order is fully
 * refunded. Offered → free when the offer is withdrawn or expires; → withdrawn with its recharge;
 * when accepted it leaves the pocket.
 */
export const COUPON_TRANSITIONS: Readonly<Record<CouponState['at'], readonly CouponState['at'][]>> =
  {
    free: ['held', 'offered'],
    held: ['free', 'used'],
    used: ['free'],
    offered: ['free', 'withdrawn'],
    withdrawn: [],
  }

/** Number issued of a template, in one document, so that the last coupon goes to one member. */
export interface CouponStock {
  readonly id: CouponTemplateId
  readonly issued: number
  readonly issuedFen: Fen
}
