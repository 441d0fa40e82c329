import { z } from 'zod'
import type { EpochMs } from '../kernel/instant'
import { epochMs } from '../kernel/instant'
import type { MessageFacts } from '../message/facts'
import type { Landing } from '../message/landing'
import type { MessageId } from '../message/message'
import { type Topic, TOPICS, TOPICS_ASKED_MAX } from '../message/topic'
import { action } from './action'

/** A line of the inbox. */
export interface MessageView {
  readonly messageId: MessageId
  readonly facts: MessageFacts
  readonly atMs: EpochMs
  readonly landing: Landing
  /** Whether it arrived after the member last looked. */
  readonly unread: boolean
}

export interface InboxPage {
  /** Newest first. */
  readonly messages: readonly MessageView[]
  readonly nextBeforeMs: EpochMs | null
  /** Arrival of the newest message of the page, for `message.read`; null for an empty page. */
  readonly newestMs: EpochMs | null
}

/** Templates of a wallet by topic: what a phone may ask consent for. */
export type TemplateIds = Readonly<Partial<Record<Topic, string>>>

export const messageActions = {
  /** 消息: page by page. */
  'message.list': action<InboxPage>()({
    audience: 'member',
    request: z.strictObject({ beforeMs: z.int().nonnegative().transform(epochMs).nullable() }),
  }),
  /** The member has seen all that arrived until then. */
  'message.read': action<Record<string, never>>()({
    audience: 'member',
    request: z.strictObject({ untilMs: z.int().nonnegative().transform(epochMs) }),
  }),
  /** Templates that the caller's wallet may ask consent for; empty if the operator has none. */
  'message.templates': action<{ readonly templates: TemplateIds }>()({
    audience: 'member',
    request: z.strictObject({}),
  }),
  /** The member has accepted these in the wallet's question: one service message of each. */
  'message.consent': action<Record<string, never>>()({
    audience: 'member',
    request: z.strictObject({ topics: z.array(z.enum(TOPICS)).min(1).max(TOPICS_ASKED_MAX) }),
  }),
} as const
