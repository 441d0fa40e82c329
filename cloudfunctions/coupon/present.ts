import type { ClaimableView } from '@palm/shared/api/coupon'
import type { ClaimRefusal } from '@palm/shared/coupon/claim'
import type { CouponTemplate } from '@palm/shared/coupon/coupon'
import { couponRulesOf } from '../flows/coupon-view'

export const presentClaimable = (
  template: CouponTemplate,
  left: number | null,
  refusal: ClaimRefusal | null,
): ClaimableView => ({
  ...couponRulesOf(template),
  templateId: template.id,
  days: template.validity.kind === 'relative' ? template.validity.days : null,
  left: template.quota.total === null ? null : left,
  refusal,
})
