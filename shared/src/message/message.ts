import type { Id } from '../kernel/id'
import { type EpochMs, HOUR_MS, later, MINUTE_MS } from '../kernel/instant'
import type { MemberId } from '../member/member'
import type { Provider } from '../trade/fact'
import type { MessageFacts } from './facts'
import type { Telling } from './telling'

export type MessageId = Id<'message'>

/** 消息: one line of a member's inbox, and at most one service message of the member's wallet. */
export interface Message {
  readonly id: MessageId
  readonly memberId: MemberId
  readonly facts: MessageFacts
  /** When it happened. */
  readonly atMs: EpochMs
  /** When it came into the inbox: the list is ordered by it, and marked as read up to it. */
  readonly arrivedAtMs: EpochMs
  readonly sending: Sending
}

/** The service message; the inbox has the message in any case. */
export type Sending = DueSending | EndedSending

export interface DueSending {
  readonly at: 'due'
  readonly wallet: Provider
  readonly dueAtMs: EpochMs
  /** Number of attempts so far, those of which the outcome is unknown included. */
  readonly tries: number
}

export type EndedSending =
  | { readonly at: 'sent'; readonly sentAtMs: EpochMs }
  | { readonly at: 'unsent'; readonly why: WhyUnsent; readonly endedAtMs: EpochMs }

export type WhyUnsent = (typeof WHY_UNSENT)[number]
export const WHY_UNSENT = [
  /** The operator has no template for it with this wallet. */
  'no-template',
  /** The member has not consented, or the wallet says so (43101). */
  'no-consent',
  /** The wallet refuses the template, its values or its page: an incident. */
  'bad-data',
  /** The wallet does not know the member any more. */
  'no-receiver',
  /** It did not answer in time: old news is not sent. */
  'too-late',
] as const

export const messageIdOf = ({ key }: Telling): MessageId => `message:${key}`

export interface Arrival {
  readonly memberId: MemberId
  readonly wallet: Provider
  /** Whether there is a template for its topic and the member consents to it. */
  readonly mayBeSent: 'yes' | Extract<WhyUnsent, 'no-template' | 'no-consent'>
  readonly nowMs: EpochMs
}

/** The message of something to tell; due at once if it may be sent. */
export function arrivingMessage(telling: Telling, arrival: Arrival): Message {
  const { mayBeSent, memberId, nowMs, wallet } = arrival
  const sending: Sending =
    mayBeSent === 'yes'
      ? { at: 'due', wallet, dueAtMs: nowMs, tries: 0 }
      : { at: 'unsent', why: mayBeSent, endedAtMs: nowMs }
  const { atMs, facts } = telling
  return { id: messageIdOf(telling), memberId, facts, atMs, arrivedAtMs: nowMs, sending }
}

/** Answers of a wallet to a service message. */
export type SendOutcome =
  | 'sent'
  | Extract<WhyUnsent, 'no-consent' | 'bad-data' | 'no-receiver'>
  /** No answer, or none that says whether it was sent. */
  | 'no-answer'

/** Longer than a function runs: a claim of an instance that ended is free again after it. */
const CLAIM_MS = 2 * MINUTE_MS

/** Delays after attempts without an answer. */
const RETRY_AFTER_MS = [MINUTE_MS, 2 * MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS] as const

/** A service message about something that is older surprises its reader. */
export const SEND_WITHIN_MS = 12 * HOUR_MS

export type DueMessage = Message & { readonly sending: DueSending }

export const isDueToSend = (message: Message): message is DueMessage => message.sending.at === 'due'

/**
 * Reserves the next attempt for this caller before the wallet is called: others find the message
 * due only after the claim has run out.
 */
export function claimed(message: DueMessage, nowMs: EpochMs): Message {
  const { sending } = message
  if (nowMs - message.arrivedAtMs > SEND_WITHIN_MS) return ended(message, 'too-late', nowMs)
  const dueAtMs = later(nowMs, CLAIM_MS)
  return { ...message, sending: { ...sending, dueAtMs, tries: sending.tries + 1 } }
}

/** @param chance from 0 to 1, spreads retries of simultaneous failures */
export function afterSending(
  message: DueMessage,
  outcome: SendOutcome,
  { chance, nowMs }: { readonly chance: number; readonly nowMs: EpochMs },
): Message {
  if (outcome === 'sent') return { ...message, sending: { at: 'sent', sentAtMs: nowMs } }
  if (outcome !== 'no-answer') return ended(message, outcome, nowMs)
  const { sending } = message
  const index = Math.min(sending.tries, RETRY_AFTER_MS.length) - 1
  const delayMs = RETRY_AFTER_MS[Math.max(0, index)]!
  const dueAtMs = later(nowMs, Math.round(delayMs * (0.8 + 0.4 * chance)))
  return { ...message, sending: { ...sending, dueAtMs } }
}

export const ended = (message: Message, why: WhyUnsent, nowMs: EpochMs): Message => ({
  ...message,
  sending: { at: 'unsent', why, endedAtMs: nowMs },
})
