import { closeSync, fdatasync, fdatasyncSync, fsyncSync, openSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Syncs SQLite's write-ahead log to disk: on another thread, so that the event loop continues; or
 * synchronously, as long as the disk is faster than the hand-over to a thread.
 */
export interface LogSync {
  /** Resolves when all earlier commits are on disk. */
  sync(): Promise<void>
  close(): void
}

/** For databases in memory. */
export const NO_LOG: LogSync = { sync: async () => undefined, close: () => undefined }

/** A pause of the event loop too short to matter. */
const QUICK_MS = 0.2

/** `path` is that of the database; its log has to exist already. */
export function openLogSync(path: string): LogSync {
  const log = openSync(`${path}-wal`, 'r+')
  syncDirectory(dirname(path)) // otherwise a new log could be lost as a whole
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
  if (process.platform === 'win32') return // not available there
  const directory = openSync(path, 'r')
  try {
    fsyncSync(directory)
  } finally {
    closeSync(directory)
  }
}
