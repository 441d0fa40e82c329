import Database from 'libsql'
import { createGroupCommit } from './group-commit'
import { NO_LOG, openLogSync } from './log-sync'

/**
 * One SQLite file, owned by this process, written in groups: statements run immediately inside an
 * open SQLite transaction, which is committed when a caller waits for it and the event loop has
 * taken in further requests. Its log is then synced on another thread while the next group gathers.
 * Code that answers a caller awaits `durable()` first, also after a mere read, since the data read
 * may not be on disk yet.
 */
export interface DurableFile {
  /**
   * The connection, for `exec`. Transactions belong to this module, and statements are made with
   * `prepare`.
   */
  readonly connection: Connection
  /** Prepare once, use often. */
  prepare(sql: string): Statement
  /** To be called before a statement that writes. */
  writing(): void
  /** Runs statements atomically: if one fails, all are undone. */
  atomically(work: () => void): void
  /** Resolves when all earlier writes are on disk. */
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

/** The driver returns blobs as plain ArrayBuffers. */
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

/** Enough for lookups in memory with any collection of development size. */
const CACHE_KIB = 64 * 1024

function connect(path: string): Connection {
  const connection = new Database(path)
  try {
    connection.pragma('locking_mode = EXCLUSIVE')
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = NORMAL') // `log-sync.ts` syncs the log at each commit
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

/** The driver keeps the file open while statements exist, so the lock is released by hand. */
function release(connection: Connection): void {
  connection.pragma('journal_mode = DELETE') // while it is WAL, the mode of locking is fixed
  connection.pragma('locking_mode = NORMAL')
  connection.prepare('SELECT count(*) FROM sqlite_schema').get([])
}

/**
 * Values are always passed as one array: the driver takes a single Buffer for named parameters and
 * crashes the process.
 */
function prepare(connection: Connection, sql: string): Statement {
  const statement = connection.prepare(sql)
  return {
    get: (...values) => statement.get(values) as SqlRow | undefined,
    all: (...values) => statement.all(values) as SqlRow[],
    run: (...values) => statement.run(values),
  }
}
