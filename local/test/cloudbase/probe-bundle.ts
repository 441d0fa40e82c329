import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'

export interface Bundles {
  /** For `bundlesDir`. */
  readonly directory: string
  remove(): void
}

/** The suite's function as deployed: one self-contained file. */
export async function bundleProbe(): Promise<Bundles> {
  const directory = mkdtempSync(join(tmpdir(), 'probe-'))
  await build({
    entryPoints: [join(__dirname, '../../contracts/probe.ts')],
    outfile: join(directory, 'probe/index.js'),
    bundle: true,
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
  })
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) }
}
