import { closeSync, fdatasync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import { promisify } from 'node:util'

/** Brings SQLite's write-ahead log to the disk on a thread of its own: the event loop goes on. */
export interface LogSync {
  /** Resolves once everything that was committed before the call is on the disk. */
  sync(): Promise<void>
  close(): void
}

/** What lies in memory has no disk to go to. */
export const NO_LOG: LogSync = { sync: async () => undefined, close: () => undefined }

/** `path` is the database's; its log has to be there already. */
export function openLogSync(path: string): LogSync {
  const log = openSync(`${path}-wal`, 'r+')
  syncDirectory(dirname(path)) // or a new log could be gone as a whole
  return {
    sync: () => promisify(fdatasync)(log),
    close: () => closeSync(log),
  }
}

function syncDirectory(path: string): void {
  if (process.platform === 'win32') return // it has no such thing
  const directory = openSync(path, 'r')
  try {
    fsyncSync(directory)
  } finally {
    closeSync(directory)
  }
}
