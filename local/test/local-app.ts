import tcb, { type CloudBase } from '@cloudbase/node-sdk'
import type { Stack } from '../src/stack'

/** The real SDK, pointed at a stack. */
export function appOf(stack: Pick<Stack, 'urls'>): CloudBase {
  runAsFunction()
  return tcb.init({
    env: 'local',
    secretId: 'local',
    secretKey: 'local',
    serviceUrl: `${stack.urls['cloudbase']}/admin`,
    keepalive: true,
  })
}

/**
 * Elsewhere than in a function the SDK looks up the cloud's metadata by DNS with every request, and one
 * that fails keeps the process alive.
 */
export function runAsFunction(): void {
  Object.assign(process.env, {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'local',
    SCF_NAMESPACE: 'local',
    SILENCE: 'true',
  })
}
