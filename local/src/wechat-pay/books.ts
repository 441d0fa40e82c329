import type { DurableFile } from '../durable-file'
import { openRecords, type Records } from '../records'
import type { Refund } from './refund'
import type { PaidTrade, Trade } from './trade'

/** A pending offer to pay a trade; a trade may have several. */
export interface Prepay {
  readonly outTradeNo: string
  readonly expiresAtMs: number
}

/** All that WeChat Pay remembers of one merchant's trades. */
export interface Books {
  /** By out_trade_no. */
  readonly trades: Records<Trade>
  /** By prepay_id. */
  readonly prepays: Records<Prepay>
  /** out_trade_no by transaction_id. */
  readonly transactions: Records<string>
  /** By out_refund_no. */
  readonly refunds: Records<Refund>
}

export const openBooks = (file: DurableFile): Books => ({
  trades: openRecords(file, 'wechat-pay.trade'),
  prepays: openRecords(file, 'wechat-pay.prepay'),
  transactions: openRecords(file, 'wechat-pay.transaction'),
  refunds: openRecords(file, 'wechat-pay.refund'),
})

/** The oldest first. */
export const refundsOf = (books: Books, { outRefundNos }: PaidTrade): Refund[] =>
  outRefundNos.flatMap((outRefundNo) => books.refunds.get(outRefundNo) ?? [])

export function clearBooks(books: Books): void {
  for (const records of Object.values(books) as Records<unknown>[]) {
    for (const { key } of records.all()) records.remove(key)
  }
}
