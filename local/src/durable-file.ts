import Database from 'libsql'
import { createGroupCommit } from './group-commit'
import { NO_LOG, openLogSync } from './log-sync'

/**
 * One SQLite file, owned by this process, written in groups: statements run at once inside an open
 * SQLite transaction, which is committed once somebody waits for it and the event loop has taken in
 * what else has arrived. Its log then goes to the disk on another thread, while the next group
 * gathers. Whoever answers a caller awaits `durable()` first, also after a mere read: what it read
 * may not be on the disk yet.
 */
export interface DurableFile {
  /** The connection, for `exec`. Transactions are this module's, and statements are `prepare`d. */
  readonly connection: Connection
  /** Prepare once, use often. */
  prepare(sql: string): Statement
  /** Call before a statement that writes. */
  writing(): void
  /** Several statements of which none must stay without the others: if one fails, all is undone. */
  atomically(work: () => void): void
  /** Resolves once everything that was written before is on the disk. */
  durable(): Promise<void>
  close(): Promise<void>
}

export type Connection = InstanceType<typeof Database>

export type SqlValue = string | number | Buffer
export type SqlRow = Readonly<Record<string, unknown>>

export interface Statement {
  get(...values: SqlValue[]): SqlRow | undefined
  all(...values: SqlValue[]): SqlRow[]
  run(...values: SqlValue[]): { lastInsertRowid: number | bigint }
}

/** The driver hands blobs out as bare ArrayBuffers. */
export const blobOf = (row: SqlRow, column: string): Buffer =>
  Buffer.from(row[column] as ArrayBuffer)

export interface DurableFileOptions {
  /** A path, or `:memory:` for tests. */
  readonly path: string
}

const IN_MEMORY = ':memory:'

export function openDurableFile({ path }: DurableFileOptions): DurableFile {
  const connection = connect(path)
  const log = path === IN_MEMORY ? NO_LOG : openLogSync(path)
  const groups = createGroupCommit(connection, log)
  return {
    connection,
    prepare: (sql) => prepare(connection, sql),
    writing: () => void groups.group(),
    atomically(work) {
      const group = groups.group()
      try {
        work()
      } catch (error) {
        groups.spoil(group, error)
        throw error
      }
    },
    durable: groups.durable,
    async close() {
      try {
        await groups.durable()
      } finally {
        log.close()
        release(connection)
        connection.close()
      }
    },
  }
}

/** Enough that look-ups stay in memory for any collection that one tries things out with. */
const CACHE_KIB = 64 * 1024

function connect(path: string): Connection {
  const connection = new Database(path)
  try {
    connection.pragma('locking_mode = EXCLUSIVE')
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = NORMAL') // of the log at each commit, `log-sync.ts` takes care
    connection.pragma(`cache_size = -${CACHE_KIB}`)
    connection.exec('BEGIN IMMEDIATE; COMMIT') // takes the lock, which is then kept
  } catch (error) {
    connection.close()
    throw new FileInUseError(path, { cause: error })
  }
  return connection
}

export class FileInUseError extends Error {
  constructor(path: string, options?: ErrorOptions) {
    super(`${path} is in use: is another stack running on it?`, options)
  }
}

/** The driver keeps the file open while statements are about, so the lock is given up by hand. */
function release(connection: Connection): void {
  connection.pragma('journal_mode = DELETE') // while it is WAL, the mode of locking is fixed
  connection.pragma('locking_mode = NORMAL')
  connection.prepare('SELECT count(*) FROM sqlite_schema').get([])
}

/**
 * Values always go as one array: given a lone Buffer, the driver takes it for named parameters and
 * brings the process down.
 */
function prepare(connection: Connection, sql: string): Statement {
  const statement = connection.prepare(sql)
  return {
    get: (...values) => statement.get(values) as SqlRow | undefined,
    all: (...values) => statement.all(values) as SqlRow[],
    run: (...values) => statement.run(values),
  }
}
