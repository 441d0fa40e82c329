import type { Action, Answer, EdgeRefusal } from '@palm/shared/api/action'
import {
  type ActionName,
  ACTIONS,
  type FunctionName,
  type Parsed,
  policyOf,
  type Refusal,
  type Reply,
} from '@palm/shared/api/actions'
import type { EpochMs } from '@palm/shared/kernel/instant'
import { ok, refuse, type Result } from '@palm/shared/kernel/result'
import { z } from 'zod'
import { actAsOperator } from './audit'
import { authenticate, type CallerFor, isOperator } from './caller'
import type { Credentials } from './credentials'
import { Busy, type Database } from './database/session'
import type { Invocation } from './invocation'
import type { Log } from './log'

/** Load, authorise, decide, save, present: one for each action. Who calls and what it says is settled. */
export type Handler<Name extends ActionName> = (
  request: Parsed<Name>,
  caller: CallerFor<(typeof ACTIONS)[Name]['audience']>,
) => Promise<Result<Reply<Name>, Refusal<Name>>>

/** All the actions of one function, no more and no fewer. */
export type Handlers<Prefix extends FunctionName> = {
  readonly [Name in ActionName as Name extends `${Prefix}.${string}` ? Name : never]: Handler<Name>
}

/** A handler before it is given what its function stands on. */
export type Act<Context, Name extends ActionName> = (
  context: Context,
  ...args: Parameters<Handler<Name>>
) => ReturnType<Handler<Name>>

type Acts<Context, Prefix extends FunctionName> = {
  readonly [Name in keyof Handlers<Prefix>]: Act<Context, Name & ActionName>
}

/** Gives every act of a function the same context. */
export function withContext<Context, Prefix extends FunctionName>(
  context: Context,
  acts: Acts<Context, Prefix>,
): Handlers<Prefix> {
  // Names keep their acts, so what the mapped type says of the one holds for the other.
  const bound = Object.entries(acts as unknown as Record<string, Act<Context, never>>).map(
    ([name, act]) => [name, (...args: [never, never]) => act(context, ...args)],
  )
  return Object.fromEntries(bound) as Handlers<Prefix>
}

export interface ServeContext {
  readonly database: Pick<Database, 'insert'>
  readonly credentials: () => Promise<Credentials>
  readonly clock: () => EpochMs
  readonly log: Log
}

/** No request of a member comes near this; an operator's table may. */
const REQUEST_BYTES_MAX = 64 * 1024
const TABLE_BYTES_MAX = 5 * 1024 * 1024

/** Runtimes put fields of their own beside ours (cloudbase reference 7); they are left where they are. */
const envelope = z.object({ action: z.string().max(64), request: z.unknown() })

/**
 * The edge of a function: takes an invocation in, lets the right handler answer, and lets nothing
 * else out than a reply or a refusal with a code.
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

/** The table without its types, as it is looked up by what a stranger sends. */
type Served = Readonly<Record<string, (request: unknown, caller: never) => Promise<Outcome>>>
type Outcome = Result<unknown, { readonly code: string }>
type AnyAnswer = Answer<unknown, { readonly code: string }>

async function answerTo(
  invocation: Invocation,
  handlers: Served,
  context: ServeContext,
): Promise<{ answer: AnyAnswer; name: string }> {
  const { requestId } = invocation
  const read = readEnvelope(invocation)
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
      return refuse({ code: 'request/too-large' })
    }
    const credentials = await context.credentials()
    const nowMs = context.clock()
    const caller = await authenticate(policyOf(name), invocation, credentials, nowMs)
    if (!caller.ok) return caller
    const { value } = caller
    const act = async (): Promise<Outcome> => {
      const request = action.request.safeParse(sent)
      if (!request.success) return refuse(malformed(request.error))
      return handler!(request.data, value as never)
    }
    if (!isOperator(value)) return await act()
    return await actAsOperator(context.database, { action: name, caller: value }, nowMs, act)
  } catch (error) {
    if (error instanceof Busy) return refuse({ code: 'service/busy' })
    context.log.error({ requestId: invocation.requestId, err: error })
    return refuse({ code: 'service/failed' })
  }
}

interface Envelope {
  readonly name: string
  readonly request: unknown
  readonly bytes: number
}

function readEnvelope(invocation: Invocation): Result<Envelope, EdgeRefusal> {
  if (invocation.by === 'timer') return refuse({ code: 'request/unknown-action' })
  if (invocation.by === 'call') {
    const bytes = JSON.stringify(invocation.data ?? null).length
    return bytes > TABLE_BYTES_MAX ? tooLarge : openEnvelope(invocation.data, bytes)
  }
  const bytes = invocation.body.length
  if (bytes > TABLE_BYTES_MAX) return tooLarge
  try {
    return openEnvelope(JSON.parse(invocation.body.toString('utf8')), bytes)
  } catch {
    return refuse({ code: 'request/malformed', at: 'body' })
  }
}

const tooLarge = refuse({ code: 'request/too-large' })

function openEnvelope(data: unknown, bytes: number): Result<Envelope, EdgeRefusal> {
  const read = envelope.safeParse(data)
  if (!read.success) return refuse(malformed(read.error))
  return ok({ name: read.data.action, request: read.data.request, bytes })
}

/** The path of the first thing wrong; what was sent there is not repeated. */
function malformed({ issues }: z.ZodError): EdgeRefusal {
  const issue = issues[0]
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const path = [...(issue?.path ?? []), ...unknown]
  return { code: 'request/malformed', at: path.map(String).join('.').slice(0, 100) || 'request' }
}

/** Always 200: a mini-program treats every other status as no answer at all. */
const httpReply = (answer: AnyAnswer) => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify(answer),
})
