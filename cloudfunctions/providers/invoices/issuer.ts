import type { InvoiceFact } from '@palm/shared/invoice/fact'
import type { Invoice } from '@palm/shared/invoice/invoice'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Result } from '@palm/shared/kernel/result'
import type { Issuer } from '@palm/shared/trade/issuer'
import type { Delivery, HttpReply, NotificationRefusal } from '../provider'

/**
 * A provider of electronic invoices, as used by the rest of the code. Facts are verified; what they
 * mean for an invoice is decided by the domain.
 */
export interface InvoiceProvider {
  readonly issuer: Issuer
  /**
   * Applies for the current attempt, whose number is the idempotency key. A definite refusal is a
   * fact as well: the attempt has failed.
   */
  apply(invoice: Invoice): Promise<Result<InvoiceFact, IssuerRefusal>>
  /** Null if the issuer does not know the attempt. */
  find(invoice: Invoice): Promise<Result<InvoiceFact | null, IssuerRefusal>>
  /** 红冲 of the whole invoice. Asking again changes nothing. */
  reverse(invoice: Invoice): Promise<Result<InvoiceFact, IssuerRefusal>>
  /** The PDF of an issued invoice. */
  file(invoice: Invoice): Promise<Result<Buffer, IssuerRefusal>>
  /**
   * Reads a delivery from the issuer. Makes no call, whatever it contains. It only says which attempts
   * have changed, because not every issuer says more: what they are now is asked.
   */
  readNotice(delivery: Delivery, nowMs: EpochMs): Result<InvoiceNotice, NotificationRefusal>
  /** The answer that makes the issuer stop, or continue, delivering. */
  acknowledge(outcome: 'done' | 'again' | 'refused'): HttpReply
}

export interface InvoiceNotice {
  /** Our numbers of attempts. */
  readonly numbers: readonly string[]
}

export type IssuerRefusal =
  /** No answer, a broken one, or an unverified one. The outcome is unknown. */
  | { readonly code: 'issuer/unreachable'; readonly reason: string }
  /** A definite refusal. `reason` is the issuer's own code. */
  | { readonly code: 'issuer/refused'; readonly reason: string }
