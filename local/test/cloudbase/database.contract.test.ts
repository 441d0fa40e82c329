import { CONTRACT_COLLECTIONS, describeDatabase } from '../../contracts/database/database'
import { EXPRESSION_EDGES } from '../../contracts/database/expression-edges'
import { OPERATORS } from '../../src/cloudbase/database/expressions/operators'
import { parseDeployment } from '../../src/deployment'
import { startStack } from '../../src/stack'
import { appOf } from './local-app'
import { isRemote, remoteApp } from './remote-app'
import { createSdkWords } from './sdk-words'
import type { OpenDatabase } from '../../contracts/database/subject'

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

/** With the collections of the suite created before. */
function remote(): OpenDatabase {
  const app = remoteApp()
  return async () => ({ app, close: async () => undefined })
}

describeDatabase(isRemote ? remote() : openLocal)

/** Members that are local to the SDK and send nothing. */
const UNSPOKEN = [
  'Aggregation.unwrap',
  'Transaction.getRequestMethod',
  'Transaction.getTransactionId',
]

if (!isRemote)
  test('the suite uses every database method of the SDK', () => {
    expect(words.unsaid()).toEqual(UNSPOKEN)
  })

if (!isRemote)
  test('every operator of expressions is tried at its edges', () => {
    expect(Object.keys(EXPRESSION_EDGES).sort()).toEqual(Object.keys(OPERATORS).sort())
  })
