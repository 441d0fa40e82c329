import { blobOf, type DurableFile, type SqlRow } from '../../../durable-file'
import type { Document } from '../value/bson-value'
import { type IndexEntries, indexEntries, type IndexKeys, placeEntries } from './index-entries'
import type { Range } from './interval'
import type { PlannedIndex } from './planner'
import { BATCH_FIRST, BATCH_MAX, type StoredDocument, storedOf } from '../value/stored-document'

export interface IndexDefinition {
  readonly name: string
  /** 1 ascending, -1 descending; one with a place among its fields supports that field only. */
  readonly keys: Readonly<Record<string, number | '2dsphere'>>
  readonly unique: boolean
}

/** An index of one collection: keys in order, each with the row of its document. */
export interface TableIndex extends PlannedIndex {
  readonly id: number
  readonly unique: boolean
  /** Equal for equal definitions. */
  readonly signature: string
  /** Fields on which its entries depend. */
  readonly fields: readonly string[]
  /** Its entries of a document; refuses an unsupported document. */
  entriesOf(document: Document): IndexEntries
  /** The documents in a range, by key. */
  read(range: Range, backward: boolean): Iterable<StoredDocument>
  /** The `_id` of the document that has this key. */
  holderOf(entry: Buffer): Buffer | undefined
  change(row: number, change: Omit<EntryChange, 'index'>): void
  clear(): void
  drop(): void
}

/** Change of a document's index entries by a write. */
export interface EntryChange {
  readonly index: TableIndex
  readonly removed: readonly Buffer[]
  readonly added: readonly Buffer[]
  readonly multi: boolean
}

const LIST = `CREATE TABLE IF NOT EXISTS document_index (
  id INTEGER PRIMARY KEY, collection INTEGER NOT NULL, definition TEXT NOT NULL,
  is_multi INTEGER NOT NULL DEFAULT 0)`

export function openIndexes(file: DurableFile, collection: number): TableIndex[] {
  file.connection.exec(LIST)
  return file
    .prepare('SELECT * FROM document_index WHERE collection = ? ORDER BY id')
    .all(collection)
    .map((row) =>
      openIndex(file, collection, {
        id: row['id'] as number,
        signature: row['definition'] as string,
        multi: row['is_multi'] === 1,
      }),
    )
}

export function createIndex(
  file: DurableFile,
  collection: number,
  definition: IndexDefinition,
): TableIndex {
  const signature = signatureOf(definition)
  const { lastInsertRowid } = file
    .prepare('INSERT INTO document_index (collection, definition) VALUES (?, ?)')
    .run(collection, signature)
  const id = Number(lastInsertRowid)
  file.connection.exec(
    `CREATE TABLE entry_${id} (entry BLOB NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (entry, row)) WITHOUT ROWID`,
  )
  return openIndex(file, collection, { id, signature, multi: false })
}

/** Earlier geographic indexes were empty: their signature must differ. */
export const signatureOf = (definition: IndexDefinition) =>
  JSON.stringify(placeIn(definition) === null ? definition : { ...definition, cells: 1 })

const placeIn = ({ keys }: IndexDefinition) =>
  Object.keys(keys).find((path) => keys[path] === '2dsphere') ?? null

function openIndex(
  file: DurableFile,
  collection: number,
  { id, multi, signature }: { id: number; signature: string; multi: boolean },
): TableIndex {
  const definition = JSON.parse(signature) as IndexDefinition
  const { name } = definition
  const place = placeIn(definition)
  const keys = place === null ? (definition.keys as IndexKeys) : {}
  const add = file.prepare(`INSERT INTO entry_${id} VALUES (?, ?)`)
  const remove = file.prepare(`DELETE FROM entry_${id} WHERE entry = ? AND row = ?`)
  const holder = file.prepare(
    `SELECT key FROM entry_${id} AS e JOIN document_${collection} AS d ON d.row = e.row WHERE entry = ?`,
  )
  const becomeMulti = file.prepare('UPDATE document_index SET is_multi = 1 WHERE id = ?')
  const becomeSingle = file.prepare('UPDATE document_index SET is_multi = 0 WHERE id = ?')
  const forget = file.prepare('DELETE FROM document_index WHERE id = ?')
  let isMulti = multi

  return {
    id,
    name,
    unique: definition.unique && place === null,
    signature,
    keys,
    place,
    fields: (place === null ? Object.keys(keys) : [place]).map(
      (path) => path.split('.')[0] ?? path,
    ),
    entriesOf: (document) =>
      place === null ? indexEntries(document, keys) : placeEntries(document, place),
    get multi() {
      return isMulti
    },
    read: reader(file, `entry_${id}`, `document_${collection}`),
    holderOf(entry) {
      const row = holder.get(entry)
      return row && blobOf(row, 'key')
    },
    change(row, change) {
      for (const entry of without(change.removed, change.added)) remove.run(entry, row)
      for (const entry of without(change.added, change.removed)) add.run(entry, row)
      if (!change.multi || isMulti) return
      isMulti = true
      becomeMulti.run(id)
    },
    clear() {
      file.connection.exec(`DELETE FROM entry_${id}`)
      if (isMulti) becomeSingle.run(id)
      isMulti = false
    },
    drop() {
      forget.run(id)
      file.connection.exec(`DROP TABLE entry_${id}`)
    },
  }
}

/** Reads in batches, each continuing after the last one, so that no cursor stays open. */
function reader(file: DurableFile, entries: string, documents: string): TableIndex['read'] {
  const from = `SELECT entry, e.row AS row, key, text FROM ${entries} AS e JOIN ${documents} AS d ON d.row = e.row`
  const up = file.prepare(
    `${from} WHERE (entry, e.row) > (?, ?) AND entry < ? ORDER BY entry, e.row LIMIT ?`,
  )
  const down = file.prepare(
    `${from} WHERE (entry, e.row) < (?, ?) AND entry >= ? ORDER BY entry DESC, e.row DESC LIMIT ?`,
  )
  return function* ({ lower, upper }, backward) {
    let entry = backward ? upper : lower
    let row = -1
    for (let size = BATCH_FIRST; ; size = Math.min(size * 2, BATCH_MAX)) {
      const rows: SqlRow[] = backward
        ? down.all(entry, row, lower, size)
        : up.all(entry, row, upper, size)
      yield* rows.map(storedOf)
      const last = rows.at(-1)
      if (!last || rows.length < size) return
      entry = blobOf(last, 'entry')
      row = last['row'] as number
    }
  }
}

const without = (entries: readonly Buffer[], others: readonly Buffer[]) =>
  entries.filter((entry) => !others.some((other) => other.equals(entry)))
