import { duplicateKey, transactionConflict } from '../../cloud-error'
import type { Document } from '../value/bson-value'
import type { DocumentTable } from '../document-table'
import { valuesAt } from '../value/path'
import type { StoredDocument } from '../value/stored-document'
import type { TableIndex } from '../index/table-index'
import { type LockName, type Locks, LockedByTransaction, type Transaction } from './transaction'
import { type DocumentRef, refOf, type Versions } from './versions'
import type { WantedWrite, WriteSet } from './write-set'

/**
 * State seen and changed by an operation: the present, or a transaction's snapshot with its own
 * writes.
 */
export interface Session {
  get(table: DocumentTable, key: Buffer): StoredDocument | undefined
  /** Documents that differ in this session from the file; `null` means removed. */
  overlay(table: DocumentTable): ReadonlyMap<DocumentRef, StoredDocument | null>
  /** Registers a write. It is in the file once the session is committed. */
  write(table: DocumentTable, wanted: WantedWrite): void
}

interface SessionSource {
  readonly versions: Versions
  readonly locks: Locks
}

/** For an ordinary operation: it sees the present and waits for a writing transaction. */
export function plainSession({ locks }: SessionSource, writes: WriteSet): Session {
  return {
    get: (table, key) => table.get(key),
    overlay: () => NOTHING,
    write(table, wanted) {
      const claim = (name: LockName) => {
        const holder = locks.holderOf(name)
        if (holder) throw new LockedByTransaction(holder.ended)
      }
      claim(refOf(table, wanted.key))
      claimUniqueKeys(table, wanted, writes, { claim, refuse: duplicate })
      writes.put(table, wanted)
    },
  }
}

const NOTHING: ReadonlyMap<DocumentRef, StoredDocument | null> = new Map()

/**
 * Within a transaction: writing a document that another has written since the snapshot is a
 * conflict.
 */
export function transactionSession(
  { locks, versions }: SessionSource,
  transaction: Transaction,
  snapshot: number,
): Session {
  const { writes } = transaction

  function claim(name: LockName): void {
    const holder = locks.holderOf(name)
    if (holder && holder !== transaction) throw transactionConflict()
    if (!holder) locks.take(name, transaction)
  }

  function overlay(table: DocumentTable): Map<DocumentRef, StoredDocument | null> {
    const seen = versions.since(table, snapshot)
    for (const [ref, { before, key, text }] of writes.of(table))
      seen.set(ref, text === null ? null : { key, text, row: before?.row ?? LAST_ROW })
    return seen
  }

  return {
    overlay,
    get(table, key) {
      const ref = refOf(table, key)
      if (!writes.of(table).has(ref) && !versions.changedSince(ref, snapshot)) return table.get(key)
      return overlay(table).get(ref) ?? undefined
    },
    write(table, wanted) {
      const ref = refOf(table, wanted.key)
      claim(ref)
      if (versions.changedSince(ref, snapshot)) throw transactionConflict()
      const refuse: Refuse = (index, holder) => {
        if (versions.changedSince(refOf(table, holder), snapshot)) throw transactionConflict()
        duplicate(index, holder, table, wanted)
      }
      claimUniqueKeys(table, wanted, writes, { claim, refuse })
      writes.put(table, wanted)
    },
  }
}

/** Sorts inserts of the transaction after all other rows. */
const LAST_ROW = Number.MAX_SAFE_INTEGER

type Refuse = (index: TableIndex, holder: Buffer, table: DocumentTable, wanted: WantedWrite) => void

function claimUniqueKeys(
  table: DocumentTable,
  wanted: WantedWrite,
  writes: WriteSet,
  { claim, refuse }: { claim: (name: LockName) => void; refuse: Refuse },
): void {
  const { after, key } = wanted
  if (!after) return
  for (const index of table.indexes().filter(({ unique }) => unique))
    for (const entry of index.entriesOf(after.document).keys) {
      claim(`unique:${index.id}:${entry.toString('latin1')}`)
      const stored = index.holderOf(entry)
      const holder =
        writes.holderOf(table, index, entry) ??
        (stored && !writes.frees(table, index, entry, stored) ? stored : undefined)
      if (holder && !holder.equals(key)) refuse(index, holder, table, wanted)
    }
}

const duplicate: Refuse = (index, _, table, { after }) => {
  throw duplicateKey(table.name, index.name, keyText(after?.document ?? {}, index))
}

/** `{ userCode: null }`, as MongoDB writes it. */
function keyText(document: Document, index: TableIndex): string {
  const fields = Object.keys(index.keys).map(
    (path) => `${path}: ${JSON.stringify(valuesAt(document, path)[0] ?? null)}`,
  )
  return `{ ${fields.join(', ')} }`
}
