import type { DocumentTable, TableWrite } from '../document-table'
import type { StoredDocument } from '../value/stored-document'

/** One document, anywhere in the database. */
export type DocumentRef = string

export const refOf = (table: DocumentTable, key: Buffer): DocumentRef =>
  `${table.id}:${key.toString('latin1')}`

/** Overwritten documents that a transaction may still see. */
export interface Versions {
  /** A snapshot to read at; held until released. */
  takeSnapshot(): number
  releaseSnapshot(snapshot: number): void
  /** Records writes that happen atomically. */
  record(table: DocumentTable, writes: Iterable<TableWrite>): void
  /** Ends the current version: later snapshots see the recorded writes. */
  advance(): void
  changedSince(ref: DocumentRef, snapshot: number): boolean
  /**
   * Documents of a table changed since a snapshot, as they were then; `null` if they did not exist.
   */
  since(table: DocumentTable, snapshot: number): Map<DocumentRef, StoredDocument | null>
}

interface Change {
  readonly moment: number
  readonly table: DocumentTable
  readonly ref: DocumentRef
  readonly before: StoredDocument | null
}

/** Keeps overwritten documents as long as an older transaction is open. */
export function createVersions(): Versions {
  let moment = 0
  let changes: Change[] = []
  const lastChanged = new Map<DocumentRef, number>()
  const held = new Map<number, number>()

  function forget(): void {
    const oldest = Math.min(...held.keys())
    if (changes[0] && changes[0].moment < oldest) {
      changes = changes.filter((change) => change.moment >= oldest)
      for (const [ref, at] of lastChanged) if (at < oldest) lastChanged.delete(ref)
    }
  }

  return {
    takeSnapshot() {
      held.set(moment, (held.get(moment) ?? 0) + 1)
      return moment
    },
    releaseSnapshot(snapshot) {
      const left = (held.get(snapshot) ?? 1) - 1
      if (left > 0) held.set(snapshot, left)
      else if (held.delete(snapshot)) forget()
    },
    record(table, writes) {
      if (held.size === 0) return
      for (const { before, key } of writes) {
        const ref = refOf(table, key)
        changes.push({ moment, table, ref, before })
        lastChanged.set(ref, moment)
      }
    },
    advance() {
      moment++
    },
    changedSince: (ref, snapshot) => (lastChanged.get(ref) ?? -1) >= snapshot,
    since(table, snapshot) {
      const then = new Map<DocumentRef, StoredDocument | null>()
      for (const change of changes)
        if (change.table === table && change.moment >= snapshot && !then.has(change.ref))
          then.set(change.ref, change.before)
      return then
    },
  }
}
