import type { Service, ServiceContext } from '../service'
import { clearBooks, openBooks } from './books'
import { type Cashier, createCashier } from './cashier'
import { type AlipaySwitches, type Desk, type Office, SWITCHES } from './desk'
import { createRoutes } from './gateway'
import { type AlipayCredentials, alipayCredentials, type AlipayKeys } from './keys'
import { createNotifications } from './notifications'
import { oauthToken } from './oauth-token'
import { refundQuery } from './refund-query'
import { tradeClose } from './trade-close'
import { tradeCreate } from './trade-create'
import { createDeadlines } from './trade-deadlines'
import { tradeQuery } from './trade-query'
import { tradeRefund } from './trade-refund'

export interface AlipayOptions {
  readonly keys: AlipayKeys
  readonly switches?: Partial<AlipaySwitches>
}

/** Alipay's open platform for one app. What it does not do is in DIFFERENCES-PAYMENTS.md. */
export interface Alipay extends Service, Cashier {
  readonly credentials: AlipayCredentials
}

const METHODS = [oauthToken, tradeCreate, tradeQuery, tradeClose, tradeRefund, refundQuery]

export function createAlipay(context: ServiceContext, options: AlipayOptions): Alipay {
  const office: Office = {
    context,
    keys: options.keys,
    switches: { ...SWITCHES, ...options.switches },
    books: openBooks(context.file),
  }
  const notifying = { ...office, notifications: createNotifications(office) }
  const desk: Desk = { ...notifying, deadlines: createDeadlines(notifying) }
  return {
    credentials: alipayCredentials(options.keys),
    routes: createRoutes(desk, METHODS),
    ...createCashier(desk),
    reset() {
      desk.notifications.clear()
      desk.deadlines.clear()
      clearBooks(desk.books)
    },
  }
}
