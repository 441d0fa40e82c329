import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { argv, env, exit, stdout } from 'node:process'
import { nextStep } from './check/schedule'
import { type CheckStep, LONG_STEPS, QUICK_STEPS } from './check/steps'
import { ROOT } from './root'

/**
 * Runs the checks, two side by side: the quick ones; with `--all` the long ones as well, with
 * `--long` these alone. `npm test -- unit contract` runs those of all whose names begin so. All
 * random tests derive from one seed: `PALM_SEED=…` repeats a run.
 */
interface Outcome {
  readonly name: string
  readonly passed: boolean
  readonly tests: number
}

const CORES = 2
const RESULTS = join(ROOT, '.cache/results')
const SEED = env['PALM_SEED'] ?? String(1 + Math.floor(Math.random() * 2 ** 30))

async function main(flags: readonly string[]): Promise<void> {
  const startedMs = Date.now()
  rmSync(RESULTS, { recursive: true, force: true })
  mkdirSync(RESULTS, { recursive: true })
  stdout.write(`seed ${SEED}\n`)
  const outcomes = await runAll(chosenBy(flags))
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

/** Keeps every core busy as long as a step can start. */
async function runAll(steps: readonly CheckStep[]): Promise<readonly Outcome[]> {
  const waiting = [...steps]
  const running = new Map<string, Promise<void>>()
  const busy = new Map<string, number>()
  const failed = new Set<string>()
  const outcomes: Outcome[] = []
  const end = (outcome: Outcome) => {
    running.delete(outcome.name)
    busy.delete(outcome.name)
    if (!outcome.passed) failed.add(outcome.name)
    outcomes.push(outcome)
  }
  while (waiting.length > 0 || running.size > 0) {
    const next = nextStep({ waiting, running: new Set(running.keys()), failed })
    const cores = 'step' in next ? (next.step.cores ?? 1) : 0
    const isFull = [...busy.values()].reduce((sum, one) => sum + one, cores) > CORES
    if ('step' in next && !isFull) {
      waiting.splice(waiting.indexOf(next.step), 1)
      if (next.do === 'skip') end(skipped(next.step))
      else {
        busy.set(next.step.name, cores)
        running.set(next.step.name, run(next.step).then(end))
      }
    } else {
      await Promise.race(running.values())
    }
  }
  return outcomes
}

function skipped({ after = [], name }: CheckStep): Outcome {
  stdout.write(`✗ ${name} not run: it needs ${after.join(', ')}\n`)
  return { name, passed: false, tests: 0 }
}

async function run(step: CheckStep): Promise<Outcome> {
  const startedMs = Date.now()
  stdout.write(`· ${step.name} …\n`)
  const { code, output } = await execute(step)
  const seconds = Math.round((Date.now() - startedMs) / 100) / 10
  stdout.write(`${code === 0 ? '✓' : '✗'} ${step.name} ${seconds} s\n`)
  const log = `${resultFile(step.name)}.log`
  writeFileSync(log, output)
  const { failures, tests } = resultOf(step)
  if (code !== 0) {
    stdout.write(`${lastLines(failures || output)}\n(all of it: ${relative(ROOT, log)})\n`)
  }
  return { name: step.name, passed: code === 0, tests }
}

const LINES_SHOWN = 60
const lastLines = (output: string) => output.trimEnd().split('\n').slice(-LINES_SHOWN).join('\n')

function execute(step: CheckStep): Promise<{ code: number; output: string }> {
  const outputs: Buffer[] = []
  const child = spawn(step.command, [...step.args, ...resultArguments(step)], {
    cwd: ROOT,
    env: { ...env, PALM_SEED: SEED, ...step.env, FORCE_COLOR: '0' },
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

/** Test runs write counts and failures to a file, for the summary. */
const isTestRun = ({ args }: CheckStep) => args.some((arg) => arg.endsWith('jest.js'))
const resultFile = (name: string) => join(RESULTS, name.replace(/\W+/g, '-'))
const resultArguments = (step: CheckStep) =>
  isTestRun(step) ? ['--silent', '--json', `--outputFile=${resultFile(step.name)}.json`] : []

interface JestResult {
  readonly numPassedTests: number
  readonly testResults: readonly { readonly status: string; readonly message: string }[]
}

function resultOf(step: CheckStep): { tests: number; failures: string } {
  const file = `${resultFile(step.name)}.json`
  if (!existsSync(file)) return { tests: 0, failures: '' }
  const { numPassedTests, testResults } = JSON.parse(readFileSync(file, 'utf8')) as JestResult
  const failed = testResults.filter(({ status }) => status === 'failed')
  return { tests: numPassedTests, failures: failed.map(({ message }) => message).join('\n') }
}

function report(outcomes: readonly Outcome[], seconds: number): void {
  const failed = outcomes.filter(({ passed }) => !passed).map(({ name }) => name)
  const tests = outcomes.reduce((sum, outcome) => sum + outcome.tests, 0)
  const took = `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  const verdict =
    failed.length === 0
      ? 'all passed'
      : `${failed.length} failed: ${failed.join(', ')} (PALM_SEED=${SEED} repeats it)`
  stdout.write(`\n${outcomes.length} checks, ${tests} tests, ${took}: ${verdict}\n`)
  exit(failed.length === 0 ? 0 : 1)
}

void main(argv.slice(2))
