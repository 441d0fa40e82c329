import type { EpochMs } from '@palm/shared/kernel/instant'
import type { Member, MemberId } from '@palm/shared/member/member'
import type { Mailbox } from '@palm/shared/message/mailbox'
import type { Message } from '@palm/shared/message/message'
import type { Database } from '../database/session'
import { currentMember } from '../documents/member/members'
import { messages } from '../documents/messages'
import { mailboxOf } from '../flows/mailbox'

/** One page of an inbox. */
export const INBOX_PAGE = 20

export interface InboxStore {
  /** Newest first, one more than a page. */
  page(ids: readonly MemberId[], beforeMs: EpochMs | null): Promise<Message[]>
  mailbox(memberId: MemberId): Promise<Mailbox>
  member(memberId: MemberId): Promise<Member | null>
}

export const openInboxStore = (database: Database): InboxStore => ({
  page: (ids, beforeMs) =>
    database.find(messages, {
      where: {
        memberId: { in: ids },
        ...(beforeMs === null ? {} : { arrivedAtMs: { below: beforeMs } }),
      },
      orderBy: { field: 'arrivedAtMs', direction: 'desc' },
      limit: INBOX_PAGE + 1,
    }),
  mailbox: (memberId) => mailboxOf(database, memberId),
  member: (memberId) => currentMember(database, memberId),
})
