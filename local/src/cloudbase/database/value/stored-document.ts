import { blobOf, type DurableFile, type SqlRow } from '../../../durable-file'

/** A document as stored in the file: extended JSON, returned unchanged. */
export interface StoredDocument {
  /** In the order of insertion. */
  readonly row: number
  /** Its `_id`, encoded. */
  readonly key: Buffer
  readonly text: string
}

/** The documents of one collection. */
export interface DocumentRows {
  get(key: Buffer): StoredDocument | undefined
  /** All of them, lazily, in the order of insertion. */
  scan(): Iterable<StoredDocument>
  count(): number
  /** Returns the row. */
  insert(key: Buffer, text: string): number
  replace(row: number, text: string): void
  erase(row: number): void
  clear(): void
  drop(): void
}

/** Rows fetched at a time: few at first, as most queries want few. */
export const BATCH_FIRST = 32
export const BATCH_MAX = 512

export function openDocumentRows(file: DurableFile, collection: number): DocumentRows {
  const documents = `document_${collection}`
  file.connection.exec(
    `CREATE TABLE IF NOT EXISTS ${documents} (row INTEGER PRIMARY KEY, key BLOB NOT NULL UNIQUE, text TEXT NOT NULL)`,
  )
  const select = file.prepare(`SELECT row, text FROM ${documents} WHERE key = ?`)
  const page = file.prepare(
    `SELECT row, key, text FROM ${documents} WHERE row > ? ORDER BY row LIMIT ?`,
  )
  const total = file.prepare(`SELECT count(*) AS total FROM ${documents}`)
  const insert = file.prepare(`INSERT INTO ${documents} (key, text) VALUES (?, ?)`)
  const replace = file.prepare(`UPDATE ${documents} SET text = ? WHERE row = ?`)
  const erase = file.prepare(`DELETE FROM ${documents} WHERE row = ?`)

  return {
    get(key) {
      const row = select.get(key)
      return row && { row: row['row'] as number, key, text: row['text'] as string }
    },
    *scan() {
      let last = 0
      for (let size = BATCH_FIRST; ; size = Math.min(size * 2, BATCH_MAX)) {
        const rows = page.all(last, size).map(storedOf)
        yield* rows
        last = rows.at(-1)?.row ?? last
        if (rows.length < size) return
      }
    },
    count: () => total.get()?.['total'] as number,
    insert: (key, text) => Number(insert.run(key, text).lastInsertRowid),
    replace: (row, text) => void replace.run(text, row),
    erase: (row) => void erase.run(row),
    clear: () => void file.connection.exec(`DELETE FROM ${documents}`),
    drop: () => void file.connection.exec(`DROP TABLE ${documents}`),
  }
}

export const storedOf = (row: SqlRow): StoredDocument => ({
  row: row['row'] as number,
  key: blobOf(row, 'key'),
  text: row['text'] as string,
})
