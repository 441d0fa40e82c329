import { build } from 'esbuild'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { ROOT } from '../../tools/root'

/** A module as deployed: in one file, without lookups in exports. */
export async function bundled<Module>(module: string): Promise<Module> {
  const outfile = join(ROOT, '.cache/bench', `${module}.cjs`)
  await build({
    entryPoints: [join(__dirname, `${module}.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
  })
  return createRequire(outfile)(outfile) as Module
}
