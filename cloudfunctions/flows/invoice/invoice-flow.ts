import { createHash } from 'node:crypto'
import type { InvoiceFact } from '@palm/shared/invoice/fact'
import { afterReversal } from '@palm/shared/invoice/apply'
import { type Invoice, type InvoiceId, numberOf } from '@palm/shared/invoice/invoice'
import { hearInvoice, unknownToIssuer } from '@palm/shared/invoice/life'
import { makeId } from '@palm/shared/kernel/id'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Result } from '@palm/shared/kernel/result'
import type { Database, Transaction } from '../../database/session'
import { invoices } from '../../documents/invoices'
import type { Runtime } from '../../edge/runtime'
import type { InvoiceProvider, IssuerRefusal } from '../../providers/invoices/issuer'
import { type Issuers, openIssuers } from '../../providers/invoices/issuers'
import { report, type ReportContext } from '../incident-report'
import { loadSources, saveClaimed } from './claimed'

export interface InvoiceRuntime extends Runtime {
  readonly issuers: Issuers
}

export const withIssuers = (runtime: Runtime): InvoiceRuntime => ({
  ...runtime,
  issuers: openIssuers(runtime),
})

export type InvoiceContext = ReportContext & Pick<InvoiceRuntime, 'issuers'>

/** Result of a look at an issuer. */
export type Looked = 'changed' | 'unchanged' | 'no-answer'

/**
 * The next step of an invoice that waits for its issuer. An unknown outcome is asked for under
 * the same number before anything is sent again, except for an application that has just been made.
 */
export async function stepInvoice(
  context: InvoiceContext,
  invoice: Invoice,
  isNew: boolean,
): Promise<Looked> {
  const { at } = invoice.state
  if (at !== 'asked' && at !== 'applied' && at !== 'reversing') return 'unchanged'
  const issuer = await context.issuers(invoice.payee)
  if (at === 'asked' && isNew) return take(context, invoice, await issuer.apply(invoice))
  const found = await issuer.find(invoice)
  if (!found.ok) return take(context, invoice, found)
  if (found.value === null) return forgotten(context, issuer, invoice)
  const isToReverse = at === 'reversing' && found.value.now.at !== 'reversed'
  if (isToReverse && found.value.now.at !== 'reversing') {
    return take(context, invoice, await issuer.reverse(invoice))
  }
  return take(context, invoice, found as Result<InvoiceFact, IssuerRefusal>)
}

/** The issuer does not know it: applied for again, under the same number. */
async function forgotten(
  context: InvoiceContext,
  issuer: InvoiceProvider,
  invoice: Invoice,
): Promise<Looked> {
  if (invoice.state.at === 'applied') {
    await changeInvoice(context.database, invoice.id, (known) =>
      unknownToIssuer(known, context.clock()),
    )
  }
  return invoice.state.at === 'reversing'
    ? 'unchanged'
    : take(context, invoice, await issuer.apply(invoice))
}

async function take(
  context: InvoiceContext,
  { id }: Invoice,
  answer: Result<InvoiceFact, IssuerRefusal>,
): Promise<Looked> {
  if (!answer.ok) {
    context.log.warn({ invoice: id, ...answer.refusal })
    return answer.refusal.code === 'issuer/unreachable' ? 'no-answer' : 'unchanged'
  }
  return (await hear(context, id, answer.value)) ? 'changed' : 'unchanged'
}

/** Takes a fact in, in one transaction with everything that it changes. */
async function hear(context: InvoiceContext, id: InvoiceId, fact: InvoiceFact): Promise<boolean> {
  const nowMs = context.clock()
  const heard = await context.database.transaction(async (transaction) => {
    const before = await transaction.get(invoices, id)
    if (!before) return null
    const { invoice, isStray } = hearInvoice(before, fact, nowMs)
    if (invoice === before) return { before, after: before, isStray, successor: null }
    const isOver = invoice.state.at === 'reversed'
    const successor = isOver ? await finish(transaction, invoice, nowMs) : null
    if (!isOver) await transaction.put(invoices, invoice)
    return { before, after: invoice, isStray, successor }
  })
  if (!heard) return false
  const { after, before, isStray, successor } = heard
  if (isStray) await reportStray(context, after, fact)
  if (after.state.at === 'failed' && before.state.at !== 'failed')
    await reportFailed(context, after)
  if (successor) await stepInvoice(context, successor, true)
  return after !== before
}

/** Reversed: what it was about is free, or goes on with another invoice for the rest. */
async function finish(
  transaction: Transaction,
  invoice: Invoice,
  nowMs: EpochMs,
): Promise<Invoice | null> {
  const loaded = await loadSources(transaction, invoice)
  const account = loaded.member?.storedValue ?? null
  const next = afterReversal(invoice, {
    ...{ orders: loaded.orders, account, nowMs },
    successorId: successorIdOf(invoice),
  })
  await saveClaimed(transaction, loaded, next)
  await transaction.put(invoices, next.invoice)
  if (next.successor) await transaction.put(invoices, next.successor)
  return next.successor
}

/** Derived, so that a transaction that runs again makes the same one. */
const successorIdOf = ({ id }: Invoice): InvoiceId =>
  makeId('invoice', createHash('sha256').update(`after ${id}`).digest())

/** An earlier attempt was issued after all, so that two invoices are valid: a person reverses one. */
const reportStray = (context: InvoiceContext, invoice: Invoice, fact: InvoiceFact) =>
  report(context, 'invoice/issued-twice', fact.number, {
    ...{ invoiceId: invoice.id, number: fact.number, current: numberOf(invoice) },
    issuer: fact.issuer,
  })

/** A wrong title is put right by its driver; anything else by the office. */
async function reportFailed(context: InvoiceContext, invoice: Invoice): Promise<void> {
  const { state } = invoice
  if (state.at !== 'failed' || state.reason === 'title-refused') return
  await report(context, 'invoice/failed', numberOf(invoice), {
    ...{ invoiceId: invoice.id, reason: state.reason },
    ...{ issuer: invoice.payee.issuer, payeeId: invoice.payee.id },
  })
}

/** Changes one invoice and nothing else. */
export const changeInvoice = (
  database: Database,
  id: InvoiceId,
  change: (invoice: Invoice) => Invoice,
): Promise<Invoice | null> =>
  database.transaction(async (transaction) => {
    const before = await transaction.get(invoices, id)
    const after = before && change(before)
    if (after && after !== before) await transaction.put(invoices, after)
    return after
  })
