import type { ClaimableView, CouponRules, CouponView } from '@palm/shared/api/coupon'
import { fen } from '@palm/shared/kernel/fen'
import { ALWAYS } from '@palm/shared/pricing/rules/condition'
import { branded, type Plain } from './plain'

const RULES: CouponRules = {
  title: '满 200 减 20',
  kind: 'fuel',
  reduction: { kind: 'fixed', amountFen: fen(2_000) },
  condition: { ...ALWAYS, minimumFen: fen(20_000) },
  alone: false,
  pumpPriceOnly: false,
  transferable: false,
}

export const aCouponView = (overrides: Partial<Plain<CouponView>> = {}): CouponView =>
  branded<CouponView>({
    ...RULES,
    couponId: 'coupon:1',
    templateId: 'coupon-template:full-200',
    state: { at: 'free' },
    ...overrides,
  })

export const aClaimable = (overrides: Partial<Plain<ClaimableView>> = {}): ClaimableView =>
  branded<ClaimableView>({
    ...RULES,
    templateId: 'coupon-template:full-200',
    days: 7,
    left: 100,
    refusal: null,
    ...overrides,
  })
