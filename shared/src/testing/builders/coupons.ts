import type { CouponPocket } from '../../coupon/claim'
import { issued } from '../../coupon/claim'
import type { Coupon, CouponId, CouponStock, CouponTemplate } from '../../coupon/coupon'
import { fen } from '../../kernel/fen'
import { ALWAYS } from '../../pricing/rules/condition'
import { NOON } from './builders'

/** 满 200 减 20, valid for a week, one per member. */
export function aTemplate(changes: Partial<CouponTemplate> = {}): CouponTemplate {
  return {
    id: 'coupon-template:spring',
    version: 1,
    kind: 'fuel',
    title: '满 200 减 20',
    reduction: { kind: 'fixed', amountFen: fen(2_000) },
    condition: { ...ALWAYS, minimumFen: fen(20_000) },
    group: 'full-reduction',
    alone: false,
    pumpPriceOnly: false,
    funding: [
      { party: 'hq', weight: 60 },
      { party: 'station:bj0001', weight: 40 },
    ],
    validity: { kind: 'relative', days: 7 },
    quota: { total: 100, perMember: 1, perMemberDay: null, budgetFen: null },
    transferable: false,
    onShow: true,
    ...changes,
  }
}

export const aStock = (changes: Partial<CouponStock> = {}): CouponStock => ({
  id: 'coupon-template:spring',
  issued: 0,
  issuedFen: fen(0),
  ...changes,
})

export const anIssued = (
  id: CouponId = 'coupon:spring1',
  changes: Partial<CouponTemplate> = {},
): Coupon => issued(aTemplate(changes), id, NOON)

export const aPocket = (...coupons: readonly Coupon[]): CouponPocket => ({ coupons, claims: [] })
