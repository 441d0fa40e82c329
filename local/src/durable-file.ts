import Database from 'libsql'
import { createDeferred, type Deferred } from './deferred'

/**
 * One SQLite file, owned by this process, written in groups: statements run at once inside an open
 * SQLite transaction, which is committed, with a full sync of the disk, once somebody waits for it
 * and the event loop has taken in what else has arrived. Whoever answers a caller awaits
 * `durable()` first, also after a mere read: what it read may not be on the disk yet.
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

export function openDurableFile({ path }: DurableFileOptions): DurableFile {
  const connection = connect(path)
  const begin = connection.prepare('BEGIN IMMEDIATE')
  const commit = connection.prepare('COMMIT')
  const rollback = connection.prepare('ROLLBACK')
  /** What has been written in this turn, and whoever waits for it. */
  let open: Deferred | null = null

  /** Somebody waits for the open group, so that it is about to be committed. */
  let isAwaited = false

  function startGroup(): Deferred {
    begin.run()
    const group = createDeferred()
    group.promise.catch(() => undefined) // each caller hears of it from its own durable()
    const idle = setTimeout(commitGroup, UNAWAITED_MS_MAX, group)
    idle.unref()
    return group
  }

  /** Commits after the reads and requests that are already waiting have been handled. */
  function awaitGroup(group: Deferred): Promise<void> {
    if (!isAwaited) setImmediate(commitGroup, group)
    isAwaited = true
    return group.promise
  }

  function commitGroup(group: Deferred): void {
    if (open !== group) return
    try {
      isAwaited = false
      commit.run()
      open = null
      group.resolve()
    } catch (error) {
      spoilGroup(group, error)
    }
  }

  /** It is gone as a whole, for a full disk, say. The next one starts afresh. */
  function spoilGroup(group: Deferred, error: unknown): void {
    open = null
    isAwaited = false
    rollback.run()
    group.reject(error)
  }

  return {
    connection,
    prepare: (sql) => prepare(connection, sql),
    writing() {
      open ??= startGroup()
    },
    atomically(work) {
      const group = (open ??= startGroup())
      try {
        work()
      } catch (error) {
        spoilGroup(group, error)
        throw error
      }
    },
    durable: () => (open ? awaitGroup(open) : Promise.resolve()),
    async close() {
      if (open) await awaitGroup(open)
      release(connection)
      connection.close()
    },
  }
}

/** What nobody waits for is committed with what comes next, or after so long. */
const UNAWAITED_MS_MAX = 50

/** Enough that look-ups stay in memory for any collection that one tries things out with. */
const CACHE_KIB = 64 * 1024

function connect(path: string): Connection {
  const connection = new Database(path)
  try {
    connection.pragma('locking_mode = EXCLUSIVE')
    connection.pragma('journal_mode = WAL')
    connection.pragma('synchronous = FULL')
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
