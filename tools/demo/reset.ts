import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openDurableFile } from '@palm/local/durable-file'

/**
 * Deletes all data of a stack in its folder.
 *
 * @throws FileInUseError if a stack runs on it: nothing is deleted then
 */
export async function resetData(dataDir: string): Promise<void> {
  const path = join(dataDir, 'stack.sqlite')
  // A running stack holds the file's lock.
  if (existsSync(path)) await openDurableFile({ path }).close()
  rmSync(dataDir, { recursive: true, force: true })
}
