import tcb, { type CloudBase } from '@cloudbase/node-sdk'
import type { Stack } from '../src/stack'

/**
 * The real SDK, pointed at a stack. Without these variables it looks up the cloud's metadata by DNS
 * with every request, and a failed one keeps the process alive.
 */
export function appOf(stack: Pick<Stack, 'urls'>): CloudBase {
  Object.assign(process.env, {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'local',
    SCF_NAMESPACE: 'local',
    SILENCE: 'true',
  })
  return tcb.init({
    env: 'local',
    secretId: 'local',
    secretKey: 'local',
    serviceUrl: `${stack.urls['cloudbase']}/admin`,
    keepalive: true,
  })
}
