import { type Fen, negateFen, sumFen } from '../../kernel/fen'
import type { Id } from '../../kernel/id'
import type { Posting } from '../../ledger/journal'
import { fundedShares, type Funding } from '../../ledger/party'

/** A coupon that a recharge brought, and what became of it. The coupon itself lies in a pocket. */
export interface GiftCoupon {
  readonly couponId: Id<'coupon'>
  readonly templateId: Id<'coupon-template'>
  /** Its maximum reduction; null if unbounded. */
  readonly worthFen: Fen | null
  readonly funding: Funding
  /** Held or used by an order, or handed on; null while it can still be withdrawn. */
  readonly spent: SpentCoupon | null
  /**
   * Amount deducted from a refund for it: from then on it is the member's own. Null without a
   * deduction.
   */
  readonly chargedFen: Fen | null
}

export interface SpentCoupon {
  /** Its actual or maximum reduction; null if unknown. */
  readonly worthFen: Fen | null
}

/** Coupons that are charged when they are lost: those that can no longer be withdrawn. */
export const toCharge = (coupons: readonly GiftCoupon[]): readonly GiftCoupon[] =>
  coupons.filter(({ chargedFen, spent }) => spent !== null && chargedFen === null)

/** Null where one of them can take off any amount. */
export function chargeFen(coupons: readonly GiftCoupon[]): Fen | null {
  const worths = coupons.map(({ spent }) => spent?.worthFen ?? null)
  const known = worths.filter((worthFen) => worthFen !== null)
  return known.length === worths.length ? sumFen(known) : null
}

/** Coupons of lost templates are charged, or they go; the others stay as they are. */
export const withoutCoupons = (
  coupons: readonly GiftCoupon[],
  lost: readonly Id<'coupon-template'>[],
): readonly GiftCoupon[] =>
  coupons.flatMap((coupon) => {
    const { chargedFen, spent, templateId } = coupon
    if (chargedFen !== null || !lost.includes(templateId)) return [coupon]
    return spent === null ? [] : [{ ...coupon, chargedFen: spent.worthFen }]
  })

/** Those who paid for a coupon have back what its member pays for it now. */
export const chargePostings = (coupons: readonly GiftCoupon[]): readonly Posting[] =>
  coupons.flatMap(({ funding, spent }) => {
    const amountFen = spent?.worthFen
    if (!amountFen) return []
    return [
      { account: 'prepaid:principal' as const, amountFen },
      ...fundedShares(funding, amountFen).map((share): Posting => ({
        account: `marketing:coupon:${share.party}`,
        amountFen: negateFen(share.amountFen),
      })),
    ]
  })
