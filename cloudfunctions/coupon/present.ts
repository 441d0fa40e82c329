import type { ClaimableView, CouponRules, CouponView } from '@palm/shared/api/coupon'
import type { ClaimRefusal } from '@palm/shared/coupon/claim'
import type { Coupon, CouponTemplate } from '@palm/shared/coupon/coupon'

export const presentCoupon = (coupon: Coupon): CouponView => ({
  ...rulesOf(coupon),
  couponId: coupon.id,
  state: coupon.state,
})

export const presentClaimable = (
  template: CouponTemplate,
  left: number | null,
  refusal: ClaimRefusal | null,
): ClaimableView => ({
  ...rulesOf(template),
  templateId: template.id,
  days: template.validity.kind === 'relative' ? template.validity.days : null,
  left: template.quota.total === null ? null : left,
  refusal,
})

/** Drivers do not see funders and cost of a coupon. */
const rulesOf = ({
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
