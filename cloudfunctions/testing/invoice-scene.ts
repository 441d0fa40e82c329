import type { Answer } from '@palm/shared/api/action'
import type { InvoiceView } from '@palm/shared/api/invoice'
import { MINUTE_MS, SECOND_MS } from '@palm/shared/kernel/instant'
import { aPersonalTitle } from '@palm/shared/testing/builders/invoices'
import { aPayee } from '@palm/shared/testing/builders/payees'
import { OWN_MERCHANT, type Payees } from '@palm/shared/trade/payee'
import { openScene, replyOf, type Scene } from './scene'

/** The operator issues samples; the second station's company has WeChat Pay's invoices. */
export const INVOICING_PAYEES: Payees = [
  aPayee({ invoicing: { issuer: 'sandbox', taxNumber: '91350100M000100Y43' } }),
  aPayee({
    id: 'payee:tonghui',
    legalName: '北京通惠能源有限公司',
    merchants: { wechat: 'tonghui', alipay: OWN_MERCHANT },
    invoicing: { issuer: 'wechat', billingPersonId: '187776276864872' },
  }),
]

export const UNPROVEN = { kind: 'none', why: { reason: 'phone-dead', note: '' } } as const

let numbers = 0
export const anInvoiceId = () => `invoice:0123456789abcdef${String(++numbers).padStart(4, '0')}`

export interface InvoiceScene extends Scene {
  /** Zhang's order of ¥200, paid and served. */
  served(): Promise<string>
  /** Zhang applies for orders of ¥200 each, as a person. */
  apply(
    orderIds: readonly string[],
    changes?: object,
  ): Promise<Answer<InvoiceView, { readonly code: string }>>
  invoice(invoiceId: string): Promise<InvoiceView>
  /** Applied for, with the issuer's usual time. */
  issued(orderIds: readonly string[], changes?: object): Promise<InvoiceView>
  /** Minutes in which the timer runs: refunds are told, reversals asked for and heard. */
  settle(): Promise<void>
}

export async function openInvoiceScene(): Promise<InvoiceScene> {
  const scene = await openScene({ payees: INVOICING_PAYEES })
  replyOf(await scene.zhang('invoice.saveTitle', { title: aPersonalTitle(), isDefault: true }))
  const apply = (orderIds: readonly string[], changes: object = {}) =>
    scene.zhang('invoice.apply', {
      ...{ invoiceId: anInvoiceId(), titleId: aPersonalTitle().id, orderIds: [...orderIds] },
      ...{ rechargeId: null, amountFen: orderIds.length * 20_000 },
      ...changes,
    })
  const invoice = async (invoiceId: string) =>
    replyOf(await scene.zhang('invoice.get', { invoiceId }))
  return {
    ...scene,
    apply,
    invoice,
    async served() {
      const { orderId } = await scene.paid({ amountFen: 20_000 })
      const confirm = { orderId, dispensedFen: 20_000, proof: UNPROVEN }
      replyOf(await scene.wang('staff.confirm', confirm))
      return orderId
    },
    async issued(orderIds, changes) {
      const { invoiceId } = replyOf(await apply(orderIds, changes))
      await scene.advance(5 * SECOND_MS)
      return invoice(invoiceId)
    },
    async settle() {
      for (let n = 0; n < 4; n++) {
        await scene.sweep()
        await scene.advance(MINUTE_MS)
      }
    },
  }
}
