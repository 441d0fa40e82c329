import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { Agent, request, type RequestOptions } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { parseDeployment } from '../../src/deployment'
import { startStack } from '../../src/stack'
import { adminRequest, storageRequest, webRequest } from './fuzz'
import { appOf } from './local-app'
import { runs, seedOfRun } from '../runs'
import type { Stack } from '../../src/running-stack'

const SEED = seedOfRun()

let stack: Stack
let bundlesDir: string
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

beforeAll(async () => {
  bundlesDir = mkdtempSync(join(tmpdir(), 'fuzz-'))
  mkdirSync(join(bundlesDir, 'echo'))
  // Echoes its input, so that the answers are malformed too.
  writeFileSync(
    join(bundlesDir, 'echo/index.js'),
    'exports.main = ({ body }) => { try { return JSON.parse(body) } catch { return body } }',
  )
  stack = await startStack({
    bundlesDir,
    deployment: parseDeployment({
      collections: {
        things: {
          indexes: [
            { name: 'a', keys: { a: 1, 'b.c': -1 } },
            { name: 'place', keys: { place: '2dsphere' } },
          ],
        },
      },
      functions: { echo: {} },
      routes: [{ path: '/echo', function: 'echo' }],
    }),
  })
  const things = appOf(stack).database().collection('things')
  const place = { type: 'Point', coordinates: [1, 1] }
  await things.add([
    { _id: 'x', a: 1, b: { c: 'y' }, place },
    { _id: 'z', a: [1, null, 'y'] },
  ])
})

afterAll(async () => {
  agent.destroy()
  await stack.close()
  rmSync(bundlesDir, { recursive: true })
})

interface Answer {
  readonly status: number
  readonly isFunctions: boolean
  readonly body: string
}

/** The path is sent unchanged: `new URL` would correct it. */
function send(base: string, options: RequestOptions, body: string | Buffer): Promise<Answer> {
  const { hostname, port } = new URL(base)
  return new Promise((resolve, reject) => {
    const headers = { ...options.headers, 'content-length': Buffer.byteLength(body) }
    const asked = request({ ...options, headers, hostname, port, agent }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          isFunctions: response.headers['x-cloudbase-request-id'] !== undefined,
          body: Buffer.concat(chunks).toString(),
        }),
      )
    })
    asked.on('error', (error) => {
      // The service may close a connection once it has answered; then a new one is used.
      if (asked.reusedSocket) send(base, options, body).then(resolve, reject)
      else reject(error)
    })
    asked.end(body)
  })
}

/** The emulator's own bugs answer with SYS_ERR, which the service would not. */
const isAdminAnswer = ({ body, status }: Answer): boolean => {
  const reply = JSON.parse(body) as { requestId?: unknown; code?: unknown }
  const isOurBug = status >= 500 || reply.code === 'SYS_ERR'
  return !isOurBug && typeof reply.requestId === 'string'
}

/** A function's answer is arbitrary; the other answers are the gateway's. */
const isWebAnswer = ({ body, isFunctions, status }: Answer): boolean =>
  isFunctions || status === 204 || typeof (JSON.parse(body) as { code?: unknown }).code === 'string'

const isStorageAnswer = ({ body, status }: Answer): boolean =>
  status === 200 || (status < 500 && /<Code>\w+<\/Code>|"code":"BAD_REQUEST"/.test(body))

const suites = [
  ['the admin address', runs(6_000), adminRequest, 'cloudbase', isAdminAnswer],
  ['HTTP access', runs(2_000), webRequest, 'main', isWebAnswer],
  ['storage', runs(2_000), storageRequest, 'cloudbase', isStorageAnswer],
] as const

test.each(suites)(
  `whatever it is sent, %s has a word of its own for it: %i requests (seed ${SEED})`,
  async (_, numRuns, arbitrary, service, isAnswer) => {
    await fc.assert(
      fc.asyncProperty(arbitrary, async ({ body, headers, method, path }) => {
        const answer = await send(String(stack.urls[service]), { path, method, headers }, body)
        if (!isAnswer(answer)) throw new Error(`${answer.status} ${answer.body.slice(0, 500)}`)
      }),
      { numRuns, seed: SEED, endOnFailure: true },
    )
    await appOf(stack).database().collection('things').limit(1).get() // it still runs
  },
  120_000,
)
