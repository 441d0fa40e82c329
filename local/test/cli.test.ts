import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { readCommandLine, WrongUse } from '../src/command-line'

let folder: string
/** Starts Node, and compiles; response times belong in a benchmark. */
const SLOW_MS = 2 * 60_000

const at = (name: string) => join(folder, name)

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cli-'))
  mkdirSync(at('dist/hello'), { recursive: true })
  writeFileSync(at('dist/hello/index.js'), 'exports.main = () => process.env.WORD')
  const deployment = {
    functions: { hello: { env: ['WORD'] } },
    routes: [{ path: '/hello', function: 'hello' }],
  }
  writeFileSync(at('cloud.json'), JSON.stringify(deployment))
  writeFileSync(at('environment.json'), '{"hello":{"WORD":"good day"}}')
  writeFileSync(at('broken.json'), '{')
  writeFileSync(at('senseless.json'), '{"collection":{}}')
})
afterAll(() => rmSync(folder, { recursive: true }))

const GOOD = () => ['--deployment', at('cloud.json'), '--bundles', at('dist')]

test.each<[string, () => string[], RegExp]>([
  ['nothing', () => [], /--bundles is missing/],
  ['no deployment', () => ['--bundles', at('dist')], /--deployment is missing/],
  ['an unknown option', () => [...GOOD(), '--speed', '9'], /--speed/],
  ['an option without its value', () => [...GOOD(), '--data'], /--data/],
  ['an unexpected argument', () => [...GOOD(), 'start'], /start/],
  ['a port as words', () => [...GOOD(), '--port', 'high'], /high is not a port/],
  ['an invalid port', () => [...GOOD(), '--port', '65536'], /65536 is not a port/],
  [
    'missing bundles',
    () => ['--deployment', at('cloud.json'), '--bundles', at('nowhere')],
    /no such folder/,
  ],
  [
    'a missing deployment file',
    () => ['--bundles', at('dist'), '--deployment', at('no.json')],
    /no\.json/,
  ],
  [
    'a deployment that is not JSON',
    () => ['--bundles', at('dist'), '--deployment', at('broken.json')],
    /broken\.json/,
  ],
  [
    'an invalid deployment',
    () => ['--bundles', at('dist'), '--deployment', at('senseless.json')],
    /collection/,
  ],
  [
    'an invalid environment',
    () => [...GOOD(), '--environment', at('senseless.json'), '--environment', at('broken.json')],
    /broken\.json/,
  ],
])('%s is a usage error with its reason', (_, args, reason) => {
  expect(() => readCommandLine(args())).toThrow(WrongUse)
  expect(() => readCommandLine(args())).toThrow(reason)
})

function start(...args: string[]): ChildProcess {
  const cli = join(__dirname, '../src/cli.ts')
  return spawn(process.execPath, ['--import', 'tsx', cli, ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, NODE_ENV: 'test' },
  })
}

test(
  'runs until interrupted',
  async () => {
    const child = start(...GOOD(), '--environment', at('environment.json'), '--data', at('data'))
    const [line] = (await once(createInterface(child.stdout!), 'line')) as [string]
    const url = line.split(/\s+/)[1]
    expect(await (await fetch(`${url}/hello`)).text()).toBe('good day')
    child.kill('SIGTERM')
    expect(await once(child, 'exit')).toEqual([0, null])
  },
  SLOW_MS,
)

test.each([
  [2, 'for a wrong use', () => ['--port', 'high']],
  [1, 'if it cannot start', GOOD],
  [0, 'for help', () => ['--help']],
])(
  'exits with %i %s',
  async (code, _, args) => {
    expect(await once(start(...args()), 'exit')).toEqual([code, null])
  },
  SLOW_MS,
)
