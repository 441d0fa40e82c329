import type { Action, Answer, EdgeRefusal } from '@palm/shared/api/action'
import {
  type ActionName,
  ACTIONS,
  type FunctionName,
  type Parsed,
  type Refusal,
  type Reply,
} from '@palm/shared/api/actions'
import { LIMITS } from '@palm/shared/api/limits'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { addressOf } from './address'
import { actAsOperator } from './audit'
import { authenticate, type CallerFor, isOperator, type MemberCaller } from './identity/caller'
import type { OperatorCaller } from './identity/operator-caller'
import type { Credentials } from '../credentials/credentials'
import { Busy, type Database } from '../database/session'
import {
  type Envelope,
  malformed,
  readEnvelope,
  REQUEST_BYTES_MAX,
  TABLE_BYTES_MAX,
  tooLarge,
} from './envelope'
import type { Invocation } from './invocation'
import type { Limiter } from './limiter'
import type { Log } from './log'
import type { Revocations } from './identity/revocations'

/**
 * Load, authorise, decide, save, present: one for each action. Caller and request are verified
 * already.
 */
export type Handler<Name extends ActionName> = (
  request: Parsed<Name>,
  caller: CallerFor<(typeof ACTIONS)[Name]['audience']>,
) => Promise<Result<Reply<Name>, Refusal<Name>>>

/** All the actions of one function, exactly. */
export type Handlers<Prefix extends FunctionName> = {
  readonly [Name in ActionName as Name extends `${Prefix}.${string}` ? Name : never]: Handler<Name>
}

/** A handler that still needs its function's context. */
export type Act<Context, Name extends ActionName> = (
  context: Context,
  ...args: Parameters<Handler<Name>>
) => ReturnType<Handler<Name>>

type Acts<Context, Prefix extends FunctionName> = {
  readonly [Name in keyof Handlers<Prefix>]: Act<Context, Name & ActionName>
}

/** Binds every act of a function to its context. */
export function withContext<Context, Prefix extends FunctionName>(
  context: Context,
  acts: Acts<Context, Prefix>,
): Handlers<Prefix> {
  // Names keep their acts, so the mapped type of the one holds for the other.
  const bound = Object.entries(acts as unknown as Record<string, Act<Context, never>>).map(
    ([name, act]) => [name, (...args: [never, never]) => act(context, ...args)],
  )
  return Object.fromEntries(bound) as Handlers<Prefix>
}

export interface ServeContext {
  readonly database: Pick<Database, 'get' | 'insert'>
  readonly credentials: () => Promise<Credentials>
  readonly clock: () => EpochMs
  readonly log: Log
  readonly limiter: Limiter
  readonly revocations: Pick<Revocations, 'isRevoked'>
}

/**
 * The edge of a function: handles an invocation, dispatches to its handler, and returns only a
 * reply or a refusal with a code.
 */
export function serve<Prefix extends FunctionName>(
  handlers: Handlers<Prefix>,
  context: ServeContext,
): (invocation: Invocation) => Promise<unknown> {
  return async (invocation) => {
    const startedMs = performance.now()
    const { answer, name } = await answerTo(invocation, handlers as Served, context)
    context.log.info({
      requestId: invocation.requestId,
      action: name,
      code: answer.ok ? 'ok' : answer.refusal.code,
      tookMs: Math.round(performance.now() - startedMs),
    })
    return invocation.by === 'http' ? httpReply(answer) : answer
  }
}

/** The untyped table, indexed by the caller's input. */
type Served = Readonly<Record<string, (request: unknown, caller: never) => Promise<Outcome>>>
type Outcome = Result<unknown, { readonly code: string }>
type AnyAnswer = Answer<unknown, { readonly code: string }>

async function envelopeOf(
  invocation: Invocation,
  context: ServeContext,
): Promise<Result<Envelope, EdgeRefusal>> {
  try {
    const bytesMax = await bytesAllowed(invocation, context)
    return bytesMax.ok ? readEnvelope(invocation, bytesMax.value) : bytesMax
  } catch (error) {
    context.log.error({ requestId: invocation.requestId, err: error })
    return refuse({ code: 'service/failed' })
  }
}

async function answerTo(
  invocation: Invocation,
  handlers: Served,
  context: ServeContext,
): Promise<{ answer: AnyAnswer; name: string }> {
  const { requestId } = invocation
  const read = await envelopeOf(invocation, context)
  if (!read.ok) return { answer: { ...read, requestId }, name: 'unreadable' }
  const { name, request, bytes } = read.value
  const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined
  if (!handler || !Object.hasOwn(ACTIONS, name)) {
    return { answer: { ...refuse({ code: 'request/unknown-action' }), requestId }, name: 'unknown' }
  }
  const outcome = await outcomeOf(name as ActionName, request, bytes, invocation, handler, context)
  const answer: AnyAnswer = outcome.ok
    ? { ok: true, reply: outcome.value, requestId }
    : { ...outcome, requestId }
  return { answer, name }
}

const actionOf = (name: ActionName): Action => ACTIONS[name]

async function outcomeOf(
  name: ActionName,
  sent: unknown,
  bytes: number,
  invocation: Invocation,
  handler: Served[string],
  context: ServeContext,
): Promise<Outcome> {
  const action = actionOf(name)
  try {
    if (action.audience !== 'operator' && bytes > REQUEST_BYTES_MAX) {
      return tooLarge
    }
    const nowMs = context.clock()
    const caller = await authenticate(name, invocation, context)
    if (!caller.ok) return caller
    const { value } = caller
    const from = whoAsks(value, invocation)
    const counted = context.limiter.take(name, from, LIMITS[name])
    if (!counted.ok) return counted
    if (await isOver(value, context)) return refuse({ code: 'session/expired' })
    const act = async (): Promise<Outcome> => {
      const request = action.request.safeParse(sent)
      if (!request.success) return refuse(malformed(request.error))
      const known = action.audience === 'anyone' ? { from } : value
      return handler!(request.data, known as never)
    }
    if (!isOperator(value)) return await act()
    return await actAsOperator(context.database, { action: name, caller: value }, nowMs, act)
  } catch (error) {
    if (error instanceof Busy) return refuse({ code: 'service/busy' })
    context.log.error({ requestId: invocation.requestId, err: error })
    return refuse({ code: 'service/failed' })
  }
}

/** A session revoked early: of a lost phone, or of a member who signed out. */
const isOver = async (
  caller: MemberCaller | OperatorCaller | null,
  { revocations }: ServeContext,
): Promise<boolean> =>
  caller !== null &&
  !isOperator(caller) &&
  typeof caller.sessionSinceMs === 'number' &&
  ((await revocations.isRevoked(caller.memberId, caller.sessionSinceMs)) ||
    (await revocations.isRevoked(caller.walletId, caller.sessionSinceMs)))

/** Key of a limit. Actions for anyone count a wallet's owner if there is one, else an address. */
function whoAsks(caller: MemberCaller | OperatorCaller | null, invocation: Invocation): string {
  if (caller) return isOperator(caller) ? caller.operatorId : caller.memberId
  if (invocation.by === 'call' && invocation.wechat) return invocation.wechat.openId
  return invocation.by === 'http' ? addressOf(invocation.headers) : 'nobody'
}

/** The one action with a table. */
const TABLE_ACTION: ActionName = 'console.importStations'

/**
 * The maximum size is known before parsing: more than a member's request only for an operator who may
 * import. An answer instead of a number is a refusal.
 */
async function bytesAllowed(
  invocation: Invocation,
  context: ServeContext,
): Promise<Result<number, EdgeRefusal>> {
  if (invocation.by !== 'http' || invocation.body.length <= REQUEST_BYTES_MAX) {
    return ok(REQUEST_BYTES_MAX)
  }
  if (invocation.body.length > TABLE_BYTES_MAX) return tooLarge
  const operator = await authenticate(TABLE_ACTION, invocation, context)
  if (operator.ok) return ok(TABLE_BYTES_MAX)
  return operator.refusal.code === 'caller/forbidden' ? operator : tooLarge
}

/** Always 200: mini-programs treat any other status as no answer. */
const httpReply = (answer: AnyAnswer) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify(answer),
})
