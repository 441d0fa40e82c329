import type Database from 'libsql'
import { createDeferred, type Deferred } from './deferred'
import type { LogSync } from './log-sync'

/** Writes in groups, each one SQLite transaction and one sync of the log. */
export interface GroupCommit {
  /** The current group of statements; started if there is none. */
  group(): Deferred
  /** Undoes the writes of a group as a whole. */
  spoil(group: Deferred, error: unknown): void
  /** Resolves when all earlier writes are on disk. */
  durable(): Promise<void>
}

/** Writes that are not awaited are committed with the next ones, or after this time. */
const UNAWAITED_MS_MAX = 50

export function createGroupCommit(
  connection: InstanceType<typeof Database>,
  log: LogSync,
): GroupCommit {
  const { begin, commit, rollback } = statementsOf(connection)
  /** The open group, and its waiters. */
  let open: Deferred | null = null
  /** A caller waits for the open group. */
  let isAwaited = false
  /** Committed, and being synced to disk. */
  let syncing: Deferred | null = null
  /** The disk has failed: durability can no longer be promised. */
  let failure: unknown = null

  function start(): Deferred {
    begin.run()
    const group = createDeferred()
    group.promise.catch(() => undefined) // each caller receives it from its own durable()
    setTimeout(commitGroup, UNAWAITED_MS_MAX, group).unref()
    return group
  }

  /** Commits after the requests already queued, and after the previous group. */
  function awaitGroup(group: Deferred): Promise<void> {
    if (!isAwaited && !syncing) setImmediate(commitGroup, group)
    isAwaited = true
    return group.promise
  }

  function commitGroup(group: Deferred): void {
    if (open !== group) return
    isAwaited = syncing !== null // then it follows the one before
    if (syncing) return
    try {
      commit.run()
    } catch (error) {
      spoil(group, error)
      return
    }
    open = null
    syncing = group
    log.sync().then(
      () => endSync(group),
      (error: unknown) => group.reject((failure = error)),
    )
  }

  function endSync(group: Deferred): void {
    group.resolve()
    syncing = null
    if (open && isAwaited) setImmediate(commitGroup, open)
  }

  /** For a full disk, for example. The next group starts clean. */
  function spoil(group: Deferred, error: unknown): void {
    open = null
    isAwaited = false
    rollback.run()
    group.reject(error)
  }

  return {
    group: () => (open ??= start()),
    spoil,
    async durable() {
      if (failure !== null) throw failure
      await (open ? awaitGroup(open) : syncing?.promise)
    },
  }
}

const statementsOf = (connection: InstanceType<typeof Database>) => ({
  begin: connection.prepare('BEGIN IMMEDIATE'),
  commit: connection.prepare('COMMIT'),
  rollback: connection.prepare('ROLLBACK'),
})
