import type { Invoice } from '@palm/shared/invoice/invoice'
import { nextInvoiceLookMs } from '@palm/shared/invoice/follow-up'
import { lateInvoice } from '@palm/shared/invoice/life'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { type Issuer, ISSUERS } from '@palm/shared/trade/issuer'
import { invoiceLaneOf, invoices } from '../documents/invoices'
import { recharges } from '../documents/member/recharges'
import { orders } from '../documents/orders'
import { changeInvoice, type InvoiceContext, stepInvoice } from '../flows/invoice/invoice-flow'
import { tellRefundedOrder, tellWithdrawnRecharge } from '../flows/invoice/refunded'
import { report } from '../flows/incident-report'
import { type Breaker, openBreaker } from '../providers/breaker'
import type { Lane } from './lane'
import { ownLane } from './lanes'
import type { SweepStore } from './store'

export interface InvoiceLaneContext extends InvoiceContext {
  readonly store: SweepStore
  /** Time left for calls, in milliseconds. */
  readonly remainingMs: () => number
}

/**
 * Lanes of invoices: one for each issuer, which is asked about what waits for it; and three that call
 * nobody: refunds that came after an invoice, and invoices that hang.
 */
export const invoiceLanes = (context: InvoiceLaneContext, nowMs: EpochMs) => {
  const { database, store } = context
  return [
    ...ISSUERS.map((issuer) => issuerLane(context, issuer, nowMs)),
    ownLane('over-invoiced-orders', orders.name, nowMs, store.overInvoiced, (order) =>
      tellRefundedOrder(database, order, nowMs),
    ),
    ownLane(
      'over-invoiced-recharges',
      recharges.name,
      nowMs,
      store.overInvoicedRecharges,
      (ticket) => tellWithdrawnRecharge(database, ticket, nowMs),
    ),
    ownLane('late-invoices', invoices.name, nowMs, store.lateInvoices, (invoice) =>
      reportLate(context, invoice),
    ),
  ] as const
}

function issuerLane(context: InvoiceLaneContext, issuer: Issuer, nowMs: EpochMs): Lane<Invoice> {
  const breaker: Breaker = openBreaker(context.remainingMs)
  const { clock, store } = context
  return {
    name: invoiceLaneOf(issuer),
    collection: invoices.name,
    page: (afterMs) => store.waitingInvoices(invoiceLaneOf(issuer), nowMs, afterMs),
    async step(invoice, tries) {
      if (!breaker.mayCall()) return 'not-asked'
      const looked = await stepInvoice(context, invoice, false)
      breaker.heard(looked !== 'no-answer')
      // A change has set the next due time with the invoice.
      if (looked === 'changed') return 'looked'
      await store.postpone(invoices.name, invoice.id, {
        dueLane: invoiceLaneOf(issuer),
        dueAtMs: nextInvoiceLookMs(tries, clock()),
        dueTries: tries + 1,
      })
      return looked === 'no-answer' ? 'failed' : 'looked'
    },
  }
}

/** The incident first, so that a fault in between opens it again and loses nothing. */
async function reportLate(context: InvoiceLaneContext, invoice: Invoice): Promise<void> {
  const { id, payee, state } = invoice
  if (!('sinceMs' in state)) return
  const code = state.at === 'reversing' ? 'invoice/not-reversed' : 'invoice/hangs'
  await report(context, code, `${id.slice('invoice:'.length)}-${state.sinceMs}`, {
    ...{ invoiceId: id, issuer: payee.issuer, payeeId: payee.id },
    ...{ at: state.at, sinceMs: state.sinceMs },
  })
  await changeInvoice(context.database, id, lateInvoice)
}
