import { randomBytes, randomUUID } from 'node:crypto'
import type { StackClock } from '../../clock'
import type { Deployment } from '../../deployment'
import type { Faults } from '../../faults'
import type { Wire } from '../../wire'
import { type Billing, sumOf } from '../billing'
import { FunctionError, type FunctionHost } from '../function-host'
import { PAYLOAD_BYTES_MAX } from '../limits'
import { createRateLimits } from '../rate-limits'
import { type CallLogs, createCallLogs } from './call-log'
import { wordsOfCall } from './call-words'
import { deploy } from './deployed-function'
import { type Identity, NOBODY } from './identity'
import type { CalledBy } from './called-by'
import type { KeptInstances } from './kept-instances'

/**
 * The deployed functions. Faults at `cloudbase.functions`: `fail-before` and `fail-after` a run.
 */
export interface Functions extends FunctionHost {
  readonly logs: CallLogs
  /** Rejects with a `FunctionError`. */
  call(name: string, event: unknown, by: CalledBy): Promise<CallResult>
  /** The running call with this token. */
  callOf(token: string): RunningCall | undefined
  /** Makes every function start a new instance for its next call. */
  retire(): Promise<void>
  /** Ends all instances. */
  stop(): Promise<void>
}

/** Without a user. */
export const AS_ADMIN: CalledBy = { trigger: 'admin', identity: NOBODY }

export interface CallResult {
  readonly callId: string
  /** JSON. */
  readonly result: string
}

export interface RunningCall {
  readonly callId: string
  readonly identity: Identity
}

export interface FunctionsOptions {
  readonly clock: StackClock
  readonly wire: Wire
  readonly faults: Faults
  readonly billing: Billing
  readonly functions: Deployment['functions']
  /** Holds `<name>/index.js` for each function. */
  readonly bundlesDir: string
  /** Each function's own environment, read when an instance starts. */
  readonly environment: () => Readonly<Record<string, Readonly<Record<string, string>>>>
  /** Address of this stack for the SDK. */
  readonly adminUrl: () => string
  readonly instancesMax: number
  readonly kept?: KeptInstances | undefined
}

export function createFunctions(options: FunctionsOptions): Functions {
  const logs = createCallLogs()
  const running = new Map<string, RunningCall>()
  const deployed = new Map(
    Object.entries(options.functions).map(([name, definition]) => {
      const environment = () => options.environment()[name] ?? {}
      return [name, deploy(name, definition, { ...options, environment, logs })]
    }),
  )

  async function run(name: string, event: unknown, by: CalledBy, callId: string) {
    const target = deployed.get(name)
    if (!target?.refresh()) throw notFound(name)
    const text = sized(JSON.stringify(event ?? {}), 'EXCEED_REQUEST_SIZE_LIMIT')
    const fault = options.faults.take('cloudbase.functions', { function: name })
    if (fault?.kind === 'fail-before') throw ordered(fault.kind)

    const token = randomBytes(16).toString('hex')
    running.set(token, { callId, identity: by.identity })
    try {
      const { isCold, result } = await target.run(text, { ...by, callId, token })
      if (fault?.kind === 'fail-after') throw ordered(fault.kind)
      return { isCold, result: sized(result, 'EXCEED_MAX_RESPONSE_SIZE') }
    } finally {
      running.delete(token)
    }
  }

  const call = recorded(run, logs, options)
  const limits = new Map(
    Object.entries(options.functions).map(([name, rates]) => [name, createRateLimits(rates)]),
  )

  return {
    logs,
    call,
    callOf: (token) => running.get(token),
    async callFromWechat(name, data, wechat) {
      limits.get(name)?.count(wechat.openId)
      const identity = { wechat, clientIp: wechat.clientIp ?? null }
      const userInfo = { appId: wechat.appId, openId: wechat.openId }
      const event = { ...(data as Record<string, unknown> | null), userInfo }
      const { result } = await call(name, event, { trigger: 'wechat', identity })
      return JSON.parse(result) as unknown
    },
    async retire() {
      await Promise.all([...deployed.values()].map((one) => one.retire()))
    },
    async stop() {
      await Promise.all([...deployed.values()].map((one) => one.stop()))
    },
  }
}

type Run = (
  name: string,
  event: unknown,
  by: CalledBy,
  callId: string,
) => Promise<{ result: string; isCold: boolean }>

/** Every call is billed, logged and shown on the wire, also a failing one. */
function recorded(
  run: Run,
  logs: CallLogs,
  { billing, clock, wire }: Pick<FunctionsOptions, 'billing' | 'clock' | 'wire'>,
): Functions['call'] {
  return async (name, event, by) => {
    const callId = randomUUID()
    const startedAtMs = clock.now()
    billing.count('invocation', callId)
    logs.begin({ callId, functionName: name, trigger: by.trigger, startedAtMs })

    const end = (outcome: string, isCold: boolean) => {
      const durationMs = clock.now() - startedAtMs
      const bill = billing.ofCall(callId)
      logs.end(callId, { durationMs, isCold, outcome })
      wire.record({
        atMs: startedAtMs,
        service: 'cloudbase',
        ...wordsOfCall(name, event, by, { outcome, billed: bill ? sumOf(bill) : 0 }),
        outcome: outcome === 'OK' ? 'ok' : 'refused',
        durationMs,
        data: { callId, trigger: by.trigger, isCold, outcome, bill },
      })
    }
    try {
      const { isCold, result } = await run(name, event, by, callId)
      end('OK', isCold)
      return { callId, result }
    } catch (error) {
      end(error instanceof FunctionError ? error.code : 'SYS_ERR', false)
      throw error
    }
  }
}

function sized(text: string, code: string): string {
  if (Buffer.byteLength(text) <= PAYLOAD_BYTES_MAX) return text
  throw new FunctionError(code, 'the payload is larger than 6 MB')
}

const notFound = (name: string) =>
  new FunctionError('FUNCTION_NOT_FOUND', `[Invoke] Function not found: [${name}]`)

const ordered = (kind: string) =>
  new FunctionError('FUNCTIONS_EXECUTE_FAIL', `functions execute fail. fault on order: ${kind}`)
