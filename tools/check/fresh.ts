import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../root'

export interface Build {
  readonly name: string
  /** Files and folders, relative to the root, whose contents decide. */
  readonly inputs: readonly string[]
  /** Must exist as well, whatever the stamp says. */
  readonly output: string
  run(): Promise<unknown>
}

/** Runs a build unless the last one had the same inputs. Returns whether it ran. */
export async function buildIfStale({ inputs, name, output, run }: Build): Promise<boolean> {
  const stamp = join(ROOT, '.cache/builds', name)
  const wanted = hashOf(inputs)
  const isFresh = existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted
  if (isFresh && existsSync(join(ROOT, output))) return false
  await run()
  mkdirSync(join(ROOT, '.cache/builds'), { recursive: true })
  writeFileSync(stamp, wanted)
  return true
}

function hashOf(inputs: readonly string[]): string {
  const hash = createHash('sha256').update(process.version)
  for (const file of inputs.flatMap((input) => filesOf(join(ROOT, input)))) {
    hash.update(file.slice(ROOT.length)).update(readFileSync(file))
  }
  return hash.digest('hex')
}

const NOT_SOURCES = new Set(['node_modules', 'dist'])

function filesOf(path: string): string[] {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .filter((name) => !NOT_SOURCES.has(name))
    .sort()
    .flatMap((name) => filesOf(join(path, name)))
}
