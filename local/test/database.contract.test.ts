import tcb from '@cloudbase/node-sdk'
import { CONTRACT_COLLECTIONS, describeDatabase, type OpenDatabase } from '../contracts/database'
import { parseDeployment } from '../src/deployment'
import { startStack } from '../src/stack'
import { appOf } from './local-app'
import { createSdkWords } from './sdk-words'

const words = createSdkWords()

const openLocal: OpenDatabase = async () => {
  const stack = await startStack({
    deployment: parseDeployment({ collections: CONTRACT_COLLECTIONS }),
    bundlesDir: __dirname,
  })
  const app = appOf(stack)
  await words.listen(app)
  return { app, close: () => stack.close() }
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

const isRemote = process.env['REMOTE'] === '1'

describeDatabase(isRemote ? openRemote : openLocal)

/** They tell the caller of themselves and the service nothing. */
const UNSPOKEN = [
  'Aggregation.unwrap',
  'Transaction.getRequestMethod',
  'Transaction.getTransactionId',
]

if (!isRemote)
  test('the SDK has no word for the database that the suite does not say', () => {
    expect(words.unsaid()).toEqual(UNSPOKEN)
  })
