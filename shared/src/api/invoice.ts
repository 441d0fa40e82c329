import { z } from 'zod'
import type { Fen } from '../kernel/fen'
import type { EpochMs } from '../kernel/instant'
import type { Millilitre } from '../kernel/volume'
import type { RetryInvoiceRefusal } from '../invoice/apply'
import type { ApplyInvoiceRefusal } from '../invoice/apply-refusal'
import {
  type FailureReason,
  INVOICE_ORDERS_MAX,
  type InvoiceEvent,
  type InvoiceId,
  type InvoiceState,
  type ReverseReason,
} from '../invoice/invoice'
import {
  type InvoiceTitle,
  type InvoiceTitleId,
  type SaveTitleRefusal,
  TITLE_LENGTHS,
} from '../invoice/title'
import type { OrderId } from '../order/facts/order'
import type { RechargeId } from '../stored-value/recharge/recharge'
import type { Issuer } from '../trade/issuer'
import type { PayeeId } from '../trade/payee'
import { action } from './action'
import { amountFen, instant, invoiceId, invoiceTitleId, orderId, rechargeId } from './fields'

export interface TitlesView {
  /** The oldest first. */
  readonly titles: readonly InvoiceTitle[]
  readonly defaultId: InvoiceTitleId | null
}

/** Something that may be invoiced, with the sum. */
export interface InvoiceableView {
  readonly payeeId: PayeeId
  readonly payeeName: string
  readonly amountFen: Fen
  readonly atMs: EpochMs
  /** Why this payee does not invoice it here; null if it does. */
  readonly obstacle: 'not-offered' | 'other-wallet' | null
}

export interface InvoiceableOrderView extends InvoiceableView {
  readonly orderId: OrderId
  readonly tail: string
  readonly stationName: string
  readonly gradeName: string
  readonly volumeMl: Millilitre
}

export interface InvoiceableRechargeView extends InvoiceableView {
  readonly rechargeId: RechargeId
}

export interface InvoiceableReply {
  /** Newest first. */
  readonly orders: readonly InvoiceableOrderView[]
  /** On the first page, all of them. */
  readonly recharges: readonly InvoiceableRechargeView[]
  /** Pass it as `beforeMs` for older orders; null at the end. */
  readonly nextBeforeMs: EpochMs | null
}

export interface InvoiceLineView {
  readonly name: string
  readonly unit: string | null
  /** `12.29193342` */
  readonly quantity: string | null
  readonly unitPrice: string | null
  readonly amountFen: Fen
  readonly taxRate: number | null
  readonly taxFen: Fen
}

export interface InvoiceView {
  readonly invoiceId: InvoiceId
  readonly at: InvoiceState['at']
  /** Issued by the sandbox: not valid anywhere. */
  readonly isSample: boolean
  readonly issuer: Issuer
  readonly payeeName: string
  readonly title: InvoiceTitle
  readonly amountFen: Fen
  readonly lines: readonly InvoiceLineView[]
  /** Orders on it; empty for a recharge. */
  readonly orders: readonly {
    readonly orderId: OrderId
    readonly tail: string
    readonly stationName: string
    readonly amountFen: Fen
    readonly atMs: EpochMs
  }[]
  readonly rechargeId: RechargeId | null
  /** The oldest first. */
  readonly events: readonly InvoiceEvent[]
  readonly askedAtMs: EpochMs
  readonly fapiaoNumber: string | null
  readonly redNumber: string | null
  readonly failure: FailureReason | null
  readonly mayRetry: boolean
  readonly why: ReverseReason | null
  /** It will be reversed as soon as it is issued: there was a refund meanwhile. */
  readonly willBeReversed: boolean
  readonly replaces: InvoiceId | null
  readonly replacedBy: InvoiceId | null
}

export interface InvoiceListReply {
  /** Newest first. */
  readonly invoices: readonly InvoiceView[]
  readonly nextBeforeMs: EpochMs | null
}

type UnknownInvoice = { readonly code: 'invoice/unknown' }
type UnknownTitle = { readonly code: 'title/unknown' }

export type InvoiceFileRefusal =
  | UnknownInvoice
  /** Only an issued invoice has a file. */
  | { readonly code: 'invoice/no-file' }
  /** The issuer does not answer. Nothing has changed. */
  | { readonly code: 'invoice/issuer-unreachable' }

const text = (max: number) => z.string().trim().max(max)
const name = text(TITLE_LENGTHS.name).min(1)

const title = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('personal'), id: invoiceTitleId, name }),
  z.strictObject({
    kind: z.literal('company'),
    id: invoiceTitleId,
    name,
    // Longer than a number is: typed with spaces, which the domain takes out.
    taxNumber: text(40),
    address: text(TITLE_LENGTHS.address),
    phone: text(TITLE_LENGTHS.phone),
    bankName: text(TITLE_LENGTHS.bankName),
    bankAccount: text(TITLE_LENGTHS.bankAccount),
  }),
])

export const invoiceActions = {
  'invoice.titles': action<TitlesView>()({ audience: 'member', request: z.strictObject({}) }),
  /** Adds a title, or replaces the one of its id, which the phone makes. */
  'invoice.saveTitle': action<TitlesView, SaveTitleRefusal>()({
    audience: 'member',
    request: z.strictObject({ title, isDefault: z.boolean() }),
  }),
  'invoice.removeTitle': action<TitlesView>()({
    audience: 'member',
    request: z.strictObject({ titleId: invoiceTitleId }),
  }),
  /** Orders and recharges that the member may still have invoiced. */
  'invoice.invoiceable': action<InvoiceableReply>()({
    audience: 'member',
    request: z.strictObject({ beforeMs: instant.nullable() }),
  }),
  /**
   * 申请开票 for orders of one payee, or for one recharge. The phone makes the id: repeating the
   * request finds the invoice.
   */
  'invoice.apply': action<InvoiceView, ApplyInvoiceRefusal | UnknownInvoice | UnknownTitle>()({
    audience: 'member',
    request: z.strictObject({
      invoiceId,
      titleId: invoiceTitleId,
      orderIds: z.array(orderId).max(INVOICE_ORDERS_MAX),
      rechargeId: rechargeId.nullable(),
      amountFen,
    }),
  }),
  /** 重新申请 after a failure, perhaps with another title. */
  'invoice.retry': action<InvoiceView, RetryInvoiceRefusal | UnknownInvoice | UnknownTitle>()({
    audience: 'member',
    request: z.strictObject({ invoiceId, titleId: invoiceTitleId }),
  }),
  'invoice.list': action<InvoiceListReply>()({
    audience: 'member',
    request: z.strictObject({ beforeMs: instant.nullable() }),
  }),
  'invoice.get': action<InvoiceView, UnknownInvoice>()({
    audience: 'member',
    request: z.strictObject({ invoiceId }),
  }),
  /** The invoice as a PDF, in base64. */
  'invoice.file': action<{ readonly name: string; readonly base64: string }, InvoiceFileRefusal>()({
    audience: 'member',
    request: z.strictObject({ invoiceId }),
  }),
} as const
