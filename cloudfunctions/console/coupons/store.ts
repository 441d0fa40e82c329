import { isDeepStrictEqual } from 'node:util'
import type { CouponTemplate } from '@palm/shared/coupon/coupon'
import {
  changesBounds,
  handedRound,
  isBounded,
  newShares,
  type StockShare,
} from '@palm/shared/coupon/stock-share'
import { NO_FEN } from '@palm/shared/kernel/fen'
import type { Database, Transaction } from '../../database/session'
import { couponStocks, couponTemplates, stockShares } from '../../documents/member/coupons'

/** Answers with the version that it has become. */
export const saveTemplate = (
  database: Database,
  template: Omit<CouponTemplate, 'version'>,
): Promise<number> => database.transaction((transaction) => saveWithStock(transaction, template))

/**
 * A template's next version, with the remaining quota redistributed if it changed. Coupons issued
 * without a bound do not count for later bounds.
 */
async function saveWithStock(
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
