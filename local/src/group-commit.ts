import type Database from 'libsql'
import { createDeferred, type Deferred } from './deferred'
import type { LogSync } from './log-sync'

/** What is written in groups, each one SQLite transaction and one sync of the log. */
export interface GroupCommit {
  /** The group that statements run in now; one is begun if there is none. */
  group(): Deferred
  /** Undoes what has been written in a group: it is gone as a whole. */
  spoil(group: Deferred, error: unknown): void
  /** Resolves once everything that was written before is on the disk. */
  durable(): Promise<void>
}

/** What nobody waits for is committed with what comes next, or after so long. */
const UNAWAITED_MS_MAX = 50

export function createGroupCommit(
  connection: InstanceType<typeof Database>,
  log: LogSync,
): GroupCommit {
  const { begin, commit, rollback } = statementsOf(connection)
  /** What is being written, and whoever waits for it. */
  let open: Deferred | null = null
  /** Somebody waits for the open group. */
  let isAwaited = false
  /** Committed, and on its way to the disk. */
  let syncing: Deferred | null = null
  /** The disk did not take what it was given: nothing that follows can be promised. */
  let failure: unknown = null

  function start(): Deferred {
    begin.run()
    const group = createDeferred()
    group.promise.catch(() => undefined) // each caller hears of it from its own durable()
    setTimeout(commitGroup, UNAWAITED_MS_MAX, group).unref()
    return group
  }

  /** Commits after the requests that are already waiting, and after the group before. */
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

  /** For a full disk, say. The next group starts afresh. */
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
