import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { exit, stderr, stdout } from 'node:process'
import { flawsOf } from '../supply-chain/flaws'
import { readLock } from '../supply-chain/lock'
import policy from '../supply-chain/policy.json'
import { ROOT } from '../root'

/**
 * `npm run check:supply-chain`: installed packages match the lock file, have reviewed licences, and
 * have no install script or known vulnerability without a recorded reason. It makes no network
 * request: the advisories are a list in the repository, so that an old commit gives the same result
 * later.
 */
const locked = readLock()
const installed = new Map(
  readLock(join(ROOT, 'node_modules/.package-lock.json')).map((one) => [one.path, one.version]),
)
const flaws = [
  ...flawsOf(locked, policy),
  ...locked
    .filter(({ isOptional, path }) => !isOptional && !installed.has(path))
    .map(({ path }) => `${path}: pinned, and not installed`),
  ...locked
    .filter(({ path, version }) => (installed.get(path) ?? version) !== version)
    .map(({ path }) => `${path}: another version is installed`),
  ...[...installed.keys()]
    .filter((path) => !locked.some((one) => one.path === path))
    .map((path) => `${path}: installed, and not pinned`),
  // Taro's own install script would put plugins there that every later build loads.
  ...(existsSync(join(homedir(), '.taro-global-config'))
    ? ['~/.taro-global-config: builds would load plugins that no lock file pins; remove it']
    : []),
]

flaws.forEach((flaw) => stderr.write(`${flaw}\n`))
stdout.write(`${locked.length} packages, ${flaws.length} flaws\n`)
exit(flaws.length === 0 ? 0 : 1)
