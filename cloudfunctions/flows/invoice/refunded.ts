import { toldOrder, toldRecharge } from '@palm/shared/invoice/claims'
import type { Invoice, ReverseReason } from '@palm/shared/invoice/invoice'
import {
  isOverInvoiced,
  isRechargeOverInvoiced,
  moneyFen,
  moneyPaid,
} from '@palm/shared/invoice/invoiceable'
import { reverseInvoice } from '@palm/shared/invoice/life'
import { NO_FEN } from '@palm/shared/kernel/fen'
import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Order } from '@palm/shared/order/facts/order'
import { hasMoney, keptFen } from '@palm/shared/stored-value/recharge/recharge'
import type { Database, Transaction } from '../../database/session'
import { invoices } from '../../documents/invoices'
import { currentMember, members } from '../../documents/member/members'
import { recharges, type RechargeTicket, ticketOf } from '../../documents/member/recharges'
import { orders } from '../../documents/orders'

/** An order was refunded after it was invoiced: its invoice is told. */
export const tellRefundedOrder = (
  database: Database,
  { id }: Order,
  nowMs: EpochMs,
): Promise<void> =>
  database.transaction(async (transaction) => {
    const order = await transaction.get(orders, id)
    if (!order?.invoiced || !isOverInvoiced(order)) return
    const invoice = await transaction.get(invoices, order.invoiced.invoiceId)
    const isAll = moneyFen(moneyPaid(order)) === NO_FEN
    if (invoice) await reverse(transaction, invoice, isAll, nowMs)
    await transaction.put(orders, toldOrder(order))
  })

/** Principal was withdrawn after its recharge was invoiced: the invoice is told. */
export const tellWithdrawnRecharge = (
  database: Database,
  { id, memberId }: RechargeTicket,
  nowMs: EpochMs,
): Promise<void> =>
  database.transaction(async (transaction) => {
    const member = await currentMember(transaction, memberId)
    const recharge = member?.storedValue.recharges.find((known) => known.id === id)
    if (!member || !recharge || !hasMoney(recharge) || !isRechargeOverInvoiced(recharge)) {
      // Told already, or gone: the ticket only has not heard of it.
      if (member && recharge) await transaction.put(recharges, ticketOf(member.id, recharge))
      return
    }
    const invoiceId = recharge.invoiced?.itself?.invoiceId
    const invoice = invoiceId ? await transaction.get(invoices, invoiceId) : null
    if (invoice) await reverse(transaction, invoice, keptFen(recharge) === NO_FEN, nowMs)
    const storedValue = toldRecharge(member.storedValue, recharge.id)
    await transaction.put(members, { ...member, storedValue })
    const told = storedValue.recharges.find((known) => known.id === id)
    if (told) await transaction.put(recharges, ticketOf(member.id, told))
  })

async function reverse(
  transaction: Transaction,
  invoice: Invoice,
  isAll: boolean,
  nowMs: EpochMs,
): Promise<void> {
  const why: ReverseReason = isAll && invoice.sources.length === 1 ? 'refunded' : 'partly-refunded'
  const after = reverseInvoice(invoice, why, nowMs)
  if (after !== invoice) await transaction.put(invoices, after)
}
