import type { CouponRules, CouponView } from '@palm/shared/api/coupon'
import type { Coupon, CouponTemplate } from '@palm/shared/coupon/coupon'

export const presentCoupon = (coupon: Coupon): CouponView => ({
  ...couponRulesOf(coupon),
  couponId: coupon.id,
  templateId: coupon.templateId,
  state: coupon.state,
})

/** Drivers do not see funders and cost of a coupon. */
export const couponRulesOf = ({
  alone,
  condition,
  kind,
  pumpPriceOnly,
  reduction,
  title,
  transferable,
}: Coupon | CouponTemplate): CouponRules => ({
  title,
  kind,
  reduction,
  condition,
  alone,
  pumpPriceOnly,
  transferable,
})
