import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDurableFile } from '@palm/local/durable-file'
import { seededRandom } from '@palm/local/random'
import { documentAt, idAt } from './documents'

const DOCUMENTS = 100_000
const WARM_MS = 500
const MEASURED_MS = 4_000

/**
 * Read-modify-write transactions per second of SQLite itself, in this process, sequential, each
 * committed with its own full sync: the stack's file settings, without HTTP.
 */
export async function measureRawSqlite(): Promise<{ perSecond: number }> {
  const dataDir = mkdtempSync(join(tmpdir(), 'palm-bench-'))
  const file = openDurableFile({ path: join(dataDir, 'raw.sqlite') })
  try {
    file.connection.exec('CREATE TABLE document (id TEXT PRIMARY KEY, text TEXT) WITHOUT ROWID')
    const upsert = file.prepare('INSERT OR REPLACE INTO document VALUES (?, ?)')
    const select = file.prepare('SELECT text FROM document WHERE id = ?')
    for (let n = 0; n < DOCUMENTS; n++) {
      file.writing()
      upsert.run(idAt(n), JSON.stringify(documentAt(n, DOCUMENTS)))
    }
    await file.durable()
    file.connection.pragma('synchronous = FULL')

    const random = seededRandom(1)
    const transact = (forMs: number) => {
      const startedMs = performance.now()
      let count = 0
      for (; performance.now() - startedMs < forMs; count++) {
        const id = idAt(Math.floor(random() * DOCUMENTS))
        file.connection.exec('BEGIN IMMEDIATE')
        const document = JSON.parse(String(select.get(id)?.['text'])) as { version: number }
        upsert.run(id, JSON.stringify({ ...document, version: document.version + 1 }))
        file.connection.exec('COMMIT')
      }
      return { perSecond: (count * 1000) / (performance.now() - startedMs) }
    }
    transact(WARM_MS)
    return transact(MEASURED_MS)
  } finally {
    await file.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}
