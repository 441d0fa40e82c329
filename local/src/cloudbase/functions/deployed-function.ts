import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { StackClock } from '../../clock'
import type { FunctionDefinition } from '../../deployment'
import type { CallLogs } from './call-log'
import {
  type CallEnvironment,
  callEnvironment,
  ENVIRONMENT_ID,
  instanceEnvironment,
} from './identity'
import { type OnLine, startInstance } from './instance'
import { createInstancePool } from './instance-pool'
import type { KeptInstances } from './kept-instances'

/** One deployed function: its bundle and its instances. */
export interface DeployedFunction {
  /** Whether there is a bundle; reloads a changed one. */
  refresh(): boolean
  /** `event` and the result are JSON. */
  run(event: string, call: CallEnvironment): Promise<{ result: string; isCold: boolean }>
  /** Prevents idle instances from being reused. */
  retire(): Promise<void>
  stop(): Promise<void>
}

export interface DeployOptions {
  readonly clock: StackClock
  readonly logs: CallLogs
  readonly bundlesDir: string
  /** The function's own environment, read when an instance starts. */
  readonly environment: () => Readonly<Record<string, string>>
  /** Address of this stack for the SDK. */
  readonly adminUrl: () => string
  readonly instancesMax: number
  readonly kept?: KeptInstances | undefined
}

export function deploy(
  name: string,
  { memoryMb, timeoutSeconds }: FunctionDefinition,
  { adminUrl, bundlesDir, clock, environment, instancesMax, kept, logs }: DeployOptions,
): DeployedFunction {
  const file = join(bundlesDir, name, 'index.js')
  let loadedMs: number | null = null
  const startOptions = () => ({
    file,
    memoryMb,
    environment: { ...environment(), ...instanceEnvironment(adminUrl()) },
  })
  const onLine: OnLine = (callId, stream, text) => {
    if (callId) logs.line(callId, { atMs: clock.now(), stream, text })
  }
  const pool = createInstancePool({
    instancesMax,
    keep: kept && ((idle) => kept.give(JSON.stringify(startOptions()), idle)),
    async start() {
      const options = startOptions()
      const warm = kept?.take(JSON.stringify(options))
      warm?.listen(onLine)
      return warm ?? startInstance({ ...options, face: clock.face }, onLine)
    },
  })

  return {
    refresh() {
      const changedMs = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? null
      if (loadedMs !== null && changedMs !== loadedMs) void pool.retire()
      loadedMs = changedMs
      return changedMs !== null
    },
    run: (event, call) =>
      pool.use(async (instance, isCold) => {
        const variables = callEnvironment(call)
        const context = contextOf({ name, memoryMb, timeoutSeconds, call, variables })
        const message = { callId: call.callId, event, context, environment: variables }
        return { isCold, result: await instance.call(message, timeoutSeconds * 1000) }
      }),
    retire: pool.retire,
    stop: pool.stop,
  }
}

interface ContextSource {
  readonly name: string
  readonly memoryMb: number
  readonly timeoutSeconds: number
  readonly call: CallEnvironment
  readonly variables: Readonly<Record<string, string>>
}

/** Second argument of `main`, as JSON; the environment in the new format and the old. */
function contextOf({ call, memoryMb, name, timeoutSeconds, variables }: ContextSource): string {
  return JSON.stringify({
    callbackWaitsForEmptyEventLoop: false,
    function_name: name,
    function_version: '$LATEST',
    namespace: ENVIRONMENT_ID,
    request_id: call.callId,
    memory_limit_in_mb: memoryMb,
    time_limit_in_ms: timeoutSeconds * 1000,
    environment: JSON.stringify(variables),
    environ: Object.entries(variables)
      .map(([key, value]) => `${key}=${value}`)
      .join(';'),
  })
}
