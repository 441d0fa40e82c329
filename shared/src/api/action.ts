import type { z } from 'zod'

/** Who may call. `member` and `staff` are found from the wallet's identity, never from the request. */
export type Audience = 'anyone' | 'member' | 'staff' | 'operator'

/**
 * One entry of the action list: what a client may ask, and what it hears. `Reply` and `Refusal` are
 * types only; the request's schema is the one parser at the edge.
 */
export interface Action<
  Request extends z.ZodType = z.ZodType,
  Reply = unknown,
  Refusal extends { readonly code: string } = { readonly code: string },
  Whom extends Audience = Audience,
> {
  readonly audience: Whom
  readonly request: Request
  /** Never set: they carry the types. */
  readonly reply?: Reply
  readonly refusal?: Refusal
}

/** `action<Reply, Refusal>()({ audience, request })` */
export const action =
  <Reply, Refusal extends { readonly code: string } = never>() =>
  <Request extends z.ZodType, const Whom extends Audience>(definition: {
    readonly audience: Whom
    readonly request: Request
  }): Action<Request, Reply, Refusal, Whom> =>
    definition

/** What a function works on. */
export type RequestOf<A extends Action> = z.output<A['request']>
/** What a client sends. */
export type SentRequestOf<A extends Action> = z.input<A['request']>
export type ReplyOf<A extends Action> = NonNullable<A['reply']>
export type RefusalOf<A extends Action> = NonNullable<A['refusal']>

/** What any action may answer, before or instead of its own refusals. */
export type EdgeRefusal =
  /** Not the shape of this action's request; `at` is the path of the first thing wrong. */
  | { readonly code: 'request/malformed'; readonly at: string }
  /** Larger than any request of ours. */
  | { readonly code: 'request/too-large' }
  /** No such action. An old client, or a stranger. */
  | { readonly code: 'request/unknown-action' }
  /** The caller has asked this too often. Nothing was done; after `retryAfterMs` it may be sent again. */
  | { readonly code: 'request/too-often'; readonly retryAfterMs: number }
  /** No wallet identity and no session. Sign in. */
  | { readonly code: 'session/missing' }
  /** The session has run out. Sign in again; nothing was done. */
  | { readonly code: 'session/expired' }
  /** Signed in, and not allowed. */
  | { readonly code: 'caller/forbidden' }
  /** Too many wrote the same at once. Nothing was done; the same request may be sent again. */
  | { readonly code: 'service/busy' }
  /** A fault of ours. What was done is unknown: ask before repeating. */
  | { readonly code: 'service/failed' }

/** The envelope of every answer, over callFunction and over HTTP. */
export type Answer<Reply, Refusal> =
  | { readonly ok: true; readonly reply: Reply; readonly requestId: string }
  | {
      readonly ok: false
      readonly refusal: Refusal | EdgeRefusal
      readonly requestId: string
    }
