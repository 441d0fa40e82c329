import type { Applied, ApplyInvoice } from '@palm/shared/invoice/apply'
import type { Invoice, InvoiceId } from '@palm/shared/invoice/invoice'
import type { TitleBook } from '@palm/shared/invoice/title'
import { idLetters } from '@palm/shared/kernel/id'
import { END_OF_TIME, type EpochMs } from '@palm/shared/kernel/instant'
import { refuse, type Result } from '@palm/shared/kernel/result'
import type { Member, MemberId } from '@palm/shared/member/member'
import type { Order, OrderId } from '@palm/shared/order/facts/order'
import type { Database } from '../database/session'
import { invoices, titleBooks } from '../documents/invoices'
import { currentMember, memberIds } from '../documents/member/members'
import { orders } from '../documents/orders'
import { loadClaimed, loadSources, saveClaimed } from '../flows/invoice/claimed'

type Sources = Pick<ApplyInvoice, 'account' | 'orders'>
type UnknownInvoice = { readonly code: 'invoice/unknown' }
const unknown = refuse<UnknownInvoice>({ code: 'invoice/unknown' })

export interface InvoiceStore {
  titles(id: MemberId): Promise<TitleBook>
  changeTitles<Refusal extends { readonly code: string }>(
    id: MemberId,
    decide: (book: TitleBook) => Result<TitleBook, Refusal>,
  ): Promise<Result<TitleBook, Refusal>>
  member(id: MemberId): Promise<Member | null>
  ids(id: MemberId): Promise<readonly MemberId[]>
  /** Newest first. */
  ordersOf(ids: readonly MemberId[], beforeMs: EpochMs | null, limit: number): Promise<Order[]>
  get(id: InvoiceId): Promise<Invoice | null>
  listOf(ids: readonly MemberId[], beforeMs: EpochMs | null, limit: number): Promise<Invoice[]>
  /** Writes the invoice and its claims in one transaction; finds one that is there already. */
  apply<Refusal extends { readonly code: string }>(
    asked: AskedInvoice,
    decide: (sources: Sources) => Result<Applied, Refusal>,
  ): Promise<Result<Written, Refusal | UnknownInvoice>>
  retry<Refusal extends { readonly code: string }>(
    id: InvoiceId,
    memberId: MemberId,
    decide: (invoice: Invoice, sources: Sources) => Result<Applied, Refusal>,
  ): Promise<Result<Invoice, Refusal | UnknownInvoice>>
}

export interface AskedInvoice {
  readonly invoiceId: InvoiceId
  readonly memberId: MemberId
  /** All ids of the member: orders and invoices of before a merge keep theirs. */
  readonly owners: readonly MemberId[]
  readonly orderIds: readonly OrderId[]
  readonly ofRecharge: boolean
}

export interface Written {
  readonly invoice: Invoice
  readonly isNew: boolean
}

export function openInvoiceStore(database: Database): InvoiceStore {
  return {
    member: (id) => currentMember(database, id),
    ids: (id) => memberIds(database, id),
    get: (id) => database.get(invoices, id),
    titles: async (id) => (await database.get(titleBooks, bookIdOf(id))) ?? emptyBook(id),
    changeTitles: (id, decide) =>
      database.transaction(async (transaction) => {
        const known = await transaction.get(titleBooks, bookIdOf(id))
        const decided = decide(known ?? emptyBook(id))
        if (decided.ok && decided.value !== known) await transaction.put(titleBooks, decided.value)
        return decided
      }),
    ordersOf: (ids, beforeMs, limit) =>
      database.find(orders, {
        where: { memberId: { in: ids }, createdAtMs: { below: beforeMs ?? END_OF_TIME } },
        orderBy: { field: 'createdAtMs', direction: 'desc' },
        limit,
      }),
    listOf: (ids, beforeMs, limit) =>
      database.find(invoices, {
        where: { memberId: { in: ids }, askedAtMs: { below: beforeMs ?? END_OF_TIME } },
        orderBy: { field: 'askedAtMs', direction: 'desc' },
        limit,
      }),
    apply: ({ invoiceId, memberId, ofRecharge, orderIds, owners }, decide) =>
      database.transaction(async (transaction) => {
        const known = await transaction.get(invoices, invoiceId)
        if (known) {
          const found = { ok: true, value: { invoice: known, isNew: false } } as const
          return owners.includes(known.memberId) ? found : unknown
        }
        const loaded = await loadClaimed(transaction, memberId, orderIds, ofRecharge)
        const decided = decide(sourcesIn(loaded))
        if (!decided.ok) return decided
        await saveClaimed(transaction, loaded, decided.value)
        await transaction.put(invoices, decided.value.invoice)
        return { ok: true, value: { invoice: decided.value.invoice, isNew: true } } as const
      }),
    retry: (id, memberId, decide) =>
      database.transaction(async (transaction) => {
        const known = await transaction.get(invoices, id)
        if (known?.memberId !== memberId) return unknown
        const loaded = await loadSources(transaction, known)
        const decided = decide(known, sourcesIn(loaded))
        if (!decided.ok) return decided
        await saveClaimed(transaction, loaded, decided.value)
        await transaction.put(invoices, decided.value.invoice)
        return { ok: true, value: decided.value.invoice } as const
      }),
  }
}

const sourcesIn = ({
  member,
  orders: found,
}: {
  readonly orders: readonly Order[]
  readonly member: Member | null
}): Sources => ({ orders: found, account: member?.storedValue ?? null })

const bookIdOf = (id: MemberId): TitleBook['id'] => `invoice-titles:${idLetters(id)}`

const emptyBook = (memberId: MemberId): TitleBook => ({
  id: bookIdOf(memberId),
  memberId,
  titles: [],
  defaultId: null,
})
