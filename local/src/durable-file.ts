import Database from 'libsql'

/**
 * One SQLite file, owned by this process, written in groups: statements run at once inside an open
 * SQLite transaction, which is committed, with a full sync of the disk, as soon as the event loop
 * has taken in what else has arrived. Whoever answers a caller awaits `durable()` first, also after
 * a mere read, because what it read may not be on the disk yet.
 */
export interface DurableFile {
  /** The connection. Only statements: transactions are this module's. */
  readonly connection: Connection
  /** Call before a statement that writes. */
  writing(): void
  /** Resolves once everything that was written before is on the disk. */
  durable(): Promise<void>
  close(): Promise<void>
}

export type Connection = InstanceType<typeof Database>

export interface DurableFileOptions {
  /** A path, or `:memory:` for tests. */
  readonly path: string
}

export function openDurableFile({ path }: DurableFileOptions): DurableFile {
  const connection = new Database(path)
  connection.pragma('journal_mode = WAL')
  connection.pragma('synchronous = FULL')
  connection.pragma('locking_mode = EXCLUSIVE')

  const begin = connection.prepare('BEGIN IMMEDIATE')
  const commit = connection.prepare('COMMIT')
  let open: { done: Promise<void> } | null = null

  /** Commits after the reads and requests that are already waiting have been handled. */
  function startGroup() {
    begin.run()
    const done = new Promise<void>((resolve, reject) => {
      setImmediate(() => {
        try {
          commit.run()
          resolve()
        } catch (error) {
          reject(error as Error)
        } finally {
          open = null
        }
      })
    })
    done.catch(() => undefined) // each caller hears of it from its own durable()
    open = { done }
  }

  return {
    connection,
    writing() {
      if (!open) startGroup()
    },
    durable: () => open?.done ?? Promise.resolve(),
    async close() {
      await open?.done
      connection.close()
    },
  }
}
