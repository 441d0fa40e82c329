import { type EpochMs } from '../kernel/instant'
import type { InvoiceFact, InvoiceFactState } from './fact'
import {
  type Invoice,
  type InvoiceState,
  type Issued,
  numberOf,
  type ReverseReason,
} from './invoice'

/** The invoice after a fact. `isStray`: an earlier attempt was issued after all, beside this one. */
export interface Heard {
  readonly invoice: Invoice
  readonly isStray: boolean
}

/**
 * Takes in every word of an issuer, in any order: notices come late,
 * twice, and after a query has told the same. Issued beats failed; nothing undoes a reversal.
 */
export function hearInvoice(invoice: Invoice, fact: InvoiceFact, nowMs: EpochMs): Heard {
  if (fact.issuer !== invoice.payee.issuer) return { invoice, isStray: false }
  if (fact.number !== numberOf(invoice)) {
    return { invoice, isStray: fact.now.at !== 'failed' && fact.now.at !== 'reversed' }
  }
  const next = nextState(invoice, fact.now, nowMs)
  return { invoice: next === null ? invoice : moved(invoice, next, nowMs), isStray: false }
}

/** Null if the fact is known, or older than a known one. */
function nextState(
  { reverseWhenIssued: why, state }: Invoice,
  now: InvoiceFactState,
  nowMs: EpochMs,
): InvoiceState | null {
  switch (now.at) {
    case 'accepted':
      return state.at === 'asked' ? { at: 'applied', sinceMs: nowMs } : null
    case 'failed':
      return isPending(state) ? { at: 'failed', reason: now.reason, failedAtMs: nowMs } : null
    case 'issued':
      if ('issued' in state) return null
      return why === null
        ? { at: 'issued', issued: issuedBy(now) }
        : { at: 'reversing', issued: issuedBy(now), why, sinceMs: nowMs, isAccepted: false }
    case 'reversing':
      return reversingBy(state, now, why, nowMs)
    case 'reverse-failed':
      return state.at === 'reversing' && state.isAccepted ? { ...state, isAccepted: false } : null
    case 'reversed':
      if (state.at === 'reversed') return null
      return {
        at: 'reversed',
        issued: issuedBy(now),
        why: state.at === 'reversing' ? state.why : (why ?? 'refunded'),
        redNumber: now.redNumber,
        reversedAtMs: now.reversedAtMs,
      }
  }
}

function reversingBy(
  state: InvoiceState,
  now: Extract<InvoiceFactState, { at: 'reversing' }>,
  why: ReverseReason | null,
  nowMs: EpochMs,
): InvoiceState | null {
  if (state.at === 'reversed') return null
  if (state.at === 'reversing') return state.isAccepted ? null : { ...state, isAccepted: true }
  const issued = issuedBy(now)
  return { at: 'reversing', issued, why: why ?? 'refunded', sinceMs: nowMs, isAccepted: true }
}

const isPending = ({ at }: InvoiceState): boolean => at === 'asked' || at === 'applied'

const issuedBy = ({ fapiaoNumber, issuedAtMs }: Issued): Issued => ({ fapiaoNumber, issuedAtMs })

/** The issuer knows nothing of it: the application was lost, and is sent again under its number. */
export function unknownToIssuer(invoice: Invoice, nowMs: EpochMs): Invoice {
  const { state } = invoice
  return state.at === 'applied' ? moved(invoice, { at: 'asked', sinceMs: nowMs }, nowMs) : invoice
}

/**
 * Its sale has been refunded. One that is being issued cannot be called back: it is reversed
 * when it has been issued.
 */
export function reverseInvoice(invoice: Invoice, why: ReverseReason, nowMs: EpochMs): Invoice {
  const { state } = invoice
  if (state.at === 'issued') {
    const { issued } = state
    return moved(
      invoice,
      { at: 'reversing', issued, why, sinceMs: nowMs, isAccepted: false },
      nowMs,
    )
  }
  return isPending(state) || state.at === 'failed'
    ? { ...invoice, reverseWhenIssued: why }
    : invoice
}

/** A person has been told that it hangs. */
export const lateInvoice = (invoice: Invoice): Invoice => ({ ...invoice, isLate: true })

/** Changes the state and adds an event, unless the last event already has that state. */
export function moved(invoice: Invoice, state: InvoiceState, atMs: EpochMs): Invoice {
  const last = invoice.events[invoice.events.length - 1]
  if (last?.what === state.at) return { ...invoice, state }
  return { ...invoice, state, events: [...invoice.events, { what: state.at, atMs }], isLate: false }
}
