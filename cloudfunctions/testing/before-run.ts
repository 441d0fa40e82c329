import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { env } from 'node:process'
import { KEYS_FILE, makeTestInstallation } from './installation'

/** Makes the providers' keys once for all files of a test run; they are never kept. */
export default async function beforeRun(): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'palm-keys-'))
  const file = join(folder, 'keys.json')
  writeFileSync(file, JSON.stringify(await makeTestInstallation()), { mode: 0o600 })
  env[KEYS_FILE] = file
  return () => rmSync(folder, { recursive: true, force: true })
}
