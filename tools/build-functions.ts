import { readFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'
import { ROOT } from './root'

/**
 * One self-contained folder per function: uploaded by the IDE, shipped by deployment and loaded by
 * the stack.
 */
export async function buildFunctions(): Promise<{ name: string; bytes: number }[]> {
  const outdir = join(ROOT, 'cloudfunctions/dist')
  await rm(outdir, { recursive: true, force: true })
  return Promise.all(
    functionNames().map(async (name) => {
      const { metafile } = await build({
        entryPoints: [join(ROOT, 'cloudfunctions', name, 'index.ts')],
        outfile: join(outdir, name, 'index.js'),
        bundle: true,
        platform: 'node',
        target: 'node18',
        format: 'cjs',
        minifySyntax: true,
        minifyWhitespace: true,
        metafile: true,
        logLevel: 'warning',
        // Optional parts of packages that we do not use.
        external: ['pino-pretty'],
      })
      const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0)
      return { name, bytes }
    }),
  )
}

/** The list read by deployment and the local stack. */
function functionNames(): string[] {
  const file = readFileSync(join(ROOT, 'cloudfunctions/cloud.json'), 'utf8')
  const { functions } = JSON.parse(file) as { functions: Record<string, unknown> }
  return Object.keys(functions)
}
