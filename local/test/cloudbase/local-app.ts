import tcb, { type CloudBase } from '@cloudbase/node-sdk'
import type { Stack } from '../../src/running-stack'

/** The real SDK, directed at a stack. */
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
 * Outside of a function the SDK looks up the cloud's metadata by DNS with every request, and a
 * failed lookup keeps the process alive.
 */
export function runAsFunction(): void {
  Object.assign(process.env, {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: 'local',
    SCF_NAMESPACE: 'local',
    SILENCE: 'true',
  })
}
