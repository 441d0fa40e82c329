import { createHash } from 'node:crypto'
import type { CouponId, CouponTemplateId } from '@palm/shared/coupon/coupon'
import { makeId } from '@palm/shared/kernel/id'
import type { MemberId } from '@palm/shared/member/member'

/** A gift's coupon id is derived from its reason, so that granting it twice makes one coupon. */
export const giftIdOf = (member: MemberId, key: string, template: CouponTemplateId): CouponId =>
  makeId('coupon', createHash('sha256').update(`${member} ${key} ${template}`).digest())
