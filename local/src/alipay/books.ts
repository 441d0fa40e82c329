import type { DurableFile } from '../durable-file'
import { openRecords, type Records } from '../records'
import type { Trade } from './trade'

/** A code that stands for a user until it is used, once, or too old. */
export interface AuthCode {
  readonly openId: string
  readonly expiresAtMs: number
}

/** All that Alipay remembers of one merchant. */
export interface Books {
  /** By trade_no. */
  readonly trades: Records<Trade>
  /** trade_no by out_trade_no. */
  readonly tradeNos: Records<string>
  readonly authCodes: Records<AuthCode>
}

export const openBooks = (file: DurableFile): Books => ({
  trades: openRecords(file, 'alipay.trade'),
  tradeNos: openRecords(file, 'alipay.trade-no'),
  authCodes: openRecords(file, 'alipay.auth-code'),
})

export interface TradeNumbers {
  readonly trade_no?: string | undefined
  readonly out_trade_no?: string | undefined
}

/** By either number; Alipay's own goes first. */
export function findTrade({ tradeNos, trades }: Books, numbers: TradeNumbers): Trade | undefined {
  const { out_trade_no: outTradeNo, trade_no: named } = numbers
  const tradeNo = named ?? (outTradeNo === undefined ? undefined : tradeNos.get(outTradeNo))
  return tradeNo === undefined ? undefined : trades.get(tradeNo)
}

export function clearBooks(books: Books): void {
  for (const records of Object.values(books) as Records<unknown>[]) {
    for (const { key } of records.all()) records.remove(key)
  }
}
