import type { DurableFile } from '../durable-file'
import type { Settled } from '../gateway/once'
import { openRecords, type Records } from '../records'
import type { Bill } from './bill/bill'
import type { Trade } from './trade/trade'
import type { Activity } from './voucher/activity'
import type { Voucher } from './voucher/voucher'
import type { Answer } from './wire/answer'
import type { SentMessage } from './user/sent-message'
import type { Relation } from './trade/relation'
import type { DepositedCode } from './voucher/deposited-code'

/** A code that stands for a user: single-use, with an expiry. */
export interface AuthCode {
  readonly openId: string
  readonly expiresAtMs: number
}

/** Alipay's data of one merchant. */
export interface Books {
  /** By trade_no. */
  readonly trades: Records<Trade>
  /** trade_no by out_trade_no. */
  readonly tradeNos: Records<string>
  readonly authCodes: Records<AuthCode>
  /** 分账关系: the names of receivers by their number. */
  readonly relations: Records<Relation>
  /** By the token of their address. */
  readonly bills: Records<Bill>
  /** By form_id: the user who may get one message. */
  readonly formIds: Records<string>
  /** 订阅: number of messages that a user still accepts, by open_id and template. */
  readonly subscriptions: Records<number>
  readonly messages: Records<SentMessage>
  /** Content of the mini-program's codes, by the token of their pictures. */
  readonly appCodes: Records<string>
  /** 商家券活动 by activity_id. */
  readonly activities: Records<Activity>
  /** By activity_id and code, both of them. */
  readonly voucherCodes: Records<DepositedCode>
  readonly vouchers: Records<Voucher>
  /** By the request and the merchant's out_biz_no. */
  readonly voucherRequests: Records<Settled<Answer>>
  /** 应用网关, the address of messages without a trade; by app_id. */
  readonly messageUrls: Records<string>
}

export const openBooks = (file: DurableFile): Books => ({
  trades: openRecords(file, 'alipay.trade'),
  tradeNos: openRecords(file, 'alipay.trade-no'),
  authCodes: openRecords(file, 'alipay.auth-code'),
  relations: openRecords(file, 'alipay.relation'),
  bills: openRecords(file, 'alipay.bill'),
  formIds: openRecords(file, 'alipay.form-id'),
  subscriptions: openRecords(file, 'alipay.subscription'),
  messages: openRecords(file, 'alipay.message'),
  appCodes: openRecords(file, 'alipay.app-code'),
  activities: openRecords(file, 'alipay.voucher-activity'),
  voucherCodes: openRecords(file, 'alipay.voucher-code'),
  vouchers: openRecords(file, 'alipay.voucher'),
  voucherRequests: openRecords(file, 'alipay.voucher-request'),
  messageUrls: openRecords(file, 'alipay.message-url'),
})

export interface TradeNumbers {
  readonly trade_no?: string | undefined
  readonly out_trade_no?: string | undefined
}

/** By either number; Alipay's own takes precedence. */
export function clearBooks(books: Books): void {
  for (const records of Object.values(books) as Records<unknown>[]) {
    for (const { key } of records.all()) records.remove(key)
  }
}
