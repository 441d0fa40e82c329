import type { Service, ServiceContext } from '../service'
import { clearBooks, openBooks } from './books'
import { type Cashier, createCashier } from './cashier'
import { certificates } from './certificates'
import { close } from './close'
import { type Desk, type Office, SWITCHES, type WechatPaySwitches } from './desk'
import { echo } from './echo'
import { createRoutes } from './gateway'
import { type WechatPayCredentials, wechatPayCredentials, type WechatPayKeys } from './keys'
import { createNotifications } from './notifications'
import { openSigningKeys } from './platform-signer'
import { prepay } from './prepay'
import { queryByOutTradeNo, queryByTransactionId } from './query'
import { queryRefund, requestRefund } from './refund-endpoints'
import { awaitOpenRefunds } from './refund-settlement'

export interface WechatPayOptions {
  readonly keys: WechatPayKeys
  readonly switches?: Partial<WechatPaySwitches>
}

/** WeChat Pay API v3 for one merchant. What it does not do is in DIFFERENCES-PAYMENTS.md. */
export interface WechatPay extends Service, Cashier {
  readonly credentials: WechatPayCredentials
}

const ENDPOINTS = [
  prepay,
  queryByOutTradeNo,
  queryByTransactionId,
  close,
  requestRefund,
  queryRefund,
  certificates,
  echo,
]

export function createWechatPay(context: ServiceContext, options: WechatPayOptions): WechatPay {
  const office: Office = {
    context,
    keys: options.keys,
    signingKeys: openSigningKeys(options.keys),
    switches: { ...SWITCHES, ...options.switches },
    books: openBooks(context.file),
  }
  const desk: Desk = { ...office, notifications: createNotifications(office) }
  awaitOpenRefunds(desk)
  return {
    credentials: wechatPayCredentials(options.keys),
    routes: createRoutes(desk, ENDPOINTS),
    ...createCashier(desk),
    reset() {
      desk.notifications.clear()
      clearBooks(desk.books)
    },
  }
}
