import tcb from '@cloudbase/node-sdk'
import { openCloudbaseSession } from './cloudbase-session'
import type { Database } from './session'

/** The database of the function's environment, over kept connections. */
export function openCloudbase(): Database {
  const app = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV, keepalive: true })
  return openCloudbaseSession(app.database())
}
