import type { DurableFile } from '../../durable-file'
import { decodeStored } from './ejson'
import { indexEntries } from './index-entries'
import type { Plan } from './planner'
import { type DocumentRows, openDocumentRows, type StoredDocument } from './stored-document'
import {
  createIndex,
  type EntryChange,
  type IndexDefinition,
  openIndexes,
  type TableIndex,
} from './table-index'

export interface TableWrite {
  readonly key: Buffer
  readonly before: StoredDocument | null
  /** The new text; `null` takes the document away. */
  readonly text: string | null
  readonly entries: readonly EntryChange[]
}

/** One collection in the file: its documents, and the keys of each index. */
export interface DocumentTable {
  readonly id: number
  readonly name: string
  /** Those that documents are looked up by. */
  indexes(): readonly TableIndex[]
  /** The fields that may be asked for what is near. */
  geoPaths(): string[]
  get(key: Buffer): StoredDocument | undefined
  /** Lazily; may be left at any time. */
  candidates(plan: Plan): Iterable<StoredDocument>
  count(): number
  write(write: TableWrite): void
  /** Makes the indexes be exactly these. */
  declareIndexes(definitions: readonly IndexDefinition[]): void
  drop(): void
}

export function openDocumentTable(file: DurableFile, id: number, name: string): DocumentTable {
  const rows = openDocumentRows(file, id)
  let indexes = openIndexes(file, id)

  function addIndex(definition: IndexDefinition): void {
    const index = createIndex(file, id, definition)
    indexes = [...indexes, index]
    if (!index.isGeographic) fill(index, rows, name)
  }

  return {
    id,
    name,
    indexes: () => indexes.filter(({ isGeographic }) => !isGeographic),
    geoPaths: () =>
      indexes.flatMap(({ isGeographic, keys }) => (isGeographic ? Object.keys(keys) : [])),
    get: rows.get,
    candidates(plan) {
      if (plan.by === 'scan') return rows.scan()
      if (plan.by === 'id') return plan.keys.map(rows.get).filter((stored) => stored !== undefined)
      const index = indexes.find((one) => one.name === plan.index)
      return index ? along(index, plan) : []
    },
    count: rows.count,
    write({ before, entries, key, text }) {
      if (!before && text === null) return // came and went within one transaction
      file.writing()
      const row = before?.row ?? rows.insert(key, text ?? '')
      if (before && text !== null) rows.replace(row, text)
      if (before && text === null) rows.erase(row)
      for (const { index, ...change } of entries) index.change(row, change)
    },
    declareIndexes(definitions) {
      file.writing()
      const wanted = new Set(definitions.map((definition) => JSON.stringify(definition)))
      for (const index of indexes) if (!wanted.has(index.signature)) index.drop()
      indexes = indexes.filter(({ signature }) => wanted.has(signature))
      const existing = new Set(indexes.map(({ signature }) => signature))
      for (const definition of definitions)
        if (!existing.has(JSON.stringify(definition))) addIndex(definition)
    },
    drop() {
      file.writing()
      for (const index of indexes) index.drop()
      rows.drop()
    },
  }
}

/** Each document once, though an array may put it into an index several times. */
function* along(
  index: TableIndex,
  { backward, ranges }: Extract<Plan, { by: 'index' }>,
): Iterable<StoredDocument> {
  const mayRepeat = index.multi || ranges.length > 1
  const seen = new Set<number>()
  for (const range of ranges)
    for (const stored of index.read(range, backward)) {
      if (seen.has(stored.row)) continue
      if (mayRepeat) seen.add(stored.row)
      yield stored
    }
}

function fill(index: TableIndex, rows: DocumentRows, collection: string): void {
  for (const { row, text } of rows.scan()) {
    const { keys, multi } = indexEntries(decodeStored(text), index.keys)
    if (index.unique && keys.some((key) => index.holderOf(key)))
      throw new Error(`${collection}: what is there already breaks the unique index ${index.name}`)
    index.change(row, { removed: [], added: keys, multi })
  }
}
