import { openLedger } from '../gateway/ledger'
import type { Service, ServiceContext } from '../service'
import { appCode } from './user/app-code'
import { billDownloadUrl } from './bill/bill-download-url'
import { clearBooks, openBooks } from './books'
import { type Cashier, createCashier } from './trade/cashier'
import { type Console, createConsole } from './console'
import { type AlipaySwitches, type Context, type Method, type Store, SWITCHES } from './context'
import { createRoutes } from './gateway'
import { type AlipayCredentials, alipayCredentials, type AlipayKeys } from './wire/keys'
import { createNotifications } from './notice/notifications'
import { oauthToken } from './user/oauth-token'
import { orderSettle, orderSettleQuery } from './trade/order-settle'
import { refundQuery } from './trade/refund-query'
import { royaltyBind, royaltyUnbind } from './trade/royalty-relation'
import { templateMessage } from './user/template-message'
import { tradeClose } from './trade/close'
import { tradeCreate } from './trade/create'
import { createDeadlines } from './trade/trade-deadlines'
import { tradeQuery } from './trade/query'
import { tradeRefund } from './trade/refund'
import { awaitOpenActivities } from './voucher/activity-operation'
import { voucherAppend, voucherCreate, voucherQuery, voucherStop } from './voucher/activity-methods'
import { codeCount, codeDeposit } from './voucher/voucher-codes'
import { createVoucherCounter, type VoucherCounter } from './voucher/voucher-counter'
import { awaitExpiries } from './voucher/voucher-expiry'
import { voucherRefund, voucherUse } from './voucher/voucher-use'

export interface AlipayOptions {
  readonly keys: AlipayKeys
  readonly switches?: Partial<AlipaySwitches>
}

/** Alipay's open platform for one app. Missing functions are listed in DIFFERENCES-PAYMENTS.md. */
export interface Alipay extends Service, Cashier, VoucherCounter {
  readonly credentials: AlipayCredentials
  readonly console: Console
}

export const METHODS: readonly Method[] = [
  ...[oauthToken, tradeCreate, tradeQuery, tradeClose, tradeRefund, refundQuery],
  ...[royaltyBind, royaltyUnbind, orderSettle, orderSettleQuery],
  ...[billDownloadUrl, templateMessage, appCode],
  ...[voucherCreate, codeDeposit, codeCount, voucherAppend, voucherStop, voucherQuery],
  ...[voucherUse, voucherRefund],
]

export function createAlipay(service: ServiceContext, options: AlipayOptions): Alipay {
  const store: Store = {
    service,
    keys: options.keys,
    switches: { ...SWITCHES, ...options.switches },
    books: openBooks(service.file),
    ledger: openLedger(service.file, 'alipay'),
  }
  const notifying = { ...store, notifications: createNotifications(store) }
  const context: Context = { ...notifying, deadlines: createDeadlines(notifying) }
  awaitOpenActivities(context)
  awaitExpiries(context)
  return {
    credentials: alipayCredentials(options.keys),
    routes: createRoutes(context, METHODS),
    ...createCashier(context),
    ...createVoucherCounter(context),
    console: createConsole(context),
    reset() {
      context.notifications.clear()
      context.deadlines.clear()
      clearBooks(context.books)
      context.ledger.clear()
    },
  }
}
