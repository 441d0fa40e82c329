import tcb from '@cloudbase/node-sdk'
import { openCloudbaseSession } from '../cloudfunctions/kit/database/cloudbase-session'
import type { Database } from '../cloudfunctions/kit/database/session'

/** Whose database: a stand-in's by its address, a real environment's by an operator's own keys. */
export type AdminTarget =
  | { readonly serviceUrl: string }
  | { readonly env: string; readonly secretId: string; readonly secretKey: string }

/** The database as an operator's tool reaches it, through the same SDK as functions. */
export function openAdminDatabase(target: AdminTarget): Database {
  // Without these the SDK asks the network, at every call, whether it runs in the cloud.
  process.env['TENCENTCLOUD_RUNENV'] ??= 'SCF'
  process.env['TENCENTCLOUD_REGION'] ??= 'local'
  process.env['SCF_NAMESPACE'] ??= 'local'
  process.env['SILENCE'] ??= 'true'
  const account =
    'serviceUrl' in target ? { ...target, env: 'local', secretId: 'x', secretKey: 'y' } : target
  return openCloudbaseSession(tcb.init({ ...account, keepalive: true }).database())
}
