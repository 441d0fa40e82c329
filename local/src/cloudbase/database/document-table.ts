import type { DurableFile } from '../../durable-file'
import { decodeStored } from './value/ejson'
import type { Plan } from './index/planner'
import { type DocumentRows, openDocumentRows, type StoredDocument } from './value/stored-document'
import {
  createIndex,
  type EntryChange,
  type IndexDefinition,
  openIndexes,
  signatureOf,
  type TableIndex,
} from './index/table-index'

export interface TableWrite {
  readonly key: Buffer
  readonly before: StoredDocument | null
  /** The new text; `null` removes the document. */
  readonly text: string | null
  readonly entries: readonly EntryChange[]
}

/** One collection in the file: its documents, and the keys of each index. */
export interface DocumentTable {
  readonly id: number
  readonly name: string
  /** Indexes for lookups. */
  indexes(): readonly TableIndex[]
  /** Fields that support queries for nearby places. */
  geoPaths(): string[]
  get(key: Buffer): StoredDocument | undefined
  /** Lazy; may be abandoned at any time. */
  candidates(plan: Plan): Iterable<StoredDocument>
  count(): number
  write(write: TableWrite): void
  /** Makes the set of indexes equal to these. */
  declareIndexes(definitions: readonly IndexDefinition[]): void
  /** Removes all documents; the indexes stay. */
  clear(): void
  drop(): void
}

export function openDocumentTable(file: DurableFile, id: number, name: string): DocumentTable {
  const rows = openDocumentRows(file, id)
  let indexes = openIndexes(file, id)

  function addIndex(definition: IndexDefinition): void {
    const index = createIndex(file, id, definition)
    indexes = [...indexes, index]
    fill(index, rows, name)
  }

  return {
    id,
    name,
    indexes: () => indexes,
    geoPaths: () => indexes.flatMap(({ place }) => (place === null ? [] : [place])),
    get: rows.get,
    candidates: (plan) => candidatesOf(rows, indexes, plan),
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
      const wanted = new Set(definitions.map(signatureOf))
      for (const index of indexes) if (!wanted.has(index.signature)) index.drop()
      indexes = indexes.filter(({ signature }) => wanted.has(signature))
      const existing = new Set(indexes.map(({ signature }) => signature))
      for (const definition of definitions)
        if (!existing.has(signatureOf(definition))) addIndex(definition)
    },
    clear() {
      file.writing()
      for (const index of indexes) index.clear()
      rows.clear()
    },
    drop() {
      file.writing()
      for (const index of indexes) index.drop()
      rows.drop()
    },
  }
}

function candidatesOf(
  rows: DocumentRows,
  indexes: readonly TableIndex[],
  plan: Plan,
): Iterable<StoredDocument> {
  switch (plan.by) {
    case 'scan':
      return rows.scan()
    case 'id':
      return plan.keys.map(rows.get).filter((stored) => stored !== undefined)
    case 'union':
      return once(plan.plans.map((one) => candidatesOf(rows, indexes, one)))
    case 'index': {
      const index = indexes.find(({ name }) => name === plan.index)
      const parts = plan.ranges.map((range) => index?.read(range, plan.backward) ?? [])
      return index?.multi || parts.length > 1 ? once(parts) : (parts[0] ?? [])
    }
  }
}

/** Each document once, though several ranges, or an array within one, may contain it repeatedly. */
function* once(parts: readonly Iterable<StoredDocument>[]): Iterable<StoredDocument> {
  const seen = new Set<number>()
  for (const part of parts)
    for (const stored of part) {
      if (seen.has(stored.row)) continue
      seen.add(stored.row)
      yield stored
    }
}

function fill(index: TableIndex, rows: DocumentRows, collection: string): void {
  for (const { row, text } of rows.scan()) {
    const { keys, multi } = index.entriesOf(decodeStored(text))
    if (index.unique && keys.some((key) => index.holderOf(key)))
      throw new Error(`${collection}: existing documents violate the unique index ${index.name}`)
    index.change(row, { removed: [], added: keys, multi })
  }
}
