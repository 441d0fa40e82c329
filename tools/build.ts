import { argv, stdout } from 'node:process'
import { type BuildName, BUILDS } from './builds'
import { buildIfStale } from './check/fresh'

/** `build.ts` builds everything, `build.ts weapp functions` only these. */
void main(argv.slice(2))

async function main(names: readonly string[]): Promise<void> {
  const unknown = names.filter((name) => !(name in BUILDS))
  if (unknown.length > 0) throw new Error(`there is no build ${unknown.join(', ')}`)
  for (const name of (names.length > 0 ? names : Object.keys(BUILDS)) as BuildName[]) {
    const startedMs = Date.now()
    const built = await buildIfStale(BUILDS[name])
    const seconds = ((Date.now() - startedMs) / 1000).toFixed(1)
    stdout.write(built ? `${name} built in ${seconds} s\n` : `${name} is up to date\n`)
  }
}
