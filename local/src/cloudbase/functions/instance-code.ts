import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

let code: Promise<string> | null = null

/**
 * Source of an instance, as one text: beside this file in a build, else compiled once, because a
 * worker cannot run TypeScript.
 */
export function instanceCode(): Promise<string> {
  code ??= load()
  return code
}

async function load(): Promise<string> {
  const built = join(__dirname, 'instance-worker.js')
  if (existsSync(built)) return readFileSync(built, 'utf8')
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, 'instance-worker.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}
