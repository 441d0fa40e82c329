import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { ROOT } from './root'
import type { Guard } from './sabotage/guard'
import { GUARDS, isFound, sourceOf } from './sabotage/guards'

/**
 * Mutation test: removes each guard of payments, benefits and staff, one at a time, in a copy of
 * the tree, and runs the tests that should notice. Exits with 1 if a guard is not missed, or is not
 * at the place in the table. `npm run sabotage -- order wechat:` selects guards by the beginning of
 * their names, `--sample 12` an even dozen of all.
 */
function main(prefixes: readonly string[], sample: number | null): number {
  const named = GUARDS.filter(
    ({ name }) => prefixes.length === 0 || prefixes.some((prefix) => name.startsWith(prefix)),
  )
  const guards = sampled(named, sample)
  if (guards.length === 0) {
    say(`no guard is named ${prefixes.join(' or ')}`)
    return 1
  }
  const lost = guards.filter((guard) => !isFound(guard))
  for (const { file, name } of lost) say(`NOT FOUND     ${name} (${file})`)
  const copy = copyTree()
  try {
    const tests = [...new Set(guards.flatMap((guard) => guard.tests))]
    const before = runTests(copy, tests)
    if (before.outcome !== 'green') {
      say(`red before anything is taken away: ${before.failed}`)
      return 1
    }
    const tried = guards.filter(isFound).map((guard) => tryWithout(copy, guard))
    const missed = tried.filter((isMissed) => isMissed).length
    say(`${missed} of ${guards.length} guards are missed when they are gone`)
    return missed === guards.length ? 0 : 1
  } finally {
    rmSync(copy, { recursive: true })
  }
}

/** An even selection of all, for CI; another one with another `PALM_SEED`. */
function sampled(guards: readonly Guard[], count: number | null): readonly Guard[] {
  if (count === null || count >= guards.length) return guards
  const stride = Math.ceil(guards.length / count)
  const first = Number(process.env['PALM_SEED'] ?? 0) % stride
  return guards.filter((_, index) => index % stride === first)
}

const say = (line: string): unknown => process.stdout.write(`${line}\n`)

/** Whether some test noticed. Code that does not load proves nothing. */
function tryWithout(copy: string, guard: Guard): boolean {
  const path = join(copy, guard.file)
  const source = sourceOf(guard)
  writeFileSync(
    path,
    source.replace(guard.code, () => guard.without),
  )
  const { failed, outcome } = runTests(copy, guard.tests)
  writeFileSync(path, source)
  const word = { green: 'SURVIVED', red: 'missed', broken: 'DOES NOT LOAD' }[outcome]
  say(`${word.padEnd(14)}${guard.name.padEnd(50)}${failed}`)
  return outcome === 'red'
}

interface Run {
  readonly outcome: 'green' | 'red' | 'broken'
  /** The first test that failed. */
  readonly failed: string
}

/** Ends with the first failing file. */
function runTests(copy: string, patterns: readonly string[]): Run {
  const jest = join(ROOT, 'node_modules/jest/bin/jest.js')
  const selected = ['--selectProjects', 'shared', 'cloudfunctions', '--testPathPatterns']
  const { status, stderr } = spawnSync(
    process.execPath,
    [jest, '--bail', '--silent', ...selected, ...patterns],
    { cwd: copy, encoding: 'utf8', env: { ...process.env, PALM_LONG: '1' } },
  )
  if (status === 0) return { outcome: 'green', failed: '' }
  const [, failed = ''] = /^ *● (.+)$/m.exec(stderr) ?? []
  return { outcome: failed === '' || failed.includes(UNLOADED) ? 'broken' : 'red', failed }
}

/** Jest's message. */
const UNLOADED = 'Test suite failed to run'

const SOURCES = ['shared', 'cloudfunctions', 'local']
const NOT_SOURCES = /\/(node_modules|dist)(\/|$)/

/**
 * Our sources, and links to everything else. The workspaces link to each other within the copy;
 * otherwise the functions would be tested with the original domain.
 */
function copyTree(): string {
  const copy = mkdtempSync(join(tmpdir(), 'palm-sabotage-'))
  for (const name of SOURCES) {
    const filter = (path: string) => !NOT_SOURCES.test(path.slice(ROOT.length))
    cpSync(join(ROOT, name), join(copy, name), { recursive: true, filter })
    const own = join(ROOT, name, 'node_modules')
    if (existsSync(own)) symlinkSync(own, join(copy, name, 'node_modules'))
  }
  for (const name of ['package.json', 'jest.config.js']) cpSync(join(ROOT, name), join(copy, name))
  const modules = join(copy, 'node_modules')
  mkdirSync(join(modules, '@palm'), { recursive: true })
  for (const name of readdirSync(join(ROOT, 'node_modules'))) {
    if (name !== '@palm') symlinkSync(join(ROOT, 'node_modules', name), join(modules, name))
  }
  for (const name of SOURCES) symlinkSync(join(copy, name), join(modules, '@palm', name))
  for (const name of ['client', 'miniprogram']) mkdirSync(join(copy, name)) // jest requires its roots
  cpSync(join(ROOT, 'tools/jest'), join(copy, 'tools/jest'), { recursive: true })
  return copy
}

const { positionals, values } = parseArgs({
  args: process.argv.slice(2),
  allowPositionals: true,
  options: { sample: { type: 'string' } },
})
process.exitCode = main(positionals, values.sample ? Number(values.sample) : null)
