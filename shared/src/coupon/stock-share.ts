import { divide } from '../kernel/divide'
import { type Fen, NO_FEN, sumFen } from '../kernel/fen'
import type { Id } from '../kernel/id'
import { costMostFen } from './claim'
import type { CouponStock, CouponTemplate, CouponTemplateId, Quota } from './coupon'

/**
 * A part of how many coupons of a template there may be. What many members claim at once is spread
 * over documents of their own; each bounds itself, so together they never issue too many.
 */
export interface StockShare {
  readonly id: Id<'coupon-stock'>
  readonly templateId: CouponTemplateId
  readonly issued: number
  readonly issuedFen: Fen
  /** How many it may issue in all. */
  readonly most: number
}

/** So many documents; two hundred members at once meet six to a document. */
export const STOCK_SHARES = 32

type Bounds = Pick<CouponTemplate, 'quota' | 'reduction'>

export const isBounded = ({ quota }: Pick<CouponTemplate, 'quota'>): boolean =>
  quota.total !== null || quota.budgetFen !== null

/** Whether saving `after` over `before` changes how many coupons are left. */
export const changesBounds = (before: Bounds | null, after: Bounds): boolean =>
  before?.quota.total !== after.quota.total ||
  before.quota.budgetFen !== after.quota.budgetFen ||
  costMostFen(before) !== costMostFen(after)

/**
 * Hands what is left of a template's quota and budget round, to shares that may have issued some
 * already. What does not divide goes to the first ones. `template` has a bound.
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
    most: share.issued + each + (number < lucky ? 1 : 0),
  }))
}

function leftOf(
  { quota: { budgetFen, total }, reduction }: CouponTemplate,
  shares: readonly StockShare[],
): number {
  const issued = shares.reduce((sum, share) => sum + share.issued, 0)
  const spentFen = sumFen(shares.map(({ issuedFen }) => issuedFen))
  const costFen = costMostFen({ reduction })
  const byTotal = total === null ? [] : [total - issued]
  const byBudget =
    budgetFen === null || costFen === 0 ? [] : [divide(budgetFen - spentFen, costFen, 'down')]
  return Math.max(0, Math.min(...byTotal, ...byBudget))
}

/** Shares that have issued nothing, but for what was counted in one document before there were any. */
export const newShares = (
  templateId: CouponTemplateId,
  counted: Pick<CouponStock, 'issued' | 'issuedFen'>,
): readonly StockShare[] =>
  Array.from({ length: STOCK_SHARES }, (_, number) => ({
    id: shareId(templateId, number),
    templateId,
    issued: number === 0 ? counted.issued : 0,
    issuedFen: number === 0 ? counted.issuedFen : NO_FEN,
    most: 0,
  }))

export const shareId = (templateId: CouponTemplateId, number: number): StockShare['id'] =>
  `coupon-stock:${templateId.slice(templateId.indexOf(':') + 1)}-${String(number).padStart(2, '0')}`

export const hasRoom = ({ issued, most }: StockShare): boolean => issued < most

/** How many are left in all. */
export const leftIn = (shares: readonly StockShare[]): number =>
  shares.reduce((sum, { issued, most }) => sum + Math.max(0, most - issued), 0)

/** The quota of one share: its bound stands for both, total and budget. Null where nothing bounds. */
export const quotaOf = ({ quota }: CouponTemplate, share: StockShare | null): Quota => ({
  ...quota,
  total: share && share.most,
  budgetFen: null,
})
