import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { argv, exit, stdout } from 'node:process'
import { type CheckStep, LONG_STEPS, QUICK_STEPS } from './check/steps'
import { ROOT } from './root'

/**
 * Runs the checks, fastest failures first: the quick ones; with `--all` the long ones as well, with
 * `--long` these alone. `npm test -- unit contract` runs those of all whose names begin so.
 */
interface Outcome {
  readonly step: CheckStep
  readonly passed: boolean
  readonly seconds: number
  readonly tests: number
}

const RESULTS = join(ROOT, '.cache/results')

async function main(flags: readonly string[]): Promise<void> {
  const startedMs = Date.now()
  rmSync(RESULTS, { recursive: true, force: true })
  mkdirSync(RESULTS, { recursive: true })
  const outcomes: Outcome[] = []
  for (const group of groupsOf(chosenBy(flags))) outcomes.push(...(await runGroup(group)))
  report(outcomes, Math.round((Date.now() - startedMs) / 1000))
}

function chosenBy(flags: readonly string[]): readonly CheckStep[] {
  const names = flags.filter((flag) => !flag.startsWith('--'))
  if (names.length > 0) {
    return [...QUICK_STEPS, ...LONG_STEPS].filter(({ name }) =>
      names.some((prefix) => name.startsWith(prefix)),
    )
  }
  if (flags.includes('--long')) return LONG_STEPS
  return flags.includes('--all') ? [...QUICK_STEPS, ...LONG_STEPS] : QUICK_STEPS
}

/** Light steps in a row are one group. */
function groupsOf(steps: readonly CheckStep[]): readonly (readonly CheckStep[])[] {
  const groups: CheckStep[][] = []
  for (const step of steps) {
    const last = groups.at(-1)
    if (step.isLight && last?.[0]?.isLight) last.push(step)
    else groups.push([step])
  }
  return groups
}

const CORES = 2

async function runGroup(group: readonly CheckStep[]): Promise<readonly Outcome[]> {
  const rest = [...group]
  const outcomes: Outcome[] = []
  const worker = async () => {
    for (let step = rest.shift(); step; step = rest.shift()) outcomes.push(await run(step))
  }
  await Promise.all(Array.from({ length: Math.min(CORES, group.length) }, worker))
  return outcomes
}

async function run(step: CheckStep): Promise<Outcome> {
  const startedMs = Date.now()
  if (!step.isLight) stdout.write(`· ${step.name} …\n`)
  const { code, output } = await execute(step)
  const seconds = Math.round((Date.now() - startedMs) / 100) / 10
  const verdict = code === 0 ? '✓' : '✗'
  stdout.write(`· ${step.name} ${verdict} ${seconds} s\n${code === 0 ? '' : `${output}\n`}`)
  return { step, passed: code === 0, seconds, tests: testsOf(step) }
}

function execute({
  args,
  command,
  env,
  name,
}: CheckStep): Promise<{ code: number; output: string }> {
  const outputs: Buffer[] = []
  const child = spawn(command, [...args, ...resultArguments(name, args)], {
    cwd: ROOT,
    env: { ...process.env, ...env, FORCE_COLOR: '0' },
  })
  child.stdout.on('data', (chunk: Buffer) => outputs.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => outputs.push(chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) =>
      resolve({ code: code ?? 1, output: Buffer.concat(outputs).toString() }),
    )
  })
}

/** Test runs write their counts to a file, for the summary line. */
const isTestRun = (args: readonly string[]) => args.some((arg) => arg.endsWith('jest.js'))
const resultFile = (name: string) => join(RESULTS, `${name.replace(/\W+/g, '-')}.json`)
const resultArguments = (name: string, args: readonly string[]) =>
  isTestRun(args) ? ['--json', `--outputFile=${resultFile(name)}`] : []

function testsOf({ args, name }: CheckStep): number {
  if (!isTestRun(args)) return 0
  try {
    const { numPassedTests } = JSON.parse(readFileSync(resultFile(name), 'utf8')) as {
      numPassedTests: number
    }
    return numPassedTests
  } catch {
    return 0
  }
}

function report(outcomes: readonly Outcome[], seconds: number): void {
  const failed = outcomes.filter(({ passed }) => !passed)
  const tests = outcomes.reduce((sum, outcome) => sum + outcome.tests, 0)
  const took = `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  const names = failed.map(({ step }) => step.name).join(', ')
  const verdict = failed.length === 0 ? 'all passed' : `${failed.length} failed: ${names}`
  stdout.write(`\n${outcomes.length} checks, ${tests} tests, ${took}: ${verdict}\n`)
  exit(failed.length === 0 ? 0 : 1)
}

void main(argv.slice(2))
