import { env } from 'node:process'
import tcb from '@cloudbase/node-sdk'

/** A stack's database through the unmodified SDK; `adminUrl` is the SDK's endpoint. */
export function openDatabase(adminUrl: string) {
  // As in a function; elsewhere the SDK queries the network for its environment at every call.
  env['TENCENTCLOUD_RUNENV'] = 'SCF'
  env['TENCENTCLOUD_REGION'] = 'local'
  env['SCF_NAMESPACE'] = 'local'
  env['SILENCE'] = 'true'
  const account = { env: 'local', secretId: 'x', secretKey: 'y' }
  return tcb.init({ ...account, serviceUrl: adminUrl, keepalive: true }).database()
}
