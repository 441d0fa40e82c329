import type { DurableFile } from '../durable-file'
import type { Settled } from '../gateway/once'
import { openRecords, type Records } from '../records'
import type { Bill } from './bill/bill'
import type { Coupon } from './coupon/coupon'
import type { Stock } from './coupon/stock'
import type { Refund } from './refund/refund'
import type { Fapiao } from './fapiao/fapiao'
import type { Receiver } from './sharing/receiver'
import type { ShareReturn } from './sharing/share-return'
import type { Sharing } from './sharing/sharing'
import { isPaid, type PaidTrade, type Trade } from './trade/trade'
import type { UploadedCode } from './coupon/uploaded-code'
import type { JsonAnswer } from './wire/answer'

/** A pending offer to pay a trade; a trade may have several. */
export interface Prepay {
  readonly outTradeNo: string
  readonly expiresAtMs: number
}

/** WeChat Pay's data of one merchant's trades. */
export interface Books {
  /** By out_trade_no. */
  readonly trades: Records<Trade>
  /** By prepay_id. */
  readonly prepays: Records<Prepay>
  /** out_trade_no by transaction_id. */
  readonly transactions: Records<string>
  /** By out_refund_no. */
  readonly refunds: Records<Refund>
  /** By type and account. */
  readonly receivers: Records<Receiver>
  /** By out_order_no: profit sharing and unfreezing. */
  readonly sharings: Records<Sharing>
  /** By out_return_no. */
  readonly returns: Records<ShareReturn>
  /** By the token of their download_url. */
  readonly bills: Records<Bill>
  /** 商家券 by stock_id. */
  readonly stocks: Records<Stock>
  /** By stock_id and code, both of them. */
  readonly couponCodes: Records<UploadedCode>
  readonly coupons: Records<Coupon>
  /** By the request and the merchant's number for it. */
  readonly couponRequests: Records<Settled<JsonAnswer>>
  /** Address of 领券 notifications, by mchid. */
  readonly couponCallbacks: Records<string>
  /** 电子发票 by fapiao_id. */
  readonly fapiaos: Records<Fapiao>
  /** Address of their notifications, by sub_mchid. */
  readonly fapiaoCallbacks: Records<string>
  /** fapiao_id by the token of a download_url. */
  readonly fapiaoTokens: Records<string>
}

export const openBooks = (file: DurableFile): Books => ({
  trades: openRecords(file, 'wechat-pay.trade'),
  prepays: openRecords(file, 'wechat-pay.prepay'),
  transactions: openRecords(file, 'wechat-pay.transaction'),
  refunds: openRecords(file, 'wechat-pay.refund'),
  receivers: openRecords(file, 'wechat-pay.receiver'),
  sharings: openRecords(file, 'wechat-pay.sharing'),
  returns: openRecords(file, 'wechat-pay.share-return'),
  bills: openRecords(file, 'wechat-pay.bill'),
  stocks: openRecords(file, 'wechat-pay.coupon-stock'),
  couponCodes: openRecords(file, 'wechat-pay.coupon-code'),
  coupons: openRecords(file, 'wechat-pay.coupon'),
  couponRequests: openRecords(file, 'wechat-pay.coupon-request'),
  couponCallbacks: openRecords(file, 'wechat-pay.coupon-callback'),
  fapiaos: openRecords(file, 'wechat-pay.fapiao'),
  fapiaoCallbacks: openRecords(file, 'wechat-pay.fapiao-callback'),
  fapiaoTokens: openRecords(file, 'wechat-pay.fapiao-token'),
})

/** A paid trade by WeChat Pay's own number. */
export function paidTradeOf(books: Books, transactionId: string): PaidTrade | undefined {
  const outTradeNo = books.transactions.get(transactionId)
  const trade = outTradeNo === undefined ? undefined : books.trades.get(outTradeNo)
  return trade && isPaid(trade) ? trade : undefined
}

/** Oldest first. */
export const refundsOf = (books: Books, { outRefundNos }: PaidTrade): Refund[] =>
  outRefundNos.flatMap((outRefundNo) => books.refunds.get(outRefundNo) ?? [])

export function clearBooks(books: Books): void {
  for (const records of Object.values(books) as Records<unknown>[]) {
    for (const { key } of records.all()) records.remove(key)
  }
}
