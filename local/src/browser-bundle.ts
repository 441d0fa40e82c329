import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Bundles for browsers: the wallet on a phone, and the stack's own page with its style. */
export type BrowserBundle = 'host.js' | 'page.js' | 'page.css'

const SOURCES: Readonly<Record<BrowserBundle, string>> = {
  'host.js': 'browser/phone/host.ts',
  'page.js': 'browser/page/page.ts',
  'page.css': 'browser/page/page.css',
}

const bundles = new Map<BrowserBundle, Promise<string>>()

/** Beside this file in a build, otherwise built from source once. */
export function browserBundle(name: BrowserBundle): Promise<string> {
  const known = bundles.get(name)
  if (known) return known
  const made = load(name)
  bundles.set(name, made)
  return made
}

async function load(name: BrowserBundle): Promise<string> {
  const built = join(__dirname, name)
  if (existsSync(built)) return readFileSync(built, 'utf8')
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: [join(__dirname, SOURCES[name])],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    minify: true,
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}
