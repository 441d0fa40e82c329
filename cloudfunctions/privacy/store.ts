import { idLetters } from '@palm/shared/kernel/id'
import { END_OF_TIME, type EpochMs } from '@palm/shared/kernel/instant'
import type { Invoice } from '@palm/shared/invoice/invoice'
import type { TitleBook } from '@palm/shared/invoice/title'
import type { Member, MemberId } from '@palm/shared/member/member'
import type { PhoneId } from '@palm/shared/member/phone/phone'
import { type Mailbox, mailboxIdOf } from '@palm/shared/message/mailbox'
import type { Message } from '@palm/shared/message/message'
import type { Order } from '@palm/shared/order/facts/order'
import type { Ticket } from '@palm/shared/ticket/ticket'
import type { Collection, Database } from '../database/session'
import { invoices, titleBooks } from '../documents/invoices'
import { currentMember } from '../documents/member/members'
import { type PointsPage, pointsPages } from '../documents/member/points-pages'
import { type StatementRow, storedValueRows } from '../documents/member/stored-value-rows'
import { mailboxes, messages } from '../documents/messages'
import { orders } from '../documents/orders'
import { phones } from '../documents/phones'
import { tickets } from '../documents/tickets'
import { type Page, pageOf } from './page'

/** Documents about a member, under all of their ids. */
export interface PrivacyStore {
  member(id: MemberId): Promise<Member | null>
  /** The number itself, sealed; null if there is none. */
  sealedNumber(id: PhoneId): Promise<string | null>
  mailboxes(ids: readonly MemberId[]): Promise<Mailbox[]>
  titles(ids: readonly MemberId[]): Promise<TitleBook[]>
  orders(ids: readonly MemberId[], beforeMs: EpochMs | null): Promise<Page<Order>>
  rows(ids: readonly MemberId[], beforeMs: EpochMs | null): Promise<Page<StatementRow>>
  /** Movements of points that have left the member's document. */
  pointsPages(ids: readonly MemberId[], beforeMs: EpochMs | null): Promise<Page<PointsPage>>
  invoices(ids: readonly MemberId[], beforeMs: EpochMs | null): Promise<Page<Invoice>>
  tickets(ids: readonly MemberId[], beforeMs: EpochMs | null): Promise<Page<Ticket>>
  messages(ids: readonly MemberId[], beforeMs: EpochMs | null): Promise<Page<Message>>
}

/** Rows of a page: some tens of kilobytes of an answer. */
export const DATA_PAGE = 100
/** Of twenty movements each. */
const POINTS_PAGES = 10

export function openPrivacyStore(database: Database): PrivacyStore {
  const paged =
    <Value>(collection: Collection<Value>, field: keyof Value & string, size = DATA_PAGE) =>
    async (ids: readonly MemberId[], beforeMs: EpochMs | null): Promise<Page<Value>> => {
      const found = await database.find(collection, {
        where: { memberId: { in: ids }, [field]: { below: beforeMs ?? END_OF_TIME } },
        orderBy: { field, direction: 'desc' },
        limit: size + 1,
      })
      return pageOf(found, size, (value) => value[field] as EpochMs)
    }
  const each = async <Value>(
    ids: readonly MemberId[],
    read: (id: MemberId) => Promise<Value | null>,
  ): Promise<Value[]> => (await Promise.all(ids.map(read))).filter((value) => value !== null)
  return {
    member: (id) => currentMember(database, id),
    sealedNumber: async (id) => (await database.get(phones, id))?.sealed ?? null,
    mailboxes: (ids) => each(ids, (id) => database.get(mailboxes, mailboxIdOf(id))),
    titles: (ids) => each(ids, (id) => database.get(titleBooks, `invoice-titles:${idLetters(id)}`)),
    orders: paged(orders, 'createdAtMs'),
    rows: paged(storedValueRows, 'bookedAtMs'),
    pointsPages: paged(pointsPages, 'toMs', POINTS_PAGES),
    invoices: paged(invoices, 'askedAtMs'),
    tickets: paged(tickets, 'askedAtMs'),
    messages: paged(messages, 'arrivedAtMs'),
  }
}
