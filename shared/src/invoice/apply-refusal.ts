import type { Fen } from '../kernel/fen'
import type { OrderId } from '../order/facts/order'
import type { Issuer } from '../trade/issuer'
import type { InvoiceId } from './invoice'

export type ApplyInvoiceRefusal =
  /** Another member's, whose existence is not revealed, or none. */
  | { readonly code: 'order/unknown' }
  | { readonly code: 'recharge/unknown' }
  /** Not confirmed at the station, so that its amount may still change. */
  | { readonly code: 'invoice/not-served'; readonly orderId: OrderId }
  /** It is on an invoice already. */
  | { readonly code: 'invoice/already'; readonly invoiceId: InvoiceId }
  /** Nothing was paid with money, or all of it was refunded or invoiced with its recharge. */
  | { readonly code: 'invoice/nothing-left' }
  /** Fuel paid from the recharge is invoiced: the recharge itself cannot be any more. */
  | { readonly code: 'invoice/fuel-invoiced' }
  | { readonly code: 'invoice/several-payees' }
  | { readonly code: 'invoice/too-many-orders'; readonly max: number }
  /** The payee issues no electronic invoices here; the station does it. */
  | { readonly code: 'invoice/not-offered' }
  /** This payee's issuer invoices only what its own wallet has paid. */
  | { readonly code: 'invoice/other-wallet'; readonly issuer: Issuer }
  /** The sum is not the one that was shown: nothing was applied for. */
  | { readonly code: 'invoice/amount-changed'; readonly amountFen: Fen }
