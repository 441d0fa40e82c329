import { z } from 'zod'
import type { ClaimRefusal } from '../coupon/claim'
import type { CouponId, CouponKind, CouponState, CouponTemplateId } from '../coupon/coupon'
import type { TemplateContradiction } from '../coupon/template-contradiction'
import type { OfferRefusal, TakeRefusal } from '../coupon/transfer'
import type { Condition } from '../pricing/condition'
import type { Contradiction } from '../pricing/contradiction'
import type { Reduction } from '../pricing/reduction'
import type { MemberFull } from '../member/member-size'
import type { RuleTooLarge } from '../pricing/rule-size'
import { action } from './action'
import { couponId, couponTemplateId, couponTransferId } from './fields'
import { couponTemplateForm, grantedPriceForm } from './rules'

/** What a driver may know of a coupon's rules: all but who pays for it. */
export interface CouponRules {
  readonly title: string
  readonly kind: CouponKind
  readonly reduction: Reduction
  readonly condition: Condition
  readonly alone: boolean
  readonly pumpPriceOnly: boolean
  /** May be handed on to somebody else. */
  readonly transferable: boolean
}

export interface CouponView extends CouponRules {
  readonly couponId: CouponId
  readonly state: CouponState
}

/** A coupon that may be claimed. */
export interface ClaimableView extends CouponRules {
  readonly templateId: CouponTemplateId
  /** Whole days from the claim, or null where the condition says until when. */
  readonly days: number | null
  /** How many are left; null where nobody counts. */
  readonly left: number | null
  /** Why this member cannot have one now; null if he can. */
  readonly refusal: ClaimRefusal | null
}

export interface PocketReply {
  readonly coupons: readonly CouponView[]
}

export const couponActions = {
  /** The voucher centre 领券中心: what is on show, and whether it is his to take. */
  'coupon.centre': action<{ readonly claimable: readonly ClaimableView[] }>()({
    audience: 'member',
    request: z.strictObject({}),
  }),
  /** Takes a coupon. The phone makes its number: the same tap twice is one coupon. */
  'coupon.claim': action<
    CouponView,
    | ClaimRefusal
    | MemberFull
    /** No such coupon, or not on show any more. */
    | { readonly code: 'coupon/not-offered' }
    | { readonly code: 'member/unknown' }
  >()({
    audience: 'member',
    request: z.strictObject({ couponId, templateId: couponTemplateId }),
  }),
  /** 券包 */
  'coupon.pocket': action<PocketReply>()({ audience: 'member', request: z.strictObject({}) }),
  /**
   * 转赠: offers a coupon to the first who takes it. Knowing the number is enough to take it, so the
   * server makes it; the coupon's state has it. The same offer again is shown again.
   */
  'coupon.give': action<CouponView, OfferRefusal | { readonly code: 'member/unknown' }>()({
    audience: 'member',
    request: z.strictObject({
      couponId,
      /** A number of an older phone's making; no longer used. */
      transferId: couponTransferId.optional(),
    }),
  }),
  /** Takes what somebody offers. Once taken, taking it again shows it again. */
  'coupon.take': action<
    CouponView,
    | TakeRefusal
    | MemberFull
    /** Nobody offered anything under this number. */
    | { readonly code: 'transfer/unknown' }
    | { readonly code: 'member/unknown' }
  >()({ audience: 'member', request: z.strictObject({ transferId: couponTransferId }) }),
  /** Ends his own offer: the coupon is free again. */
  'coupon.takeBack': action<
    CouponView,
    { readonly code: 'transfer/taken' } | { readonly code: 'transfer/unknown' }
  >()({ audience: 'member', request: z.strictObject({ transferId: couponTransferId }) }),
  /** Saves a template as its next version. Coupons that are out keep the words they were issued with. */
  'coupon.saveTemplate': action<
    { readonly version: number },
    TemplateContradiction | RuleTooLarge
  >()({
    audience: 'operator',
    request: couponTemplateForm,
  }),
  /** Sets the prices that members may have from now on, each for all of them, a segment, or some. */
  'coupon.savePrices': action<
    { readonly version: number },
    | (Contradiction & { readonly id: string })
    | { readonly code: 'rule/same-id'; readonly id: string }
    /** Meant for segments or members, and none is named. */
    | { readonly code: 'rule/for-nobody'; readonly id: string }
    | RuleTooLarge
  >()({
    audience: 'operator',
    request: z.strictObject({ prices: z.array(grantedPriceForm).max(50) }),
  }),
} as const
