import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

let code: Promise<string> | null = null

/**
 * What an instance runs, as one text: beside us in a build, else made of its source, once, because
 * a worker understands no TypeScript.
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
