import type { EpochMs } from '../kernel/instant'
import type { Issuer } from '../trade/issuer'
import type { FailureReason } from './invoice'

/**
 * An issuer's verified statement about one attempt, from a notice, an answer to a query, or the answer
 * to an application. No other statement is a fact.
 */
export interface InvoiceFact {
  readonly issuer: Issuer
  /** Our number for the attempt. */
  readonly number: string
  readonly now: InvoiceFactState
}

export type InvoiceFactState =
  | { readonly at: 'accepted' }
  | { readonly at: 'issued'; readonly fapiaoNumber: string; readonly issuedAtMs: EpochMs }
  | { readonly at: 'failed'; readonly reason: FailureReason }
  /** The issuer has taken the reversal; the invoice is still valid. */
  | { readonly at: 'reversing'; readonly fapiaoNumber: string; readonly issuedAtMs: EpochMs }
  /** The reversal failed and may be asked for again; the invoice is still valid. */
  | { readonly at: 'reverse-failed' }
  | {
      readonly at: 'reversed'
      readonly fapiaoNumber: string
      readonly issuedAtMs: EpochMs
      readonly redNumber: string | null
      readonly reversedAtMs: EpochMs
    }
