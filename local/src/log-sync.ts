import { closeSync, fdatasync, fdatasyncSync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Brings SQLite's write-ahead log to the disk: on a thread of its own, so that the event loop goes on;
 * or at once, as long as the disk is quicker than asking another thread.
 */
export interface LogSync {
  /** Resolves once everything that was committed before the call is on the disk. */
  sync(): Promise<void>
  close(): void
}

/** What lies in memory has no disk to go to. */
export const NO_LOG: LogSync = { sync: async () => undefined, close: () => undefined }

/** Nobody notices that the event loop stands still for so long. */
const QUICK_MS = 0.2

/** `path` is the database's; its log has to be there already. */
export function openLogSync(path: string): LogSync {
  const log = openSync(`${path}-wal`, 'r+')
  syncDirectory(dirname(path)) // or a new log could be gone as a whole
  let isQuick = false
  return {
    async sync() {
      const startedMs = performance.now()
      if (isQuick) fdatasyncSync(log)
      else await dataSync(log)
      isQuick = performance.now() - startedMs < QUICK_MS
    },
    close: () => closeSync(log),
  }
}

const dataSync = (file: number) =>
  new Promise<void>((resolve, reject) => {
    fdatasync(file, (error) => (error ? reject(error) : resolve()))
  })

function syncDirectory(path: string): void {
  if (process.platform === 'win32') return // it has no such thing
  const directory = openSync(path, 'r')
  try {
    fsyncSync(directory)
  } finally {
    closeSync(directory)
  }
}
