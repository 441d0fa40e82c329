import { z } from 'zod'
import type { ClaimRefusal } from '../coupon/claim'
import type { CouponId, CouponKind, CouponState, CouponTemplateId } from '../coupon/coupon'
import type { OfferRefusal, TakeRefusal } from '../coupon/transfer'
import type { Condition } from '../pricing/rules/condition'
import type { Reduction } from '../pricing/rules/reduction'
import type { MemberFull } from '../member/member-size'
import { action } from './action'
import { couponId, couponTemplateId, couponTransferId } from './fields'

/** Coupon rules as the driver sees them: everything except the funders. */
export interface CouponRules {
  readonly title: string
  readonly kind: CouponKind
  readonly reduction: Reduction
  readonly condition: Condition
  readonly alone: boolean
  readonly pumpPriceOnly: boolean
  /** Whether it may be given to another member. */
  readonly transferable: boolean
}

export interface CouponView extends CouponRules {
  readonly couponId: CouponId
  readonly templateId: CouponTemplateId
  readonly state: CouponState
}

/** A coupon that may be claimed. */
export interface ClaimableView extends CouponRules {
  readonly templateId: CouponTemplateId
  /** Validity in whole days from the claim; null if the condition sets the end. */
  readonly days: number | null
  /** Coupons in stock; null if unlimited. */
  readonly left: number | null
  /** Why this member cannot claim one now; null if they can. */
  readonly refusal: ClaimRefusal | null
}

export interface PocketReply {
  readonly coupons: readonly CouponView[]
}

export const couponActions = {
  /** The voucher centre 领券中心: listed templates, each with this member's eligibility. */
  'coupon.centre': action<{ readonly claimable: readonly ClaimableView[] }>()({
    audience: 'member',
    request: z.strictObject({}),
  }),
  /**
   * Claims a coupon. The phone makes its number, so that repeating the request creates one coupon.
   */
  'coupon.claim': action<
    CouponView,
    | ClaimRefusal
    | MemberFull
    /** No such template, or a delisted one. */
    | { readonly code: 'coupon/not-offered' }
    | { readonly code: 'member/unknown' }
  >()({
    audience: 'member',
    request: z.strictObject({ couponId, templateId: couponTemplateId }),
  }),
  /** 券包 */
  'coupon.pocket': action<PocketReply>()({ audience: 'member', request: z.strictObject({}) }),
  /**
   * 转赠: offers a coupon to the first member who accepts. The number alone is enough to accept, so
   * the server makes it; the coupon's state contains it. Repeating the offer returns the same one.
   */
  'coupon.give': action<CouponView, OfferRefusal | { readonly code: 'member/unknown' }>()({
    audience: 'member',
    request: z.strictObject({
      couponId,
      /** A number made by older clients; ignored. */
      transferId: couponTransferId.optional(),
    }),
  }),
  /** Accepts an offered coupon. Repeating it returns the same coupon. */
  'coupon.take': action<
    CouponView,
    | TakeRefusal
    | MemberFull
    /** No offer has this number. */
    | { readonly code: 'transfer/unknown' }
    | { readonly code: 'member/unknown' }
  >()({ audience: 'member', request: z.strictObject({ transferId: couponTransferId }) }),
  /** Withdraws the caller's own offer: the coupon is free again. */
  'coupon.takeBack': action<
    CouponView,
    { readonly code: 'transfer/taken' } | { readonly code: 'transfer/unknown' }
  >()({ audience: 'member', request: z.strictObject({ transferId: couponTransferId }) }),
} as const
