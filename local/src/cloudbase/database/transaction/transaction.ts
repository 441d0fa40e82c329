import type { DocumentRef } from './versions'
import type { WriteSet } from './write-set'

/** An open transaction. Its writes are buffered here until it commits. */
export interface Transaction {
  readonly id: string
  /** Its beginner: the token of a function call, if any. */
  readonly owner: string | null
  /** Taken at the first operation, not at the start, as in MongoDB. */
  snapshot: number | null
  readonly writes: WriteSet
  readonly locks: Set<LockName>
  /** Resolves when it has ended, committed or not. */
  readonly ended: Promise<void>
}

/** A document, or a key in a unique index. */
export type LockName = DocumentRef | `unique:${string}`

/** Write locks: a document belongs to the first transaction that writes it, until it ends. */
export interface Locks {
  holderOf(name: LockName): Transaction | undefined
  take(name: LockName, transaction: Transaction): void
  release(transaction: Transaction): void
}

export function createLocks(): Locks {
  const holders = new Map<LockName, Transaction>()
  return {
    holderOf: (name) => holders.get(name),
    take(name, transaction) {
      holders.set(name, transaction)
      transaction.locks.add(name)
    },
    release(transaction) {
      for (const name of transaction.locks) holders.delete(name)
      transaction.locks.clear()
    },
  }
}

/** Thrown to an ordinary writer, which then waits and retries. */
export class LockedByTransaction extends Error {
  constructor(readonly until: Promise<void>) {
    super('locked by a transaction')
  }
}
