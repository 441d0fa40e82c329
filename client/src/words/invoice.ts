import type { InvoiceView } from '@palm/shared/api/invoice'
import type { FailureReason, InvoiceEvent, InvoiceState } from '@palm/shared/invoice/invoice'
import type { InvoiceTitle } from '@palm/shared/invoice/title'

type At = InvoiceState['at']

/** 发票状态, on its card and at the head of its screen. */
export const INVOICE_STATUS_WORDS: Readonly<Record<At, string>> = {
  asked: '已提交',
  applied: '开票中',
  issued: '已开票',
  failed: '开票失败',
  reversing: '红冲中',
  reversed: '已红冲',
}

/** Events of the timeline. */
export const INVOICE_EVENT_WORDS: Readonly<Record<InvoiceEvent['what'], string>> = {
  asked: '提交申请',
  applied: '开票方已受理',
  issued: '发票已开好',
  failed: '开票失败',
  reversing: '申请红冲',
  reversed: '红冲完成，原发票作废',
}

export const FAILURE_WORDS: Readonly<Record<FailureReason, string>> = {
  'title-refused': '抬头和税号对不上，税务局没有通过。请改好再申请。',
  'no-inventory': '这家公司的成品油开票库存不够。我们已经通知油站，请过一会儿再申请。',
  'payment-refused': '开票方没有查到这笔付款。请过一会儿再申请。',
  other: '开票方没有通过。我们已经在查，请过一会儿再申请。',
}

/** The state in a sentence: what is happening, and what the driver need not do. */
export function invoiceHint(invoice: InvoiceView): string {
  switch (invoice.at) {
    case 'asked':
    case 'applied':
      return invoice.willBeReversed
        ? '申请之后有退款：这张开好后会自动红冲，再按实付金额重开。'
        : '一般几分钟就好，慢的时候要等到第二天。不用一直开着这一页。'
    case 'issued':
      return invoice.isSample ? '这是样张，仅供演示，不能报销。' : '可以打开、保存，用来报销。'
    case 'failed':
      return FAILURE_WORDS[invoice.failure ?? 'other']
    case 'reversing':
      return invoice.why === 'refunded'
        ? '订单退款了，这张发票正在红冲作废。'
        : '有一部分退款了，这张正在红冲，之后按实付金额重开。'
    case 'reversed':
      return invoice.replacedBy === null
        ? '订单退款了，这张发票已经作废，不能再用来报销。'
        : '有一部分退款了，这张已经作废，新的一张按实付金额开。'
  }
}

export const TITLE_KIND_WORDS = { personal: '个人', company: '企业' } as const

/** `个人`, or the company's number. */
export const titleDetail = (title: InvoiceTitle): string =>
  title.kind === 'personal' ? '个人' : `税号 ${title.taxNumber}`

/** `朝阳北路加油站等 3 笔`, `充值`. */
export function invoiceSubject({ orders }: InvoiceView): string {
  const [first] = orders
  if (!first) return '电子账户充值'
  return orders.length === 1
    ? `${first.stationName} · 尾号 ${first.tail}`
    : `${first.stationName}等 ${orders.length} 笔`
}

export const OBSTACLE_WORDS = {
  'not-offered': '这家公司还不能在这里开发票，请向油站要。',
  'other-wallet': '这家公司只给微信支付的部分开发票，请向油站要。',
} as const
