import { type Fen, sumFen } from '../kernel/fen'
import { type Id, idLetters } from '../kernel/id'
import { type EpochMs, HOUR_MS, later } from '../kernel/instant'
import type { MemberId } from '../member/member'
import type { InvoicedLot } from '../order/facts/invoiced'
import type { OrderId } from '../order/facts/order'
import type { RechargeId } from '../stored-value/recharge/recharge'
import type { MerchantKey, Provider } from '../trade/fact'
import type { Issuer } from '../trade/issuer'
import type { PayeeId } from '../trade/payee'
import type { InvoiceLine } from './line'
import type { InvoiceTitle } from './title'

/** Made by the phone: asking again under the same id is the same application. */
export type InvoiceId = Id<'invoice'>

/** 电子发票: one application of a driver, and its life. */
export interface Invoice {
  readonly id: InvoiceId
  readonly memberId: MemberId
  readonly payee: InvoicePayee
  readonly title: InvoiceTitle
  /** Orders of one payee, or one recharge. */
  readonly sources: readonly InvoiceSource[]
  /** From 1; every attempt after a failure has a number of its own at the issuer. */
  readonly attempt: number
  readonly state: InvoiceState
  /** Set while it was being issued: it is reversed as soon as it has been. */
  readonly reverseWhenIssued: ReverseReason | null
  /** A person has been told that it hangs. */
  readonly isLate: boolean
  /** Its events, the oldest first. */
  readonly events: readonly InvoiceEvent[]
  readonly askedAtMs: EpochMs
  /** The invoice that this one replaces after a partial refund, and the one that replaces it. */
  readonly replaces: InvoiceId | null
  readonly replacedBy: InvoiceId | null
}

/** 销售方: who sells, and the account with the issuer that issues. */
export interface InvoicePayee {
  readonly id: PayeeId
  readonly name: string
  readonly issuer: Issuer
  readonly merchant: MerchantKey
}

export type InvoiceSource = OrderSource | RechargeSource

interface SourceFacts {
  readonly amountFen: Fen
  readonly line: InvoiceLine
  /** Time of the sale. */
  readonly atMs: EpochMs
  /** Its payment with a provider, which some issuers ask for; null if no provider was involved. */
  readonly payment: SourcePayment | null
}

export interface OrderSource extends SourceFacts {
  readonly kind: 'order'
  readonly orderId: OrderId
  readonly tail: string
  readonly stationName: string
  readonly nozzleNumber: number
  readonly lots: readonly InvoicedLot[]
}

export interface RechargeSource extends SourceFacts {
  readonly kind: 'recharge'
  readonly rechargeId: RechargeId
}

export interface SourcePayment {
  readonly provider: Provider
  readonly transactionId: string
  readonly tradeNo: string
  readonly amountFen: Fen
}

export type InvoiceState =
  /** Not known to have reached the issuer. */
  | { readonly at: 'asked'; readonly sinceMs: EpochMs }
  /** 开票中: accepted by the issuer. */
  | { readonly at: 'applied'; readonly sinceMs: EpochMs }
  | { readonly at: 'issued'; readonly issued: Issued }
  | { readonly at: 'failed'; readonly reason: FailureReason; readonly failedAtMs: EpochMs }
  /** 红冲中. `isAccepted`: the issuer has taken it. */
  | {
      readonly at: 'reversing'
      readonly issued: Issued
      readonly why: ReverseReason
      readonly sinceMs: EpochMs
      readonly isAccepted: boolean
    }
  | {
      readonly at: 'reversed'
      readonly issued: Issued
      readonly why: ReverseReason
      /** Number of the red invoice; null if the issuer does not tell it. */
      readonly redNumber: string | null
      readonly reversedAtMs: EpochMs
    }

/**
 * Transitions of an invoice. A failed one that was issued after all is issued, and an issuer may have
 * reversed what was not known to be issued.
 */
export const INVOICE_TRANSITIONS: Readonly<
  Record<InvoiceState['at'], readonly InvoiceState['at'][]>
> = {
  asked: ['applied', 'issued', 'failed', 'reversing', 'reversed'],
  applied: ['asked', 'issued', 'failed', 'reversing', 'reversed'],
  failed: ['asked', 'issued', 'reversing', 'reversed'],
  issued: ['reversing', 'reversed'],
  reversing: ['reversed'],
  reversed: [],
}

export interface Issued {
  /** 发票号码: 20 digits where all is digital. */
  readonly fapiaoNumber: string
  readonly issuedAtMs: EpochMs
}

/** Reasons that a driver can understand; the issuer's own words stay in the log. */
export const FAILURE_REASONS = [
  /** Name and number do not belong together, or the number is unknown to the tax office. */
  'title-refused',
  /** 成品油库存不足: the station has too little downloaded inventory to invoice. */
  'no-inventory',
  /** The payment is unknown to the issuer, or was invoiced elsewhere. */
  'payment-refused',
  'other',
] as const
export type FailureReason = (typeof FAILURE_REASONS)[number]

/** 退款 in full, or in part: then another invoice follows for the rest. */
export type ReverseReason = 'refunded' | 'partly-refunded'

export interface InvoiceEvent {
  readonly what: InvoiceState['at']
  readonly atMs: EpochMs
}

/** Orders on one invoice. */
export const INVOICE_ORDERS_MAX = 10
/** One, and four repetitions (pay.weixin.qq.com/doc/v3/partner/4016760559). */
export const ATTEMPTS_MAX = 5
/** An invoice that hangs so long becomes an incident. */
export const INVOICE_LATE_AFTER_MS = 6 * HOUR_MS

/** The number by which the issuer knows an attempt. */
export const numberOf = ({ attempt, id }: Pick<Invoice, 'attempt' | 'id'>): string =>
  `${idLetters(id)}${attempt}`

/** The invoice of an issuer's number; null if the number has another form. */
export function invoiceOfNumber(number: string): InvoiceId | null {
  const match = /^([0-9a-z]{20})[1-9]$/.exec(number)
  return match ? `invoice:${match[1]!}` : null
}

export const invoiceTotal = ({ sources }: Pick<Invoice, 'sources'>): Fen =>
  sumFen(sources.map(({ amountFen }) => amountFen))

/** Since when the issuer is expected to do something; null if nothing is expected of it. */
export const waitingSinceMs = ({ state }: Pick<Invoice, 'state'>): EpochMs | null =>
  'sinceMs' in state ? state.sinceMs : null

/** When a hanging invoice becomes an incident; null where none is expected. */
export function invoiceLateAtMs(invoice: Invoice): EpochMs | null {
  const sinceMs = waitingSinceMs(invoice)
  return sinceMs === null || invoice.isLate ? null : later(sinceMs, INVOICE_LATE_AFTER_MS)
}
