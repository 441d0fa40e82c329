import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { argv, exit, stdout } from 'node:process'
import { type CheckStep, STEPS } from './check-steps'
import { ROOT } from './root'

/**
 * Everything that has to hold before a change lands, fastest failures first. CI runs exactly this.
 * `npm test -- unit e2e` runs only the steps whose names begin so.
 */
interface Outcome {
  readonly step: CheckStep
  readonly passed: boolean
  readonly seconds: number
  readonly tests: number
}

const RESULTS = join(ROOT, '.cache/results')

async function main(only: readonly string[]): Promise<void> {
  const startedMs = Date.now()
  rmSync(RESULTS, { recursive: true, force: true })
  mkdirSync(RESULTS, { recursive: true })
  const chosen = STEPS.filter(
    ({ name }) => only.length === 0 || only.some((one) => name.startsWith(one)),
  )
  const outcomes: Outcome[] = []
  for (const step of chosen) outcomes.push(await run(step))
  report(outcomes, Math.round((Date.now() - startedMs) / 1000))
}

async function run(step: CheckStep): Promise<Outcome> {
  const startedMs = Date.now()
  stdout.write(`· ${step.name} `)
  const { code, output } = await execute(step)
  const seconds = Math.round((Date.now() - startedMs) / 100) / 10
  stdout.write(code === 0 ? `✓ ${seconds} s\n` : `✗ ${seconds} s\n${output}\n`)
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
