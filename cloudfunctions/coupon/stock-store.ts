import { randomInt } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import type { CouponTemplate, CouponTemplateId } from '@palm/shared/coupon/coupon'
import {
  changesBounds,
  handedRound,
  hasRoom,
  isBounded,
  newShares,
  shareId,
  STOCK_SHARES,
  type StockShare,
} from '@palm/shared/coupon/stock-share'
import { NO_FEN } from '@palm/shared/kernel/fen'
import { Busy, type Database, Taken, type Transaction } from '../kit/database/session'
import { couponStocks, couponTemplates, stockShares } from '../kit/documents/coupons'

/** All shares of a template; none where nothing has ever bounded it. */
export const sharesOf = (database: Database, templateId: CouponTemplateId): Promise<StockShare[]> =>
  database.find(stockShares, { where: { templateId }, limit: STOCK_SHARES })

/** One that has room, by lot, so that those who come at once meet as few others as can be. */
export function pickShare(shares: readonly StockShare[]): StockShare | null {
  const open = shares.filter(hasRoom)
  return open[open.length === 0 ? 0 : randomInt(open.length)] ?? null
}

/** Spreads the stock of a template that was saved before stocks were spread. Others may do it first. */
export async function spreadStock(database: Database, template: CouponTemplate): Promise<void> {
  try {
    await database.transaction(async (transaction) => {
      const first = await transaction.get(stockShares, shareId(template.id, 0))
      if (first) return
      const counted = await transaction.get(couponStocks, template.id)
      const shares = newShares(template.id, counted ?? { issued: 0, issuedFen: NO_FEN })
      for (const share of handedRound(template, shares)) {
        await transaction.insert(stockShares, share)
      }
    })
  } catch (error) {
    if (!(error instanceof Taken || error instanceof Busy)) throw error
  }
}

/**
 * A template's next version, with what is left of its quota handed round anew where that changed.
 * Coupons that were issued while nothing bounded them count for no later bound.
 */
export async function saveWithStock(
  transaction: Transaction,
  template: Omit<CouponTemplate, 'version'>,
): Promise<number> {
  const before = await transaction.get(couponTemplates, template.id)
  // A save whose answer was lost is repeated: what is there already is no further version.
  if (before && isDeepStrictEqual(before, { ...template, version: before.version })) {
    return before.version
  }
  const version = (before?.version ?? 0) + 1
  const next = { ...template, version }
  await transaction.put(couponTemplates, next)
  if (!isBounded(next) || !changesBounds(before, next)) return version
  const counted = await transaction.get(couponStocks, template.id)
  const known: StockShare[] = []
  for (const share of newShares(template.id, counted ?? { issued: 0, issuedFen: NO_FEN })) {
    known.push((await transaction.get(stockShares, share.id)) ?? share)
  }
  for (const share of handedRound(next, known)) await transaction.put(stockShares, share)
  return version
}
