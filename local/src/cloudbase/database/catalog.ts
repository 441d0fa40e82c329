import type { DurableFile } from '../../durable-file'
import { collectionExists, collectionNotExist } from '../cloud-error'
import { type DocumentTable, openDocumentTable } from './document-table'
import type { IndexDefinition } from './index/table-index'

/** The existing collections. Writing does not create one. */
export interface Catalog {
  /** Refuses an unknown collection. */
  table(name: string): DocumentTable
  has(name: string): boolean
  names(): string[]
  create(name: string): void
  /** Creates missing collections, and exactly these indexes on each. */
  declare(collections: Readonly<Record<string, readonly IndexDefinition[]>>): void
  /** Removes all documents, and all collections but these. */
  reset(collections: Readonly<Record<string, readonly IndexDefinition[]>>): void
}

export function openCatalog(file: DurableFile): Catalog {
  file.connection.exec(
    'CREATE TABLE IF NOT EXISTS collection (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)',
  )
  const insert = file.prepare('INSERT INTO collection (name) VALUES (?)')
  const forget = file.prepare('DELETE FROM collection WHERE id = ?')
  const tables = new Map<string, DocumentTable>()
  for (const row of file.prepare('SELECT id, name FROM collection ORDER BY id').all()) {
    const name = row['name'] as string
    tables.set(name, openDocumentTable(file, row['id'] as number, name))
  }

  function create(name: string): DocumentTable {
    file.writing()
    const table = openDocumentTable(file, Number(insert.run(name).lastInsertRowid), name)
    tables.set(name, table)
    return table
  }

  function drop(table: DocumentTable): void {
    table.drop()
    tables.delete(table.name)
    forget.run(table.id)
  }

  function declare(collections: Parameters<Catalog['declare']>[0]): void {
    for (const [name, indexes] of Object.entries(collections)) {
      const table = tables.get(name) ?? create(name)
      table.declareIndexes(indexes)
    }
  }

  return {
    table(name) {
      const table = tables.get(name)
      if (!table) throw collectionNotExist(name)
      return table
    },
    has: (name) => tables.has(name),
    names: () => [...tables.keys()],
    create(name) {
      if (tables.has(name)) throw collectionExists()
      create(name)
    },
    declare,
    reset(collections) {
      file.writing()
      for (const [name, table] of tables) {
        if (name in collections) table.clear()
        else drop(table)
      }
      declare(collections)
    },
  }
}
