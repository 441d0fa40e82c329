import tcb from '@cloudbase/node-sdk'
import { openCloudbaseSession } from '../../cloudfunctions/database/cloudbase-session'
import type { Database } from '../../cloudfunctions/database/session'

/** The database of an emulator by its address, or of a real environment by an operator's keys. */
export type AdminTarget =
  | { readonly serviceUrl: string }
  | { readonly env: string; readonly secretId: string; readonly secretKey: string }

/** The database for an operator's tool, through the same SDK as functions. */
export function openAdminDatabase(target: AdminTarget): Database {
  // Without these the SDK queries the network at every call whether it runs in the cloud.
  process.env['TENCENTCLOUD_RUNENV'] ??= 'SCF'
  process.env['TENCENTCLOUD_REGION'] ??= 'local'
  process.env['SCF_NAMESPACE'] ??= 'local'
  process.env['SILENCE'] ??= 'true'
  const account =
    'serviceUrl' in target ? { ...target, env: 'local', secretId: 'x', secretKey: 'y' } : target
  return openCloudbaseSession(tcb.init({ ...account, keepalive: true }).database())
}
