import { startStack } from '../../src/stack'
import { checkAll } from './check'
import { CRASH_DEPLOYMENT, noPromises } from './load'
import { appOf } from '../cloudbase/local-app'
import type { Stack } from '../../src/running-stack'

/** `npm run crash` is only as good as its check. */
describe('the check after a crash', () => {
  let stack: Stack
  beforeAll(async () => {
    stack = await startStack({ deployment: CRASH_DEPLOYMENT, bundlesDir: __dirname })
  })
  afterAll(() => stack.close())

  const collection = (name: string) => appOf(stack).database().collection(name)
  const entry = (account: string, amount: number) => ({ transfer: 't1', round: 1, account, amount })

  beforeEach(async () => {
    await stack.reset()
    await collection('journal').add([entry('a', -1), entry('b', 1)])
    await collection('accounts').add([
      { _id: 'a', balance: -1 },
      { _id: 'b', balance: 1 },
    ])
    await collection('counters').add({ _id: 'c', count: 5 })
  })

  async function check({ transfers = ['t1'], count = 5 } = {}) {
    const promises = noPromises()
    for (const transfer of transfers) promises.transfers.add(transfer)
    promises.counters.set('c', count)
    return checkAll(appOf(stack), promises)
  }

  test('finds nothing in a correct state', async () => {
    expect(await check()).toEqual({ lost: [], half: [] })
  })

  test('accepts unacknowledged writes that are present', async () => {
    expect(await check({ transfers: [], count: 4 })).toEqual({ lost: [], half: [] })
  })

  test('finds a transfer and a count that are lost', async () => {
    const found = await check({ transfers: ['t1', 't2'], count: 6 })
    expect(found).toEqual({ lost: ['t2', 'c at 6'], half: [] })
  })

  test('finds a partial transfer', async () => {
    await collection('journal').where({ account: 'b' }).remove()
    expect(await check()).toEqual({ lost: [], half: ['t1', 'b'] })
  })

  test('finds an account that disagrees with the journal', async () => {
    await collection('accounts').doc('a').update({ balance: 0 })
    expect(await check()).toEqual({ lost: [], half: ['a'] })
  })
})
