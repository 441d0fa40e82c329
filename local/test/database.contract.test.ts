import tcb from '@cloudbase/node-sdk'
import { CONTRACT_COLLECTIONS, describeDatabase, type OpenDatabase } from '../contracts/database'
import { parseDeployment } from '../src/deployment'
import { startStack } from '../src/stack'
import { appOf } from './local-app'

const openLocal: OpenDatabase = async () => {
  const stack = await startStack({
    deployment: parseDeployment({ collections: CONTRACT_COLLECTIONS }),
    bundlesDir: __dirname,
  })
  return { app: appOf(stack), close: () => stack.close() }
}

/** With credentials as the SDK wants them in the environment, and the collections made before. */
const openRemote: OpenDatabase = async () => ({
  app: tcb.init({
    env: process.env['REMOTE_ENV'] ?? '',
    secretId: process.env['REMOTE_SECRETID'] ?? '',
    secretKey: process.env['REMOTE_SECRETKEY'] ?? '',
  }),
  close: async () => undefined,
})

describeDatabase(process.env['REMOTE'] === '1' ? openRemote : openLocal)
