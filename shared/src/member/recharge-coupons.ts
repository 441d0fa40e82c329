import { withdrawn } from '../coupon/withdraw'
import type { CouponId, CouponTemplateId } from '../coupon/coupon'
import type { RechargeId } from '../stored-value/recharge'
import type { Member } from './member'

/** 充值送券: what makes the coupons of a recharge come once, and findable when it is refunded. */
export const rechargeGiftKey = (id: RechargeId): string => id

/** The member is owed the coupons that a recharge brings; they come when he looks at his pocket. */
export function owingCoupons(
  member: Member,
  rechargeId: RechargeId,
  couponTemplateIds: readonly CouponTemplateId[],
): Member {
  if (couponTemplateIds.length === 0) return member
  const gift = { key: rechargeGiftKey(rechargeId), couponTemplateIds }
  return { ...member, loyalty: { ...member.loyalty, owed: [...member.loyalty.owed, gift] } }
}

/** A coupon of a recharge: what it is of, and the number that it has in a pocket. */
export interface RechargeCoupon {
  readonly templateId: CouponTemplateId
  readonly couponId: CouponId
}

/** Takes those back that were not used: what he is owed, and what lies in his pocket free. */
export function withoutCoupons(
  member: Member,
  rechargeId: RechargeId,
  coupons: readonly RechargeCoupon[],
): Member {
  if (coupons.length === 0) return member
  const templateIds = coupons.map(({ templateId }) => templateId)
  const owed = member.loyalty.owed
    .map((gift) =>
      gift.key === rechargeGiftKey(rechargeId)
        ? {
            ...gift,
            couponTemplateIds: gift.couponTemplateIds.filter((id) => !templateIds.includes(id)),
          }
        : gift,
    )
    .filter(({ couponTemplateIds }) => couponTemplateIds.length > 0)
  const couponIds = coupons.map(({ couponId }) => couponId)
  return {
    ...member,
    pocket: withdrawn(member.pocket, couponIds),
    loyalty: { ...member.loyalty, owed },
  }
}
