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
  const names = functionNames()
  // One call, so that files of several functions are parsed once.
  const { metafile } = await build({
    entryPoints: names.map((name) => ({
      in: join(ROOT, 'cloudfunctions', name, 'index.ts'),
      out: `${name}/index`,
    })),
    outdir,
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
  const sizes = Object.entries(metafile.outputs)
  return names.map((name) => {
    const own = sizes.filter(([file]) => file.includes(`/${name}/`))
    return { name, bytes: own.reduce((sum, [, { bytes }]) => sum + bytes, 0) }
  })
}

/** The list read by deployment and the local stack. */
function functionNames(): string[] {
  const file = readFileSync(join(ROOT, 'cloudfunctions/cloud.json'), 'utf8')
  const { functions } = JSON.parse(file) as { functions: Record<string, unknown> }
  return Object.keys(functions)
}
