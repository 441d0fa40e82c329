import type { Document } from '../value/bson-value'
import { equalValues } from '../query/compare'
import type { DocumentTable, TableWrite } from '../document-table'
import type { IndexEntries } from '../index/index-entries'
import type { StoredDocument } from '../value/stored-document'
import type { TableIndex } from '../index/table-index'
import { type DocumentRef, refOf } from './versions'

/** A write requested by an operation; `after` is `null` to remove the document. */
export interface WantedWrite {
  readonly key: Buffer
  /** The document as the session sees it before. */
  readonly before: { readonly stored: StoredDocument; readonly document: Document } | null
  readonly after: { readonly text: string; readonly document: Document } | null
}

/** Writes that are accepted but not yet in the file; the last one to a document counts. */
export interface WriteSet {
  put(table: DocumentTable, wanted: WantedWrite): void
  of(table: DocumentTable): ReadonlyMap<DocumentRef, TableWrite>
  /** The key of the document among these that has this entry in a unique index. */
  holderOf(table: DocumentTable, index: TableIndex, entry: Buffer): Buffer | undefined
  /** Whether one of these takes this entry from its holder in the file. */
  frees(table: DocumentTable, index: TableIndex, entry: Buffer, holder: Buffer): boolean
  isEmpty(): boolean
  tables(): Iterable<readonly [DocumentTable, ReadonlyMap<DocumentRef, TableWrite>]>
}

export function createWriteSet(): WriteSet {
  const writes = new Map<DocumentTable, Map<DocumentRef, TableWrite>>()

  const of = (table: DocumentTable) => writes.get(table) ?? new Map<DocumentRef, TableWrite>()

  return {
    put(table, { after, before, key }) {
      const ref = refOf(table, key)
      const earlier = of(table).get(ref)
      const write: TableWrite = {
        key,
        before: earlier ? earlier.before : (before?.stored ?? null),
        text: after?.text ?? null,
        entries: table.indexes().map((index) => {
          const then = before ? index.entriesOf(before.document) : NOTHING
          const now = after ? entriesAfter(index, before?.document, then, after.document) : NOTHING
          const taken = earlier?.entries.find((change) => change.index.id === index.id)
          const removed = earlier ? (taken?.removed ?? []) : then.keys
          return { index, removed, added: now.keys, multi: now.multi }
        }),
      }
      writes.set(table, of(table).set(ref, write))
    },
    of,
    holderOf: (table, index, entry) =>
      changesOf(of(table), index).find(({ added }) => added.some((key) => key.equals(entry)))?.key,
    frees: (table, index, entry, holder) =>
      changesOf(of(table), index).some(
        ({ key, removed }) => key.equals(holder) && removed.some((freed) => freed.equals(entry)),
      ),
    isEmpty: () => writes.size === 0,
    tables: () => writes,
  }
}

const NOTHING: IndexEntries = { keys: [], multi: false }

/** Most updates do not change an index's fields: then its entries stay the same. */
function entriesAfter(
  index: TableIndex,
  before: Document | undefined,
  then: IndexEntries,
  after: Document,
): IndexEntries {
  const isSame = before && index.fields.every((field) => equalValues(before[field], after[field]))
  return isSame ? then : index.entriesOf(after)
}

function changesOf(writes: ReadonlyMap<DocumentRef, TableWrite>, index: TableIndex) {
  return [...writes.values()].flatMap(({ entries, key }) =>
    entries
      .filter((change) => change.index.id === index.id)
      .map(({ added, removed }) => ({ key, added, removed })),
  )
}
