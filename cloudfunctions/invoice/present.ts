import type {
  InvoiceableOrderView,
  InvoiceableRechargeView,
  InvoiceableView,
  InvoiceView,
  TitlesView,
} from '@palm/shared/api/invoice'
import {
  ATTEMPTS_MAX,
  type Invoice,
  type InvoicePayee,
  type InvoiceSource,
  invoiceTotal,
} from '@palm/shared/invoice/invoice'
import { type InvoiceLine, plainE8 } from '@palm/shared/invoice/line'
import { orderSource, payeeOfSources, rechargeSource } from '@palm/shared/invoice/sources'
import type { InvoiceTitle, TitleBook } from '@palm/shared/invoice/title'
import { EMPTY_ACCOUNT, type StoredValueAccount } from '@palm/shared/stored-value/account'
import type { Order } from '@palm/shared/order/facts/order'
import { hasMoney } from '@palm/shared/stored-value/recharge/recharge'
import type { PayeeId, Payees } from '@palm/shared/trade/payee'

export const presentTitles = ({ defaultId, titles }: TitleBook): TitlesView => ({
  titles: titles.map(presentTitle),
  defaultId,
})

const presentTitle = (title: InvoiceTitle): InvoiceTitle =>
  title.kind === 'personal'
    ? { kind: 'personal', id: title.id, name: title.name }
    : {
        kind: 'company',
        id: title.id,
        name: title.name,
        taxNumber: title.taxNumber,
        address: title.address,
        phone: title.phone,
        bankName: title.bankName,
        bankAccount: title.bankAccount,
      }

/** An invoice as its member sees it: without the payments' numbers. */
export function presentInvoice(invoice: Invoice): InvoiceView {
  const { attempt, payee, sources, state } = invoice
  const [first] = sources
  return {
    invoiceId: invoice.id,
    at: state.at,
    isSample: payee.issuer === 'sandbox',
    issuer: payee.issuer,
    payeeName: payee.name,
    title: presentTitle(invoice.title),
    amountFen: invoiceTotal(invoice),
    lines: sources.map(({ line }) => presentLine(line)),
    orders: sources.flatMap((source) =>
      source.kind === 'order'
        ? [
            {
              orderId: source.orderId,
              tail: source.tail,
              stationName: source.stationName,
              amountFen: source.amountFen,
              atMs: source.atMs,
            },
          ]
        : [],
    ),
    rechargeId: first?.kind === 'recharge' ? first.rechargeId : null,
    events: invoice.events.map(({ atMs, what }) => ({ what, atMs })),
    askedAtMs: invoice.askedAtMs,
    fapiaoNumber: 'issued' in state ? state.issued.fapiaoNumber : null,
    redNumber: state.at === 'reversed' ? state.redNumber : null,
    failure: state.at === 'failed' ? state.reason : null,
    mayRetry: state.at === 'failed' && attempt < ATTEMPTS_MAX,
    why: 'why' in state ? state.why : null,
    willBeReversed: !('issued' in state) && invoice.reverseWhenIssued !== null,
    replaces: invoice.replaces,
    replacedBy: invoice.replacedBy,
  }
}

const presentLine = (line: InvoiceLine) => ({
  name: line.name,
  unit: line.unit,
  quantity: line.quantityE8 === null ? null : plainE8(line.quantityE8),
  unitPrice: line.unitPriceE8 === null ? null : plainE8(line.unitPriceE8),
  amountFen: line.amountFen,
  taxRate: line.taxRate,
  taxFen: line.taxFen,
})

export interface Offering {
  readonly payees: Payees
  readonly issuingOf: (payeeId: PayeeId) => InvoicePayee | null
  readonly account: StoredValueAccount | null
}

/** Null for an order that cannot be invoiced, or is already. */
export function presentInvoiceable(order: Order, offering: Offering): InvoiceableOrderView | null {
  const source = orderSource(order, offering.account)
  if (!source.ok || order.state.status !== 'confirmed') return null
  return {
    ...common(source.value, order.trade.payee.id, offering),
    orderId: order.id,
    tail: order.tail,
    stationName: order.stationName,
    gradeName: order.fuel.gradeName,
    volumeMl: order.state.confirmation.volumeMl,
  }
}

export function presentRecharges(offering: Offering): InvoiceableRechargeView[] {
  const account = offering.account ?? EMPTY_ACCOUNT
  return account.recharges.filter(hasMoney).flatMap(({ id }) => {
    const source = rechargeSource(account, id)
    if (!source.ok) return []
    const payeeId = payeeOfSources([], account, id)
    return payeeId === 'several'
      ? []
      : [{ ...common(source.value, payeeId, offering), rechargeId: id }]
  })
}

function common(
  source: InvoiceSource,
  payeeId: PayeeId,
  { issuingOf, payees }: Offering,
): InvoiceableView {
  const issuing = issuingOf(payeeId)
  const isOther = issuing?.issuer === 'wechat' && source.payment?.provider !== 'wechat'
  return {
    payeeId,
    payeeName: payees.find(({ id }) => id === payeeId)?.legalName ?? '',
    amountFen: source.amountFen,
    atMs: source.atMs,
    obstacle: issuing === null ? 'not-offered' : isOther ? 'other-wallet' : null,
  }
}
