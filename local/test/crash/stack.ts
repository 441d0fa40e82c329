import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'
import type { ServiceUrls } from '../../src/running-stack'

/** A stack in its own process. */
export interface CrashStack {
  readonly urls: ServiceUrls
  /** kill -9; resolves once it is dead. */
  kill(): Promise<void>
}

/** The victim as one file: it is started hundreds of times, and has to be fast. */
const VICTIM = join(__dirname, '../../../.cache/crash/victim.js')

export const buildVictim = () =>
  build({
    entryPoints: [join(__dirname, 'victim.ts')],
    outfile: VICTIM,
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: ['libsql', 'esbuild'],
    logLevel: 'error',
  })

export async function startCrashStack(dataDir: string): Promise<CrashStack> {
  const child = spawn(process.execPath, [VICTIM, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await firstLine(child)
  return {
    urls: JSON.parse(line) as ServiceUrls,
    async kill() {
      const dead = once(child, 'exit')
      child.kill('SIGKILL')
      await dead
    },
  }
}

async function firstLine(child: ChildProcess): Promise<string> {
  const lines = createInterface(child.stdout!)
  const said = once(lines, 'line') as Promise<[string]>
  const died = once(child, 'exit').then(() => {
    throw new Error('the stack did not start again')
  })
  const [line] = await Promise.race([said, died])
  died.catch(() => undefined) // from here on its death is expected
  return line
}
