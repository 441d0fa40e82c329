import { type EpochMs, HOUR_MS, later, MINUTE_MS, SECOND_MS } from '../kernel/instant'
import { type Invoice, waitingSinceMs } from './invoice'

/** Waiting times between queries of an issuer: invoices usually take seconds, sometimes a day. */
const DELAYS_MS: readonly number[] = [
  15 * SECOND_MS,
  30 * SECOND_MS,
  MINUTE_MS,
  2 * MINUTE_MS,
  5 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
]

/** When the timer looks at an invoice for the first time; null if its issuer owes nothing. */
export function invoiceDueAtMs(invoice: Invoice): EpochMs | null {
  const sinceMs = waitingSinceMs(invoice)
  return sinceMs === null ? null : later(sinceMs, DELAYS_MS[0]!)
}

/** When it looks again, after so many looks that changed nothing. */
export const nextInvoiceLookMs = (tries: number, nowMs: EpochMs): EpochMs =>
  later(nowMs, DELAYS_MS[Math.min(tries + 1, DELAYS_MS.length - 1)]!)
