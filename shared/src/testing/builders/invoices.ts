import type { Fen } from '../../kernel/fen'
import { applyInvoice, type Applied, type ApplyInvoice } from '../../invoice/apply'
import type { InvoiceFact, InvoiceFactState } from '../../invoice/fact'
import { type Invoice, invoiceTotal, type InvoicePayee, numberOf } from '../../invoice/invoice'
import { orderSource, rechargeSource } from '../../invoice/sources'
import type { CompanyTitle, InvoiceTitle, TitleBook } from '../../invoice/title'
import { EMPTY_ACCOUNT } from '../../stored-value/account'
import { OWN_MERCHANT, OWN_PAYEE } from '../../trade/payee'
import { valueOf } from '../results'
import { after, aMember, NOON } from './builders'
import { aConfirmedOrder } from './orders'

export const aPersonalTitle = (): InvoiceTitle => ({
  kind: 'personal',
  id: `invoice-title:${'0'.repeat(20)}`,
  name: '张三',
})

/** The number is the example of GB 32100-2015's annex. */
export const aCompanyTitle = (changes: Partial<CompanyTitle> = {}): CompanyTitle => ({
  kind: 'company',
  id: `invoice-title:${'1'.repeat(20)}`,
  name: '北京朝北物流有限公司',
  taxNumber: '91350100M000100Y43',
  address: '',
  phone: '',
  bankName: '',
  bankAccount: '',
  ...changes,
})

export const aTitleBook = (changes: Partial<TitleBook> = {}): TitleBook => ({
  id: `invoice-titles:${'0'.repeat(20)}`,
  memberId: aMember().id,
  titles: [],
  defaultId: null,
  ...changes,
})

export const anInvoicePayee = (changes: Partial<InvoicePayee> = {}): InvoicePayee => ({
  id: OWN_PAYEE,
  name: '北京朝北石油销售有限公司',
  issuer: 'sandbox',
  merchant: OWN_MERCHANT,
  ...changes,
})

/** The application for one confirmed order of ¥200. */
export function anApplication(changes: Partial<ApplyInvoice> = {}): ApplyInvoice {
  const command = {
    invoiceId: `invoice:${'0'.repeat(20)}`,
    memberId: aMember().id,
    owners: [changes.memberId ?? aMember().id],
    title: aPersonalTitle(),
    orders: [aConfirmedOrder()],
    rechargeId: null,
    account: null,
    issuingOf: () => anInvoicePayee(),
    nowMs: after(3_600_000),
    ...changes,
  } as const
  return { ...command, seenFen: changes.seenFen ?? sumOf(command) }
}

function sumOf({ account, orders, rechargeId }: Omit<ApplyInvoice, 'seenFen'>): Fen {
  const sources = [
    ...(rechargeId === null ? [] : [rechargeSource(account ?? EMPTY_ACCOUNT, rechargeId)]),
    ...orders.map((order) => orderSource(order, account)),
  ].flatMap((source) => (source.ok ? [source.value] : []))
  return invoiceTotal({ sources })
}

export const anApplied = (changes: Partial<ApplyInvoice> = {}): Applied =>
  valueOf(applyInvoice(anApplication(changes)))

export const anInvoice = (changes: Partial<Invoice> = {}): Invoice => ({
  ...anApplied().invoice,
  ...changes,
})

/** The issuer's word about an invoice. */
export const anInvoiceFact = (
  invoice: Invoice,
  now: InvoiceFactState,
  changes: Partial<InvoiceFact> = {},
): InvoiceFact => ({ issuer: invoice.payee.issuer, number: numberOf(invoice), now, ...changes })

export const ISSUED = {
  at: 'issued',
  fapiaoNumber: '25112000000000000001',
  issuedAtMs: NOON,
} as const
