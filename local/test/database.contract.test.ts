import { CONTRACT_COLLECTIONS, describeDatabase, type OpenDatabase } from '../contracts/database'
import { EXPRESSION_EDGES } from '../contracts/expression-edges'
import { OPERATORS } from '../src/cloudbase/database/expressions/operators'
import { parseDeployment } from '../src/deployment'
import { startStack } from '../src/stack'
import { appOf } from './local-app'
import { isRemote, remoteApp } from './remote-app'
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

/** With the collections of the suite made before. */
function remote(): OpenDatabase {
  const app = remoteApp()
  return async () => ({ app, close: async () => undefined })
}

describeDatabase(isRemote ? remote() : openLocal)

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

if (!isRemote)
  test('every operator of expressions is tried at its edges', () => {
    expect(Object.keys(EXPRESSION_EDGES).sort()).toEqual(Object.keys(OPERATORS).sort())
  })
