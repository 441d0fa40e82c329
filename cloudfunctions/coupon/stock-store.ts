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
import { Busy, type Database, Taken, type Transaction } from '../database/session'
import { couponStocks, couponTemplates, stockShares } from '../documents/member/coupons'

/** All shares of a template; empty if it was never bounded. */
export const sharesOf = (database: Database, templateId: CouponTemplateId): Promise<StockShare[]> =>
  database.find(stockShares, { where: { templateId }, limit: STOCK_SHARES })

/** A random share with room, so that concurrent claims rarely meet. */
export function pickShare(shares: readonly StockShare[]): StockShare | null {
  const open = shares.filter(hasRoom)
  return open[open.length === 0 ? 0 : randomInt(open.length)] ?? null
}

/** Distributes the stock of a template saved before shares existed. Concurrent calls are safe. */
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
 * A template's next version, with the remaining quota redistributed if it changed. Coupons issued
 * without a bound do not count for later bounds.
 */
export async function saveWithStock(
  transaction: Transaction,
  template: Omit<CouponTemplate, 'version'>,
): Promise<number> {
  const before = await transaction.get(couponTemplates, template.id)
  // A repeated save after a lost answer makes no further version.
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
