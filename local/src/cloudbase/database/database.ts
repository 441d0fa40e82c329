import type { Clock } from '../../clock'
import type { DurableFile } from '../../durable-file'
import { type Catalog, openCatalog } from './catalog'
import { plainSession, type Session, transactionSession } from './transaction/session'
import { createLocks, LockedByTransaction } from './transaction/transaction'
import { createTransactions } from './transaction/transactions'
import { createVersions, type Versions } from './transaction/versions'
import { createWriteSet, type WriteSet } from './transaction/write-set'

/**
 * The document database: collections in one file, transactions with snapshot isolation in memory.
 * Operations run synchronously within a session, in the order in which requests arrive.
 */
export interface Database {
  readonly catalog: Catalog
  /**
   * Runs an operation, in a transaction if one is named. Ordinary writes wait for a document locked
   * by a transaction. A failing operation ends its transaction, as in MongoDB.
   */
  run<Value>(
    transactionId: string | undefined,
    operation: (session: Session) => Value,
  ): Promise<Value>
  /** Begins a transaction on behalf of `owner`. */
  begin(owner: string | null): string
  commit(transactionId: string): void
  abort(transactionId: string): void
  /** Whether this owner has a transaction open. */
  isInTransaction(owner: string): boolean
  /** Ends open transactions and leaves these collections, empty. */
  reset(collections?: Parameters<Catalog['reset']>[0]): void
}

/** Context of the actions. */
export interface DatabaseContext {
  readonly clock: Clock
  readonly database: Database
}

export function openDatabase({ clock, file }: { clock: Clock; file: DurableFile }): Database {
  const catalog = openCatalog(file)
  const versions = createVersions()
  const locks = createLocks()
  const source = { versions, locks }
  const transactions = createTransactions({
    clock,
    onEnd(transaction) {
      locks.release(transaction)
      if (transaction.snapshot !== null) versions.releaseSnapshot(transaction.snapshot)
    },
  })

  const apply = (writes: WriteSet) => applyTo(file, versions, writes)

  function runInTransaction<Value>(id: string, operation: (session: Session) => Value): Value {
    const transaction = transactions.get(id)
    transaction.snapshot ??= versions.takeSnapshot()
    try {
      return operation(transactionSession(source, transaction, transaction.snapshot))
    } catch (error) {
      transactions.end(transaction)
      throw error
    }
  }

  async function runAlone<Value>(operation: (session: Session) => Value): Promise<Value> {
    for (;;)
      try {
        const writes = createWriteSet()
        const value = operation(plainSession(source, writes))
        apply(writes)
        return value
      } catch (error) {
        if (!(error instanceof LockedByTransaction)) throw error
        await error.until
      }
  }

  return {
    catalog,
    run: async (id, operation) =>
      id === undefined ? runAlone(operation) : runInTransaction(id, operation),
    begin: (owner) => transactions.begin(owner),
    commit(id) {
      const transaction = transactions.get(id)
      apply(transaction.writes)
      transactions.end(transaction)
    },
    abort: (id) => transactions.end(transactions.get(id)),
    isInTransaction: (owner) => [...transactions.all()].some((one) => one.owner === owner),
    reset(collections = {}) {
      for (const transaction of transactions.all()) transactions.end(transaction)
      catalog.reset(collections)
    },
  }
}

/** Writes to the file atomically; open transactions still see the former versions. */
function applyTo(file: DurableFile, versions: Versions, writes: WriteSet): void {
  if (writes.isEmpty()) return
  file.atomically(() => {
    for (const [table, changes] of writes.tables())
      for (const write of changes.values()) table.write(write)
  })
  for (const [table, changes] of writes.tables()) versions.record(table, changes.values())
  versions.advance()
}
