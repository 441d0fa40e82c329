import { divide } from '../kernel/divide'
import { type Fen, NO_FEN, sumFen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import { costMaxFen } from './claim'
import type { CouponStock, CouponTemplate, CouponTemplateId, Quota } from './coupon'

/**
 * A part of a template's quota. Concurrent claims are spread over several documents; each has its
 * own bound, so together they never issue too many.
 */
export interface StockShare {
  readonly id: Id<'coupon-stock'>
  readonly templateId: CouponTemplateId
  readonly issued: number
  readonly issuedFen: Fen
  /** Maximum number that this share may issue. */
  readonly max: number
}

/** Number of documents: two hundred concurrent members are about six per document. */
export const STOCK_SHARES = 32

type Bounds = Pick<CouponTemplate, 'quota' | 'reduction'>

export const isBounded = ({ quota }: Pick<CouponTemplate, 'quota'>): boolean =>
  quota.total !== null || quota.budgetFen !== null

/** Whether saving `after` over `before` changes the remaining number of coupons. */
export const changesBounds = (before: Bounds | null, after: Bounds): boolean =>
  before?.quota.total !== after.quota.total ||
  before.quota.budgetFen !== after.quota.budgetFen ||
  costMaxFen(before) !== costMaxFen(after)

/**
 * Distributes the remaining quota and budget of a template over shares, which may have issued some
 * already. The remainder of the division goes to the first ones. `template` has a bound.
 */
export function handedRound(
  template: CouponTemplate,
  before: readonly StockShare[],
): readonly StockShare[] {
  const left = leftOf(template, before)
  const each = divide(left, STOCK_SHARES, 'down')
  const lucky = left - each * STOCK_SHARES
  return before.map((share, number) => ({
    ...share,
    max: share.issued + each + (number < lucky ? 1 : 0),
  }))
}

function leftOf(
  { quota: { budgetFen, total }, reduction }: CouponTemplate,
  shares: readonly StockShare[],
): number {
  const issued = shares.reduce((sum, share) => sum + share.issued, 0)
  const spentFen = sumFen(shares.map(({ issuedFen }) => issuedFen))
  const costFen = costMaxFen({ reduction })
  const byTotal = total === null ? [] : [total - issued]
  const byBudget =
    budgetFen === null || costFen === 0 ? [] : [divide(budgetFen - spentFen, costFen, 'down')]
  return Math.max(0, Math.min(...byTotal, ...byBudget))
}

/** Shares that have issued nothing, except for the count of the former single document. */
export const newShares = (
  templateId: CouponTemplateId,
  counted: Pick<CouponStock, 'issued' | 'issuedFen'>,
): readonly StockShare[] =>
  Array.from({ length: STOCK_SHARES }, (_, number) => ({
    id: shareId(templateId, number),
    templateId,
    issued: number === 0 ? counted.issued : 0,
    issuedFen: number === 0 ? counted.issuedFen : NO_FEN,
    max: 0,
  }))

export const shareId = (templateId: CouponTemplateId, number: number): StockShare['id'] =>
  `coupon-stock:${templateId.slice(templateId.indexOf(':') + 1)}-${String(number).padStart(2, '0')}`

export const hasRoom = ({ issued, max }: StockShare): boolean => issued < max

/** Total remaining number. */
export const leftIn = (shares: readonly StockShare[]): number =>
  shares.reduce((sum, { issued, max }) => sum + Math.max(0, max - issued), 0)

/** Quota of one share: its bound covers both total and budget. Null if unbounded. */
export const quotaOf = ({ quota }: CouponTemplate, share: StockShare | null): Quota => ({
  ...quota,
  total: share && share.max,
  budgetFen: null,
})
