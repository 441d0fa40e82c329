import type { InboxPage, MessageView } from '@palm/shared/api/message'
import { landingOf } from '@palm/shared/message/landing'
import type { Mailbox } from '@palm/shared/message/mailbox'
import type { Message } from '@palm/shared/message/message'
import { INBOX_PAGE } from './store'

/** @param found newest first, one more than a page */
export function presentInbox(found: readonly Message[], mailbox: Mailbox): InboxPage {
  // Several arrive together: what happened last comes first.
  const page = [...wholeInstants(found)].sort(
    (a, b) => b.arrivedAtMs - a.arrivedAtMs || b.atMs - a.atMs,
  )
  return {
    messages: page.map((message) => presentMessage(message, mailbox)),
    nextBeforeMs: found.length > INBOX_PAGE ? (page.at(-1)?.arrivedAtMs ?? null) : null,
    newestMs: page[0]?.arrivedAtMs ?? null,
  }
}

/**
 * The next page begins before an instant, and messages arrive together: those of the last instant go
 * to the next page, unless the page has no other.
 */
function wholeInstants(found: readonly Message[]): readonly Message[] {
  const next = found[INBOX_PAGE]
  if (!next) return found
  const page = found.slice(0, INBOX_PAGE)
  const whole = page.filter(({ arrivedAtMs }) => arrivedAtMs > next.arrivedAtMs)
  return whole.length > 0 ? whole : page
}

const presentMessage = (
  { arrivedAtMs, atMs, facts, id }: Message,
  { readUntilMs }: Mailbox,
): MessageView => ({
  messageId: id,
  facts,
  atMs,
  landing: landingOf(facts),
  unread: arrivedAtMs > readUntilMs,
})
