import { type Invoice, type InvoiceState, invoiceTotal } from '@palm/shared/invoice/invoice'
import type { InvoiceTitle, TitleBook } from '@palm/shared/invoice/title'
import { type Sheet, time, yuan } from '../../flows/sheets/cell'

/** Invoices, newest first. */
export const invoiceSheet = (invoices: readonly Invoice[]): Sheet => ({
  name: '发票',
  headings: ['申请时间', '销售方', '抬头', '税号', '金额（元）', '状态', '发票号码'],
  rows: invoices.map((invoice) => [
    time(invoice.askedAtMs),
    invoice.payee.name,
    invoice.title.name,
    taxNumberOf(invoice.title),
    yuan(invoiceTotal(invoice)),
    STATES[invoice.state.at],
    'issued' in invoice.state ? invoice.state.issued.fapiaoNumber : '',
  ]),
})

export const titleSheet = (books: readonly TitleBook[]): Sheet => ({
  name: '发票抬头',
  headings: ['名称', '税号', '地址', '电话', '开户行', '账号'],
  rows: books
    .flatMap(({ titles }) => titles)
    .map((title) =>
      title.kind === 'personal'
        ? [title.name, '', '', '', '', '']
        : [
            ...[title.name, title.taxNumber, title.address],
            ...[title.phone, title.bankName, title.bankAccount],
          ],
    ),
})

const taxNumberOf = (title: InvoiceTitle) => (title.kind === 'company' ? title.taxNumber : '')

const STATES: Readonly<Record<InvoiceState['at'], string>> = {
  asked: '已申请',
  applied: '开票中',
  issued: '已开票',
  failed: '未开成',
  reversing: '红冲中',
  reversed: '已红冲',
}
