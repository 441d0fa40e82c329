import tcb from '@cloudbase/node-sdk'
import type { InvocationEnvironment } from '../invocation'
import { openCloudbaseSession } from './cloudbase-session'
import type { Database } from './session'

/** The database of the environment that the function runs in, over connections that are kept. */
export function openCloudbase(): Database {
  const app = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV, keepalive: true })
  return openCloudbaseSession(app.database())
}

/** The identity of one invocation, from its context; the process's own environment as a last resort. */
export function environmentOf(context: unknown): InvocationEnvironment {
  return tcb.getCloudbaseContext(context as Parameters<typeof tcb.getCloudbaseContext>[0])
}
