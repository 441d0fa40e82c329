import type { MemberId } from '@palm/shared/member/member'
import { type Mailbox, mailboxIdOf, newMailbox } from '@palm/shared/message/mailbox'
import type { Database } from '../database/session'
import { mailboxes } from '../documents/messages'

/** A member's settings and consents; empty before the first write. */
export const mailboxOf = async (database: Database, memberId: MemberId): Promise<Mailbox> =>
  (await database.get(mailboxes, mailboxIdOf(memberId))) ?? newMailbox(memberId)

/** Changes a member's mailbox atomically; a decision without changes writes nothing. */
export const changeMailbox = (
  database: Database,
  memberId: MemberId,
  decide: (mailbox: Mailbox) => Mailbox,
): Promise<Mailbox> =>
  database.transaction(async (transaction) => {
    const before = (await transaction.get(mailboxes, mailboxIdOf(memberId))) ?? newMailbox(memberId)
    const after = decide(before)
    if (after !== before) await transaction.put(mailboxes, after)
    return after
  })
