import { applyInvoice, retryInvoice } from '@palm/shared/invoice/apply'
import type { Invoice, InvoiceId } from '@palm/shared/invoice/invoice'
import {
  type InvoiceTitle,
  type InvoiceTitleId,
  removeTitle,
  saveTitle,
} from '@palm/shared/invoice/title'
import { ok, refuse } from '@palm/shared/kernel/result'
import type { MemberId } from '@palm/shared/member/member'
import { idsOf } from '@palm/shared/member/merge/wallets'
import { type Act, type Handlers, withContext } from '../edge/serve'
import { type InvoiceRuntime, stepInvoice } from '../flows/invoice/invoice-flow'
import { ownerAs } from '../flows/own'
import { issuingOf } from '../providers/invoices/issuers'
import { presentInvoice, presentInvoiceable, presentRecharges, presentTitles } from './present'
import { type InvoiceStore, openInvoiceStore } from './store'

interface InvoiceContext extends InvoiceRuntime {
  readonly store: InvoiceStore
}

/** Electronic invoices of a driver. The timer follows those that wait for their issuer. */
export function invoiceHandlers(runtime: InvoiceRuntime): Handlers<'invoice'> {
  const context: InvoiceContext = { ...runtime, store: openInvoiceStore(runtime.database) }
  return withContext(context, {
    'invoice.titles': titles,
    'invoice.saveTitle': save,
    'invoice.removeTitle': remove,
    'invoice.invoiceable': invoiceable,
    'invoice.apply': apply,
    'invoice.retry': retry,
    'invoice.list': list,
    'invoice.get': get,
    'invoice.file': file,
  })
}

const titles: Act<InvoiceContext, 'invoice.titles'> = async ({ store }, _, { memberId }) =>
  ok(presentTitles(await store.titles(memberId)))

const save: Act<InvoiceContext, 'invoice.saveTitle'> = async (
  { store },
  { isDefault, title },
  { memberId },
) => {
  const saved = await store.changeTitles(memberId, (book) => saveTitle(book, title, isDefault))
  return saved.ok ? ok(presentTitles(saved.value)) : saved
}

const remove: Act<InvoiceContext, 'invoice.removeTitle'> = async (
  { store },
  { titleId },
  { memberId },
) => {
  const removed = await store.changeTitles<never>(memberId, (book) =>
    ok(removeTitle(book, titleId)),
  )
  return removed.ok ? ok(presentTitles(removed.value)) : removed
}

const PAGE = 20

const invoiceable: Act<InvoiceContext, 'invoice.invoiceable'> = async (
  { credentials, store },
  { beforeMs },
  { memberId },
) => {
  const [member, { payees }] = await Promise.all([store.member(memberId), credentials()])
  const found = await store.ordersOf(member ? idsOf(member) : [memberId], beforeMs, PAGE)
  const account = member?.storedValue ?? null
  const offering = { payees, issuingOf: issuingOf(payees), account }
  const last = found.length === PAGE ? found.at(-1) : undefined
  return ok({
    orders: found.flatMap((order) => presentInvoiceable(order, offering) ?? []),
    recharges: beforeMs === null ? presentRecharges(offering) : [],
    nextBeforeMs: last?.createdAtMs ?? null,
  })
}

const apply: Act<InvoiceContext, 'invoice.apply'> = async (
  context,
  { amountFen, invoiceId, orderIds, rechargeId, titleId },
  { memberId },
) => {
  const { clock, credentials, store } = context
  const [title, { payees }, owners] = await Promise.all([
    titleOf(store, memberId, titleId),
    credentials(),
    store.ids(memberId),
  ])
  if (!title) return refuse({ code: 'title/unknown' })
  const asked = { invoiceId, memberId, owners, orderIds, ofRecharge: rechargeId !== null }
  const nowMs = clock()
  const applied = await store.apply(asked, ({ account, orders }) => {
    if (orders.length < new Set(orderIds).size) return refuse({ code: 'order/unknown' })
    return applyInvoice({
      ...{ invoiceId, memberId, owners, title, orders, rechargeId, account },
      ...{ issuingOf: issuingOf(payees), seenFen: amountFen, nowMs },
    })
  })
  if (!applied.ok) return applied
  const { invoice, isNew } = applied.value
  return ok(presentInvoice(isNew ? await sent(context, invoice) : invoice))
}

const retry: Act<InvoiceContext, 'invoice.retry'> = async (
  context,
  { invoiceId, titleId },
  { memberId },
) => {
  const { clock, store } = context
  const [title, known] = await Promise.all([
    titleOf(store, memberId, titleId),
    ownInvoice(context, invoiceId, memberId),
  ])
  if (!known) return refuse({ code: 'invoice/unknown' })
  if (!title) return refuse({ code: 'title/unknown' })
  const nowMs = clock()
  const again = await store.retry(invoiceId, known.memberId, (invoice, sources) =>
    retryInvoice(invoice, { ...sources, title, nowMs }),
  )
  return again.ok ? ok(presentInvoice(await sent(context, again.value))) : again
}

/** As it is after the issuer has answered; the timer goes on if it has not. */
async function sent(context: InvoiceContext, invoice: Invoice): Promise<Invoice> {
  try {
    await stepInvoice(context, invoice, true)
  } catch (error) {
    // The application is stored: it is sent by the timer, and the driver sees that it waits.
    context.log.error({ invoice: invoice.id, err: error })
  }
  return (await context.store.get(invoice.id)) ?? invoice
}

const list: Act<InvoiceContext, 'invoice.list'> = async ({ store }, { beforeMs }, { memberId }) => {
  const found = await store.listOf(await store.ids(memberId), beforeMs, PAGE)
  const last = found.length === PAGE ? found.at(-1) : undefined
  return ok({ invoices: found.map(presentInvoice), nextBeforeMs: last?.askedAtMs ?? null })
}

/** Also one of the other wallet, from before both were one member. */
async function ownInvoice(
  { database, store }: Pick<InvoiceContext, 'database' | 'store'>,
  invoiceId: InvoiceId,
  memberId: MemberId,
): Promise<Invoice | null> {
  const invoice = await store.get(invoiceId)
  return invoice && (await ownerAs(database, invoice, memberId)) ? invoice : null
}

const get: Act<InvoiceContext, 'invoice.get'> = async (context, { invoiceId }, { memberId }) => {
  const invoice = await ownInvoice(context, invoiceId, memberId)
  if (!invoice) return refuse({ code: 'invoice/unknown' })
  return ok(presentInvoice(invoice))
}

const file: Act<InvoiceContext, 'invoice.file'> = async (context, { invoiceId }, { memberId }) => {
  const { issuers, log } = context
  const invoice = await ownInvoice(context, invoiceId, memberId)
  if (!invoice) return refuse({ code: 'invoice/unknown' })
  if (!('issued' in invoice.state)) return refuse({ code: 'invoice/no-file' })
  const issuer = await issuers(invoice.payee)
  const bytes = await issuer.file(invoice)
  if (!bytes.ok) {
    log.warn({ invoice: invoice.id, ...bytes.refusal })
    const isRefused = bytes.refusal.code === 'issuer/refused'
    return refuse({ code: isRefused ? 'invoice/no-file' : 'invoice/issuer-unreachable' })
  }
  const name = `发票-${invoice.state.issued.fapiaoNumber}.pdf`
  return ok({ name, base64: bytes.value.toString('base64') })
}

async function titleOf(
  store: InvoiceStore,
  memberId: MemberId,
  titleId: InvoiceTitleId,
): Promise<InvoiceTitle | null> {
  const { titles: known } = await store.titles(memberId)
  return known.find(({ id }) => id === titleId) ?? null
}
