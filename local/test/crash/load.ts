import { parseDeployment } from '../../src/deployment'
import { type AdminClient, type AdminReply, connectAdmin } from '../cloudbase/admin-client'

/** Collections written by the load of a crash run. */
export const CRASH_DEPLOYMENT = parseDeployment({
  collections: {
    accounts: {},
    counters: {},
    journal: { indexes: [{ name: 'round', keys: { round: 1 } }] },
  },
})

/** Acknowledged writes, which must be present after any crash. */
export interface Promises {
  readonly transfers: Set<string>
  /** By counter: its minimum value. */
  readonly counters: Map<string, number>
}

export const noPromises = (): Promises => ({ transfers: new Set(), counters: new Map() })

const ACCOUNTS = 32

export interface CallerOptions {
  readonly cloudbaseUrl: string
  readonly round: number
  readonly caller: number
  readonly random: () => number
  readonly promises: Promises
}

/**
 * Moves money between two accounts, each move a transaction with a journal entry for each side,
 * followed by a single write that counts it; until the stack is killed.
 */
export async function callUntilDeath(options: CallerOptions): Promise<void> {
  const { caller, cloudbaseUrl, promises, random, round } = options
  const client = await connectAdmin(cloudbaseUrl)
  const counter = `counter${caller}`
  try {
    for (let n = 0; ; n++) {
      const from = Math.floor(random() * ACCOUNTS)
      const to = (from + 1 + Math.floor(random() * (ACCOUNTS - 1))) % ACCOUNTS
      const transfer = { id: `${round}.${caller}.${n}`, round, from: `a${from}`, to: `a${to}` }
      if (await move(client, transfer)) promises.transfers.add(transfer.id)
      const count = (promises.counters.get(counter) ?? 0) + 1
      await put(client, 'counters', counter, { count })
      promises.counters.set(counter, count)
    }
  } catch (error) {
    if (error instanceof Refused) throw error
  } finally {
    client.close()
  }
}

interface Transfer {
  readonly id: string
  readonly round: number
  readonly from: string
  readonly to: string
}

/** True once it is acknowledged; false after a conflict with another caller. */
async function move(client: AdminClient, { from, id, round, to }: Transfer): Promise<boolean> {
  const { transactionId } = await client.send('database.startTransaction')
  try {
    for (const [account, amount] of [
      [from, -1],
      [to, 1],
    ] as const) {
      const collectionName = 'accounts'
      const query = JSON.stringify({ _id: account })
      const asked = { collectionName, query, queryType: 'DOC', transactionId }
      const { data } = told(await client.send('database.getDocument', asked))
      const balance = balanceIn(data?.list?.[0])
      await put(client, 'accounts', account, { balance: balance + amount }, transactionId)
      const entry = { _id: `${id}:${account}`, transfer: id, round, account, amount }
      const insert = { collectionName: 'journal', data: [JSON.stringify(entry)], transactionId }
      told(await client.send('database.insertDocument', insert))
    }
    told(await client.send('database.commitTransaction', { transactionId }))
    return true
  } catch (error) {
    if (error instanceof Refused && error.message === 'DATABASE_TRANSACTION_CONFLICT') return false
    throw error
  }
}

async function put(
  client: AdminClient,
  collectionName: string,
  id: string,
  document: object,
  transactionId?: string,
): Promise<void> {
  const query = JSON.stringify({ _id: id })
  const data = JSON.stringify(document)
  const set = { collectionName, query, queryType: 'DOC', data, merge: false, upsert: true }
  told(await client.send('database.modifyDocument', { ...set, transactionId }))
}

function balanceIn(text: string | undefined): number {
  if (text === undefined) return 0
  const { balance } = JSON.parse(text) as { balance: { $numberInt: string } }
  return Number(balance.$numberInt)
}

class Refused extends Error {}

function told(reply: AdminReply): AdminReply {
  if (reply.code !== undefined) throw new Refused(reply.code)
  return reply
}
