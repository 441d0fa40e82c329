import { basename, join } from 'node:path'
import { build } from 'esbuild'
import { ROOT } from '../tools/root'

/**
 * A benchmark subject bundled into one file, as it is shipped: a TypeScript runner sets every
 * function's name again each time it is created, which costs more than many measured operations.
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
