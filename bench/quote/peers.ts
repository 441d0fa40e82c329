import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const PEERS = join(__dirname, 'peers')

/**
 * Installs those whom we are measured beside, as their own lock file says: nobody who only runs the
 * product ever downloads them. Scripts of theirs are not run; what we call needs none.
 */
export function installPeers(): void {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status } = spawnSync(npm, ['install', '--no-save', '--ignore-scripts', '--silent'], {
    cwd: PEERS,
    // The verdict is all that goes to stdout.
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error(`the peers in ${PEERS} could not be installed`)
}

/** From their folder, as if we lived there; `Module` is the little of it that we call. */
export const requirePeer = <Module>(name: string): Module =>
  createRequire(join(PEERS, 'package.json'))(name) as Module
