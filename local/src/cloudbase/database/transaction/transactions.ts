import { randomBytes } from 'node:crypto'
import type { Cancel, Clock } from '../../../clock'
import { createDeferred } from '../../../deferred'
import { transactionNotExist } from '../../cloud-error'
import { TRANSACTION_MS_MAX } from '../../limits'
import type { Transaction } from './transaction'
import { createWriteSet } from './write-set'

/** The transactions that are open. */
export interface Transactions {
  /** Begins one; it ends by itself after 30 seconds of the stack's clock. */
  begin(owner: string | null): string
  /** Refuses an ended or unknown one. */
  get(id: string): Transaction
  /** Removes it, committed or not. */
  end(transaction: Transaction): void
  all(): Iterable<Transaction>
}

export interface TransactionsOptions {
  readonly clock: Clock
  /** Releases a transaction's resources. */
  readonly onEnd: (transaction: Transaction) => void
}

interface OpenTransaction extends Transaction {
  readonly markEnded: () => void
  readonly cancelExpiry: Cancel
}

export function createTransactions({ clock, onEnd }: TransactionsOptions): Transactions {
  const open = new Map<string, OpenTransaction>()

  function end({ id }: Transaction): void {
    const transaction = open.get(id)
    if (!transaction) return
    open.delete(id)
    transaction.cancelExpiry()
    onEnd(transaction)
    transaction.markEnded()
  }

  return {
    begin(owner) {
      const id = randomBytes(16).toString('hex')
      const { promise: ended, resolve: markEnded } = createDeferred()
      const transaction: OpenTransaction = {
        id,
        owner,
        snapshot: null,
        writes: createWriteSet(),
        locks: new Set(),
        ended,
        markEnded,
        cancelExpiry: clock.schedule(clock.now() + TRANSACTION_MS_MAX, () => end(transaction)),
      }
      open.set(id, transaction)
      return id
    },
    get(id) {
      const transaction = open.get(id)
      if (!transaction) throw transactionNotExist()
      return transaction
    },
    end,
    all: () => open.values(),
  }
}
