import { type Id, idLetters } from '../kernel/id'
import { type EpochMs, epochMs, laterOf } from '../kernel/instant'
import type { MemberId } from '../member/member'
import { type Topic, TOPICS } from './topic'

/**
 * 消息设置: what a member has read, and how many service messages they have consented to. Apart from
 * the member's document, which every order may change.
 */
export interface Mailbox {
  readonly id: Id<'mailbox'>
  /** Messages that arrived until then have been seen. */
  readonly readUntilMs: EpochMs
  /** Service messages still permitted, by topic: one more for each consent, one less for each sent. */
  readonly consents: Readonly<Record<Topic, number>>
}

/** More consents than this are not counted: the client reports them, and the wallet decides. */
const CONSENTS_MAX = 50

const NO_CONSENTS = Object.fromEntries(TOPICS.map((topic) => [topic, 0])) as Mailbox['consents']

export const mailboxIdOf = (memberId: MemberId): Mailbox['id'] => `mailbox:${idLetters(memberId)}`

export const newMailbox = (memberId: MemberId): Mailbox => ({
  id: mailboxIdOf(memberId),
  readUntilMs: epochMs(0),
  consents: NO_CONSENTS,
})

/** The member has accepted these in their wallet's question: one message of each. */
export const consented = (mailbox: Mailbox, topics: readonly Topic[]): Mailbox =>
  [...new Set(topics)].reduce(
    (box, topic) => withConsents(box, topic, Math.min(CONSENTS_MAX, box.consents[topic] + 1)),
    mailbox,
  )

/** A message was sent. */
export const consentSpent = (mailbox: Mailbox, topic: Topic): Mailbox =>
  withConsents(mailbox, topic, Math.max(0, mailbox.consents[topic] - 1))

/** The wallet says that there is no consent, whatever was counted here. */
export const consentGone = (mailbox: Mailbox, topic: Topic): Mailbox =>
  withConsents(mailbox, topic, 0)

/** Never falls back: a member's phones may report in any order. */
export const readUntil = (mailbox: Mailbox, untilMs: EpochMs): Mailbox => {
  const readUntilMs = laterOf(mailbox.readUntilMs, untilMs)
  return readUntilMs === mailbox.readUntilMs ? mailbox : { ...mailbox, readUntilMs }
}

function withConsents(mailbox: Mailbox, topic: Topic, count: number): Mailbox {
  if (mailbox.consents[topic] === count) return mailbox
  return { ...mailbox, consents: { ...mailbox.consents, [topic]: count } }
}
