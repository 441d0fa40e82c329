import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join } from 'node:path'

/**
 * Installs the compared systems of a folder from its own lock file, so that users of the product
 * never download them. Install scripts are not run; none is needed.
 */
export function installPeers(folder: string): void {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const { status } = spawnSync(npm, ['install', '--no-save', '--ignore-scripts', '--silent'], {
    cwd: folder,
    // Only the verdict goes to stdout.
    stdio: ['ignore', 'ignore', 'inherit'],
    shell: process.platform === 'win32',
  })
  if (status !== 0) throw new Error(`the peers in ${folder} could not be installed`)
}

/** Resolved from their folder; `Module` is the part that we call. */
export const requireFrom = <Module>(folder: string, name: string): Module =>
  createRequire(join(folder, 'package.json'))(name) as Module
