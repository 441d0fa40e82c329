import { invoiceOfNumber, numberOf } from '@palm/shared/invoice/invoice'
import { invoices } from '../documents/invoices'
import type { Invocation } from '../edge/invocation'
import { type InvoiceRuntime, stepInvoice } from '../flows/invoice/invoice-flow'
import { report } from '../flows/incident-report'
import { noticeOf } from '../providers/invoices/issuers'
import type { HttpReply } from '../providers/provider'

const NOT_FOUND: HttpReply = { statusCode: 404, headers: {}, body: '' }
const NOTICES = '/notify/'

/**
 * Handles deliveries of issuers; everything else is a call of an action. A verified notice says that
 * something has changed: the issuer is asked what, and the notice is acknowledged once that is stored.
 */
export function invoiceNotices(
  runtime: InvoiceRuntime,
  answer: (invocation: Invocation) => Promise<unknown>,
): (invocation: Invocation) => Promise<unknown> {
  return async (invocation) => {
    if (invocation.by !== 'http' || !invocation.path.startsWith(NOTICES)) return answer(invocation)
    if (invocation.method !== 'POST') return NOT_FOUND
    const { clock, credentials, issuers, log } = runtime
    const { requestId } = invocation
    const { payees } = await credentials()
    const from = noticeOf(invocation.path.replace(/\/$/, ''), payees)
    if (!from) return NOT_FOUND
    const issuer = await issuers(from)
    const read = issuer.readNotice(invocation, clock())
    if (!read.ok) {
      log.warn({ requestId, ...from, code: read.refusal.code })
      return issuer.acknowledge('refused')
    }
    try {
      let isHeard = true
      for (const number of read.value.numbers) isHeard &&= await hear(runtime, number)
      log.info({ requestId, ...from, code: isHeard ? 'ok' : 'again' })
      return issuer.acknowledge(isHeard ? 'done' : 'again')
    } catch (error) {
      log.error({ requestId, ...from, err: error })
      return issuer.acknowledge('again')
    }
  }
}

/** False if the issuer did not answer: then it is to deliver the notice again. */
async function hear(runtime: InvoiceRuntime, number: string): Promise<boolean> {
  const id = invoiceOfNumber(number)
  const invoice = id && (await runtime.database.get(invoices, id))
  if (!invoice || numberOf(invoice) < number) {
    await report(runtime, 'invoice/unknown-number', number.slice(0, 32), { number })
    return true
  }
  // A notice about an earlier attempt, or one that is known already, needs no question.
  if (numberOf(invoice) !== number) return true
  return (await stepInvoice(runtime, invoice, false)) !== 'no-answer'
}
