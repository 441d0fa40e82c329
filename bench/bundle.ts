import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { ROOT } from '../tools/root'

/**
 * A subject in one file, as the stack is shipped: what runs TypeScript as it stands gives every
 * function its name anew each time that it is made, which costs more than much of what is measured.
 */
export async function bundle(module: string): Promise<string> {
  const outfile = join(ROOT, '.cache/bench', basename(module).replace(/\.ts$/, '.js'))
  await build({
    entryPoints: [module],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    external: ['libsql', 'esbuild'],
    logLevel: 'error',
  })
  return outfile
}
