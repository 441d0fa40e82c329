import type { DurableFile, SqlRow } from './durable-file'

/** A durable map of JSON values, for emulators with little data: trades, refunds, codes. */
export interface Records<Value> {
  get(key: string): Value | undefined
  put(key: string, value: Value): void
  remove(key: string): void
  /** In the order of the keys. */
  all(): { key: string; value: Value }[]
}

/** `shelf` separates the maps of one file. Await `file.durable()` before answering. */
export function openRecords<Value>(file: DurableFile, shelf: string): Records<Value> {
  file.connection.exec(
    'CREATE TABLE IF NOT EXISTS record (shelf TEXT, key TEXT, value TEXT, PRIMARY KEY (shelf, key)) WITHOUT ROWID',
  )
  const select = file.prepare('SELECT value FROM record WHERE shelf = ? AND key = ?')
  const upsert = file.prepare('INSERT OR REPLACE INTO record VALUES (?, ?, ?)')
  const erase = file.prepare('DELETE FROM record WHERE shelf = ? AND key = ?')
  const list = file.prepare('SELECT key, value FROM record WHERE shelf = ? ORDER BY key')
  const valueOf = (row: SqlRow) => JSON.parse(row['value'] as string) as Value

  return {
    get(key) {
      const row = select.get(shelf, key)
      return row && valueOf(row)
    },
    put(key, value) {
      file.writing()
      upsert.run(shelf, key, JSON.stringify(value))
    },
    remove(key) {
      file.writing()
      erase.run(shelf, key)
    },
    all: () => list.all(shelf).map((row) => ({ key: row['key'] as string, value: valueOf(row) })),
  }
}
