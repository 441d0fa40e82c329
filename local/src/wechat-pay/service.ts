import { openLedger } from '../gateway/ledger'
import type { Service, ServiceContext } from '../service'
import { applyAbnormalRefund } from './refund/abnormal-refund'
import { downloadBill, fundFlowBill, tradeBill } from './bill/bill-endpoints'
import { clearBooks, openBooks } from './books'
import { type Cashier, createCashier } from './trade/cashier'
import { listCertificates } from './wire/certificates'
import { close, partnerClose } from './trade/close'
import { type Console, createConsole } from './console'
import { queryCouponCallback, setCouponCallback } from './coupon/callback-endpoints'
import { uploadCodes } from './coupon/code-endpoints'
import { type CouponCounter, createCouponCounter } from './coupon/coupon-counter'
import {
  associateOrder,
  deactivateCouponOfUser,
  disassociateOrder,
  returnCouponOfUser,
  useCouponOfUser,
} from './coupon/coupon-endpoints'
import { changeBudget, createStock, queryStock } from './coupon/stock-endpoints'
import { listCouponsOfUser, queryCouponOfUser } from './coupon/user-coupon-endpoints'
import {
  type Context,
  type Endpoint,
  type Store,
  SWITCHES,
  type WechatPaySwitches,
} from './context'
import { echo } from './wire/echo'
import {
  configureFapiao,
  fapiaoFiles,
  issueGeneral,
  issueRefinedOil,
  queryFapiao,
  reverseFapiao,
} from './fapiao/fapiao-endpoints'
import { serveFapiaoFile } from './fapiao/fapiao-file'
import { awaitOpenFapiaos } from './fapiao/fapiao-settlement'
import { createRoutes } from './gateway'
import { type WechatPayCredentials, wechatPayCredentials, type WechatPayKeys } from './wire/keys'
import { createNotifications } from './notice/notifications'
import { awaitPayment } from './trade/payment'
import { openPlatformCertificates } from './wire/platform-certificates'
import { openSigningKeys } from './wire/platform-signer'
import { partnerPrepay, prepay } from './trade/prepay'
import { partnerQuery, queryByOutTradeNo, queryByTransactionId } from './trade/query'
import { queryRefund, requestRefund } from './refund/refund-endpoints'
import { awaitOpenRefunds } from './refund/refund-settlement'
import { addReceiver, deleteReceiver } from './sharing/receiver-endpoints'
import { share } from './sharing/share'
import { queryShareReturn, returnShare } from './sharing/share-return-endpoints'
import { querySharing, queryUnsplitAmount } from './sharing/sharing-query'
import { awaitOpenSharings } from './sharing/sharing-settlement'
import { unfreezeRest } from './sharing/unfreeze'

export interface WechatPayOptions {
  readonly keys: WechatPayKeys
  readonly switches?: Partial<WechatPaySwitches>
}

/** WeChat Pay API v3 for the merchants of one application. Missing functions are listed in DIFFERENCES-PAYMENTS.md. */
export interface WechatPay extends Service, Cashier, CouponCounter {
  readonly credentials: WechatPayCredentials
  readonly console: Console
}

export const ENDPOINTS: readonly Endpoint[] = [
  ...[prepay, queryByOutTradeNo, queryByTransactionId, close],
  ...[partnerPrepay, partnerQuery, partnerClose],
  ...[requestRefund, queryRefund, applyAbnormalRefund],
  ...[addReceiver, deleteReceiver, share, querySharing, unfreezeRest, queryUnsplitAmount],
  ...[returnShare, queryShareReturn],
  ...[tradeBill, fundFlowBill, downloadBill],
  ...[createStock, queryStock, changeBudget, uploadCodes, setCouponCallback, queryCouponCallback],
  ...[useCouponOfUser, returnCouponOfUser, deactivateCouponOfUser],
  ...[associateOrder, disassociateOrder, listCouponsOfUser, queryCouponOfUser],
  ...[configureFapiao, issueRefinedOil, issueGeneral, queryFapiao, fapiaoFiles, reverseFapiao],
  ...[listCertificates, echo],
]

export function createWechatPay(service: ServiceContext, options: WechatPayOptions): WechatPay {
  const certificates = openPlatformCertificates(service.file, options.keys)
  const store: Store = {
    service,
    keys: options.keys,
    certificates,
    signingKeys: openSigningKeys(options.keys, certificates),
    switches: { ...SWITCHES, ...options.switches },
    books: openBooks(service.file),
    ledger: openLedger(service.file, 'wechat-pay'),
  }
  const context: Context = { ...store, notifications: createNotifications(store) }
  awaitWhatIsOpen(context)
  return {
    credentials: wechatPayCredentials(options.keys),
    async routes(server) {
      await server.register(createRoutes(context, ENDPOINTS))
      serveFapiaoFile(server, context.books)
    },
    ...createCashier(context),
    ...createCouponCounter(context),
    console: createConsole(context),
    reset() {
      context.notifications.clear()
      clearBooks(context.books)
      context.ledger.clear()
      certificates.clear()
    },
  }
}

/** Resumes operations that began before a restart. */
function awaitWhatIsOpen(context: Context): void {
  for (const { value } of context.books.trades.all()) {
    if (value.state === 'USERPAYING') void awaitPayment(context, value)
  }
  awaitOpenRefunds(context)
  awaitOpenSharings(context)
  awaitOpenFapiaos(context)
}
