import { blobOf, type DurableFile } from '../../durable-file'

export interface StoredFile {
  readonly content: Buffer
  readonly contentType: string
}

/** Cloud storage's files, by path, in the stack's database file. */
export interface Files {
  get(path: string): StoredFile | undefined
  put(path: string, file: StoredFile): void
  /** False if it did not exist. */
  remove(path: string): boolean
  clear(): void
}

export function openFiles(file: DurableFile): Files {
  file.connection.exec(
    'CREATE TABLE IF NOT EXISTS stored_file (path TEXT PRIMARY KEY, content BLOB NOT NULL, content_type TEXT NOT NULL)',
  )
  const select = file.prepare('SELECT content, content_type FROM stored_file WHERE path = ?')
  const upsert = file.prepare('INSERT OR REPLACE INTO stored_file VALUES (?, ?, ?)')
  const erase = file.prepare('DELETE FROM stored_file WHERE path = ?')

  function get(path: string): StoredFile | undefined {
    const row = select.get(path)
    return (
      row && {
        content: blobOf(row, 'content'),
        contentType: row['content_type'] as string,
      }
    )
  }

  return {
    get,
    put(path, { content, contentType }) {
      file.writing()
      upsert.run(path, content, contentType)
    },
    remove(path) {
      if (!get(path)) return false
      file.writing()
      erase.run(path)
      return true
    },
    clear() {
      file.writing()
      file.connection.exec('DELETE FROM stored_file')
    },
  }
}
