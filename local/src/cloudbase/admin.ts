import { randomUUID } from 'node:crypto'
import type { FastifyPluginAsync } from 'fastify'
import type { ServiceContext } from '../service'
import type { Action, Actions, Caller, Reply } from './action'
import type { Billing } from './billing'
import { CloudError } from './cloud-error'

export interface AdminOptions {
  readonly context: Pick<ServiceContext, 'clock' | 'faults' | 'file' | 'wire'>
  readonly actions: Actions
  readonly billing: Billing
  readonly callerOf: (token: string | undefined) => Caller
  /** Called for each request before it runs. */
  readonly watch: (name: string, params: Params, caller: Caller) => void
}

export interface Params {
  readonly action?: string
  readonly collectionName?: string
  readonly queryType?: string
  readonly transactionId?: string
  /** Token of the function call that sent this. */
  readonly tcb_sessionToken?: string
}

/** Larger than the largest valid document. */
const REQUEST_BYTES_MAX = 32 * 1024 * 1024

/**
 * The endpoint of the SDK: `POST /admin`, with the `action` in the body. Faults at
 * `cloudbase.admin`, by `action` and `collection`: `error` (with a `code`), `lost-request` and
 * `lost-reply`, where the connection breaks before or after the work is done.
 */
export function adminRoutes(options: AdminOptions): FastifyPluginAsync {
  const { context } = options
  return async (server) => {
    server.setErrorHandler(async (error: { statusCode?: number }, _, reply) => {
      const { statusCode: status = 500 } = error
      const refused =
        status < 500
          ? new CloudError('BAD_REQUEST', 'the request is malformed')
          : new CloudError('SYS_ERR', 'system error')
      return reply.code(status).send({ requestId: randomUUID(), ...refusal(refused) })
    })
    // Fastify searches for `__proto__` in parsed JSON; here every field is read by name only.
    const parseJson = server.getDefaultJsonParser('ignore', 'ignore')
    server.addContentTypeParser('application/json', { parseAs: 'string' }, parseJson)
    server.post('/admin', { bodyLimit: REQUEST_BYTES_MAX }, async (request, reply) => {
      const params = (request.body ?? {}) as Params
      const requestId = randomUUID()
      const name = String(params.action)
      const fault = context.faults.take('cloudbase.admin', {
        action: name,
        collection: params.collectionName ?? '',
      })
      if (fault?.kind === 'lost-request') return reply.hijack().raw.destroy()
      const answer =
        fault?.kind === 'error'
          ? refusal(new CloudError(String(fault.with?.['code'] ?? 'SYS_ERR'), 'fault on order'))
          : await answerTo(name, params, options)
      if (tellsOfDisk(name, params)) await context.file.durable()
      if (fault?.kind === 'lost-reply') return reply.hijack().raw.destroy()
      reply.header('content-type', 'application/json; charset=utf-8')
      return reply.send(JSON.stringify({ requestId, ...answer }))
    })
  }
}

/**
 * An answer waits until its data is on disk. Only these refer to nothing on disk: writes of an open
 * transaction are in memory until it commits.
 */
function tellsOfDisk(name: string, { transactionId }: Params): boolean {
  if (name === 'database.startTransaction' || name === 'database.abortTransaction') return false
  return transactionId === undefined || !BUFFERED.has(name)
}

const BUFFERED = new Set([
  'database.insertDocument',
  'database.modifyDocument',
  'database.removeDocument',
])

type Answer = Reply | { readonly code: string; readonly message: string }

async function answerTo(name: string, params: Params, options: AdminOptions): Promise<Answer> {
  const { actions, billing, callerOf, context, watch } = options
  const wanted: Action | undefined = Object.hasOwn(actions, name) ? actions[name] : undefined
  if (!wanted) return refusal(new CloudError('INVALID_ACTION', `unknown action ${name}`))
  const caller = callerOf(params.tcb_sessionToken)
  if (wanted.bills) billing.count(wanted.bills, caller.running?.callId ?? null)
  watch(name, params, caller)
  try {
    return await wanted.run(params, caller)
  } catch (error) {
    const refused = asRefusal(error)
    context.wire.record({
      atMs: context.clock.now(),
      service: 'cloudbase',
      title: `${name} ${params.collectionName ?? ''}`.trim(),
      detail: refused.message,
      outcome: 'refused',
      data: { code: refused.code, callId: caller.running?.callId },
    })
    return refusal(refused)
  }
}

/** An unexpected error is a bug of the emulator; the reply says as little as the real service. */
function asRefusal(error: unknown): CloudError {
  if (error instanceof CloudError) return error
  return new CloudError('SYS_ERR', error instanceof Error ? error.message : String(error))
}

const refusal = ({ code, message }: CloudError) => ({ code, message })
