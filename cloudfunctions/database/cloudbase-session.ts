import { incidentOf } from '@palm/shared/incident/incident'
import { type EpochMs, epochMs } from '@palm/shared/kernel/instant'
import { incidents } from '../documents/incidents'
import { find, groups, type ReportUnreadable, totals } from './cloudbase-query'
import { documentOf, readOne, revisionRead } from './revision'
import { checked, codeOf, messageOf, type SdkDatabase } from './sdk-answer'
import { Busy, type Collection, type Database, Taken, type Transaction } from './session'

type SdkTransaction = Awaited<ReturnType<SdkDatabase['startTransaction']>>

export interface RetryOptions {
  /** Total number of tries of a conflicting transaction. */
  readonly attempts: number
  /** Waits between tries, in ms, each random from zero to a bound that doubles. */
  readonly firstWaitMs: number
  readonly longestWaitMs: number
}

/** Twelve tries within about two seconds: enough for 50 phones on one document. */
const RETRY: RetryOptions = { attempts: 12, firstWaitMs: 20, longestWaitMs: 400 }

/** The service's own codes, as the SDK passes them on. */
const CONFLICT = 'DATABASE_TRANSACTION_CONFLICT'
const DUPLICATE_KEY = /E11000|duplicate/i

export interface SessionOptions {
  readonly retry?: RetryOptions
  /** Time of incidents. */
  readonly clock?: () => EpochMs
}

/** A session over the unmodified SDK, on CloudBase and on the local stack alike. */
export function openCloudbaseSession(
  sdk: SdkDatabase,
  { clock = () => epochMs(Date.now()), retry = RETRY }: SessionOptions = {},
): Database {
  const report = unreadableReporter(sdk, clock)
  return {
    async get(collection, id) {
      const { data } = checked(await sdk.collection(collection.name).doc(id).get())
      return readFirst(collection, data)
    },
    find: (collection, query) => find(sdk, collection, query, report),
    groups: (collection, query) => groups(sdk, collection, query),
    totals: (collection, query) => totals(sdk, collection, query),
    insert: (collection, value) => insert(sdk, collection, value),
    async put(collection, value) {
      const { _id, ...body } = documentOf(collection, value)
      checked(await sdk.collection(collection.name).doc(_id).set(body))
    },
    replace: (collection, before, after) => replace(sdk, collection, before, after),
    async annotate(collection, id, beside) {
      checked(await sdk.collection(collection).doc(id).update(beside))
    },
    transaction: (work) => transact(sdk, retry, work),
  }
}

async function insert<Value>(
  sdk: SdkDatabase,
  collection: Collection<Value>,
  value: Value,
): Promise<'inserted' | 'taken'> {
  try {
    checked(await sdk.collection(collection.name).add(documentOf(collection, value)))
    return 'inserted'
  } catch (error) {
    if (DUPLICATE_KEY.test(messageOf(error))) return 'taken'
    throw error
  }
}

/** An update on the condition that the revision is the one that was read. */
async function replace<Value extends object>(
  sdk: SdkDatabase,
  collection: Collection<Value>,
  before: Value,
  after: Value,
): Promise<'replaced' | 'changed'> {
  const read = revisionRead(before)
  if (read === undefined) return 'changed'
  const { _id, ...body } = documentOf(collection, after)
  // As `set` does: each field is written whole, and one that is left out is removed.
  const written = Object.entries(body).map(([name, value]) => [name, sdk.command.set(value)])
  const left = (collection.optional ?? []).filter((name) => !(name in body))
  const removed = left.map((name) => [name, sdk.command.remove()])
  const { updated } = checked(
    // eslint-disable-next-line no-restricted-syntax -- no transaction: one conditional update
    await sdk
      .collection(collection.name)
      .where({ _id, revision: read })
      .update(Object.fromEntries([...written, ...removed])),
  )
  return updated === 1 ? 'replaced' : 'changed'
}

/** Once per document and instance; the incident's id makes it one over all of them. */
function unreadableReporter(sdk: SdkDatabase, clock: () => EpochMs): ReportUnreadable {
  const known = new Set<string>()
  return async (collection, id) => {
    const subject = `${collection}-${id}`
    if (known.has(subject)) return
    known.add(subject)
    const incident = incidentOf('document/unreadable', subject, { collection, id }, clock())
    await insert(sdk, incidents, incident)
  }
}

/**
 * The SDK retries a conflict four times without a pause, which under load only causes the next
 * conflict; so transactions are retried here, with back-off and jitter.
 */
async function transact<Value>(
  sdk: SdkDatabase,
  retry: RetryOptions,
  work: (transaction: Transaction) => Promise<Value>,
): Promise<Value> {
  for (let attempt = 1; ; attempt++) {
    const transaction = await sdk.startTransaction()
    try {
      const value = await work(sessionOf(transaction))
      checked(await transaction.commit())
      return value
    } catch (error) {
      if (codeOf(error) !== CONFLICT) {
        await abandon(transaction)
        throw error
      }
      if (attempt === retry.attempts) throw new Busy('others kept writing the same documents')
    }
    await pause(Math.random() * Math.min(retry.firstWaitMs * 2 ** attempt, retry.longestWaitMs))
  }
}

function sessionOf(transaction: SdkTransaction): Transaction {
  return {
    async get(collection, id) {
      // Inside a transaction the SDK returns the document itself, outside a list.
      const { data } = checked(await transaction.collection(collection.name).doc(id).get())
      return readFirst(collection, data)
    },
    async insert(collection, value) {
      try {
        checked(await transaction.collection(collection.name).add(documentOf(collection, value)))
      } catch (error) {
        if (DUPLICATE_KEY.test(messageOf(error))) throw new Taken(`${collection.name}: id in use`)
        throw error
      }
    },
    async put(collection, value) {
      const { _id, ...body } = documentOf(collection, value)
      checked(await transaction.collection(collection.name).doc(_id).set(body))
    },
    async remove(collection, id) {
      checked(await transaction.collection(collection.name).doc(id).delete())
    },
  }
}

/** After an error the transaction may have ended already; then there is nothing to abort. */
async function abandon(transaction: SdkTransaction): Promise<void> {
  try {
    await transaction.rollback(undefined)
  } catch {
    return
  }
}

const readFirst = <Value>(collection: Collection<Value>, data: unknown): Value | null => {
  const document: unknown = Array.isArray(data) ? data[0] : data
  return document === undefined || document === null ? null : readOne(collection, document)
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
