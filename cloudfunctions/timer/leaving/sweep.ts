import type { Invoice } from '@palm/shared/invoice/invoice'
import { payerless } from '@palm/shared/member/leaving/departure'
import type { MemberId } from '@palm/shared/member/member'
import type { Order } from '@palm/shared/order/facts/order'
import type { Ticket } from '@palm/shared/ticket/ticket'
import type { Collection, Database } from '../../database/session'
import { invoices } from '../../documents/invoices'
import { pointsPages } from '../../documents/member/points-pages'
import { type StatementRow, storedValueRows } from '../../documents/member/stored-value-rows'
import { messages } from '../../documents/messages'
import { orders } from '../../documents/orders'
import { tickets } from '../../documents/tickets'

/** Documents of one transaction. */
const PAGE = 20
/** Pages of one run: more history than most have; the rest follows in a minute. */
const PAGES_MAX = 25

/**
 * Rewrites documents of the former ids: what the law keeps goes on under the new id without the person,
 * the rest is removed.
 *
 * @returns whether none is left
 */
export async function sweptDocuments(
  database: Database,
  from: readonly MemberId[],
  to: MemberId,
): Promise<boolean> {
  if (from.length === 0) return true
  const sweep = sweeping(database, from)
  const kept = [
    await sweep(orders, (order) => withoutPerson(order, to)),
    await sweep(storedValueRows, (row): StatementRow => ({ ...row, memberId: to })),
    await sweep(invoices, (invoice) => invoiceWithoutPerson(invoice, to)),
    await sweep(tickets, (ticket) => withoutWords(ticket, to)),
    await sweep(pointsPages, () => null),
    await sweep(messages, () => null),
  ]
  return kept.every((isDone) => isDone)
}

/** 车牌, who paid in the wallet, and the driver's own words go; the sale stays. */
function withoutPerson(order: Order, memberId: MemberId): Order {
  const { rating } = order
  const next = { ...order, memberId, plate: undefined, trade: payerless(order.trade) }
  return rating ? { ...next, rating: { ...rating, words: '' } } : next
}

/** The invoice itself is a voucher of the accounts, and kept for its years; contacts are not. */
function invoiceWithoutPerson(invoice: Invoice, memberId: MemberId): Invoice {
  const { title } = invoice
  if (title.kind === 'personal') return { ...invoice, memberId }
  const bare = { ...title, address: '', phone: '', bankName: '', bankAccount: '' }
  return { ...invoice, memberId, title: bare }
}

const withoutWords = (ticket: Ticket, memberId: MemberId): Ticket => ({
  ...ticket,
  memberId,
  said: ticket.said.map((line) => (line.by === 'driver' ? { ...line, text: '—' } : line)),
})

type Sweep = <Value extends { readonly id: string; readonly memberId: MemberId }>(
  collection: Collection<Value>,
  rewrite: (value: Value) => Value | null,
) => Promise<boolean>

const sweeping =
  (database: Database, from: readonly MemberId[]): Sweep =>
  async (collection, rewrite) => {
    for (let page = 0; page < PAGES_MAX; page++) {
      const where = { memberId: { in: from } }
      const found = await database.find(collection, { where, limit: PAGE })
      if (found.length === 0) return true
      await database.transaction(async (transaction) => {
        for (const { id } of found) {
          const value = await transaction.get(collection, id)
          if (!value || !from.includes(value.memberId)) continue
          const next = rewrite(value)
          if (next) await transaction.put(collection, next)
          else await transaction.remove(collection, id)
        }
      })
    }
    return false
  }
