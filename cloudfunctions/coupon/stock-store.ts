import { randomInt } from 'node:crypto'
import type { CouponTemplate, CouponTemplateId } from '@palm/shared/coupon/coupon'
import {
  handedRound,
  hasRoom,
  newShares,
  shareId,
  STOCK_SHARES,
  type StockShare,
} from '@palm/shared/coupon/stock-share'
import { NO_FEN } from '@palm/shared/kernel/fen'
import { Busy, type Database, Taken } from '../database/session'
import { couponStocks, stockShares } from '../documents/member/coupons'

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
