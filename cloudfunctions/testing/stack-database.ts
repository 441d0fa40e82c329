import tcb from '@cloudbase/node-sdk'
import { parseDeployment } from '@palm/local/deployment'
import type { Stack } from '@palm/local/running-stack'
import { startStack } from '@palm/local/stack'
import { openCloudbaseSession } from '../database/cloudbase-session'
import type { Database } from '../database/session'
import { areClosed, closeLater, idle } from './idle-stacks'

/** The SDK as in a function; elsewhere it queries the network for its environment at every call. */
export function sdkOn(stack: Stack) {
  process.env['TENCENTCLOUD_RUNENV'] = 'SCF'
  process.env['TENCENTCLOUD_REGION'] = 'local'
  process.env['SCF_NAMESPACE'] = 'local'
  // Otherwise a failing call leaves a timer behind that warns of its slowness.
  process.env['SILENCE'] = 'true'
  const app = tcb.init({
    env: 'local',
    secretId: 'x',
    secretKey: 'y',
    serviceUrl: `${stack.urls['cloudbase']}/admin`,
    keepalive: true,
  })
  return app.database()
}

export interface StackDatabase extends Database {
  close(): Promise<void>
}

/**
 * An empty database of the local stack, with these collections as cloud.json would declare them.
 */
export async function openStackDatabase(collections: object): Promise<StackDatabase> {
  const free = idle<Stack>(`database ${JSON.stringify(collections)}`)
  const stack = free.pop() ?? (await startDatabase(collections))
  const retry = { attempts: 40, firstWaitMs: 2, longestWaitMs: 40 }
  return {
    ...openCloudbaseSession(sdkOn(stack), { retry }),
    async close() {
      if (areClosed()) return
      await stack.reset()
      free.push(stack)
    },
  }
}

async function startDatabase(collections: object): Promise<Stack> {
  const deployment = parseDeployment({ collections })
  const stack = await startStack({ deployment, bundlesDir: '/nowhere' })
  closeLater(() => stack.close())
  return stack
}
