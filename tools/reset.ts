import { existsSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openDurableFile } from '@palm/local/durable-file'

/**
 * Deletes everything that a stack keeps in its folder.
 *
 * @throws FileInUseError where a stack runs on it: nothing is deleted then
 */
export async function resetData(dataDir: string): Promise<void> {
  const path = join(dataDir, 'stack.sqlite')
  // Whoever runs on it holds the file's lock.
  if (existsSync(path)) await openDurableFile({ path }).close()
  rmSync(dataDir, { recursive: true, force: true })
}
