import tcb from '@cloudbase/node-sdk'
import { openCloudbaseSession } from './cloudbase-session'
import type { Database } from './session'

/** The database of the environment that the function runs in, over connections that are kept. */
export function openCloudbase(): Database {
  const app = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV, keepalive: true })
  return openCloudbaseSession(app.database())
}
