import type { z } from 'zod'

/**
 * Who may call. `member` and `staff` are derived from the wallet's identity, never from the
 * request.
 */
export type Audience = 'anyone' | 'member' | 'staff' | 'operator'

/**
 * One entry of the action list: request, reply and refusals. `Reply` and `Refusal` are types only;
 * the request's schema is the one parser at the edge.
 */
export interface Action<
  Request extends z.ZodType = z.ZodType,
  Reply = unknown,
  Refusal extends { readonly code: string } = { readonly code: string },
  Whom extends Audience = Audience,
> {
  readonly audience: Whom
  readonly request: Request
  /** Never set: they only carry the types. */
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

/** Parsed request, as a function handles it. */
export type RequestOf<A extends Action> = z.output<A['request']>
/** Request as a client sends it. */
export type SentRequestOf<A extends Action> = z.input<A['request']>
export type ReplyOf<A extends Action> = NonNullable<A['reply']>
export type RefusalOf<A extends Action> = NonNullable<A['refusal']>

/** Refusals that any action may return, before or instead of its own. */
export type EdgeRefusal =
  /** The request does not match its schema; `at` is the path of the first error. */
  | { readonly code: 'request/malformed'; readonly at: string }
  /** The request exceeds the maximum size. */
  | { readonly code: 'request/too-large' }
  /** No such action: an outdated client, or an unknown one. */
  | { readonly code: 'request/unknown-action' }
  /** Rate limit exceeded. Nothing was done; the request may be sent again after `retryAfterMs`. */
  | { readonly code: 'request/too-often'; readonly retryAfterMs: number }
  /** No wallet identity and no session. Sign in. */
  | { readonly code: 'session/missing' }
  /** The session has expired. Sign in again; nothing was done. */
  | { readonly code: 'session/expired' }
  /** Signed in, but not permitted. */
  | { readonly code: 'caller/forbidden' }
  /** Permitted, but not for this station or region. */
  | { readonly code: 'caller/out-of-reach' }
  /** Too many concurrent writes to the same document. Nothing was done; retry the same request. */
  | { readonly code: 'service/busy' }
  /** An internal error. The outcome is unknown: query before repeating. */
  | { readonly code: 'service/failed' }

/** Envelope of every answer, over callFunction and over HTTP. */
export type Answer<Reply, Refusal> =
  | { readonly ok: true; readonly reply: Reply; readonly requestId: string }
  | {
      readonly ok: false
      readonly refusal: Refusal | EdgeRefusal
      readonly requestId: string
    }
