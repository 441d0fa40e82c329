import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { parseDeployment } from '../src/deployment'
import { type StackOptions, startStack } from '../src/stack'
import { appOf } from './cloudbase/local-app'
import type { Stack } from '../src/running-stack'

const deployment = parseDeployment({
  collections: { things: {} },
  functions: { needy: { env: ['KEY'] } },
})
const given = { needy: { KEY: 'x' } }

let running: Stack[] = []
afterEach(async () => {
  await Promise.all(running.map((stack) => stack.close()))
  running = []
})

async function start(options: Partial<StackOptions> = {}): Promise<Stack> {
  const stack = await startStack({
    deployment,
    bundlesDir: __dirname,
    environment: given,
    ...options,
  })
  running.push(stack)
  return stack
}

describe('starting', () => {
  test('finds functions in a folder relative to the working directory', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'bundles-'))
    mkdirSync(join(directory, 'hello'))
    writeFileSync(join(directory, 'hello/index.js'), "exports.main = () => 'hello'")
    const stack = await start({
      bundlesDir: relative(process.cwd(), directory),
      deployment: parseDeployment({
        functions: { hello: {} },
        routes: [{ path: '/hello', function: 'hello' }],
      }),
    })
    expect(await (await fetch(`${stack.url}/hello`)).text()).toBe('hello')
    rmSync(directory, { recursive: true })
  })

  test('is refused in production', async () => {
    const before = process.env['NODE_ENV']
    process.env['NODE_ENV'] = 'production'
    try {
      await expect(start()).rejects.toThrow(/production/)
    } finally {
      process.env['NODE_ENV'] = before
    }
  })

  test('is refused on a port in use, which is named', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as { port: number }
    await expect(start({ port })).rejects.toMatchObject({
      port,
      message: expect.stringContaining(String(port)),
    })
    other.close()
  })

  test('is refused if a function lacks a declared variable', async () => {
    await expect(start({ environment: {} })).rejects.toThrow(/needy lacks the variable KEY/)
  })

  test('listens on loopback only, each service on its own port', async () => {
    const stack = await start({
      services: {
        bank: () => ({
          routes: async (server) => void server.get('/', async () => 'money'),
          reset: () => undefined,
        }),
      },
    })
    const addresses = Object.values(stack.urls)
    expect(new Set(addresses).size).toBe(3)
    expect(stack.url).toBe(stack.urls['main'])
    for (const address of addresses) expect(new URL(address).hostname).toBe('127.0.0.1')
    expect(await (await fetch(String(stack.urls['bank']))).text()).toBe('money')
  })

  test('gives functions an environment computed from the services’ addresses', async () => {
    let seen: unknown
    const stack = await start({
      environment: (urls) => {
        seen = { ...urls }
        return given
      },
    })
    expect(seen).toEqual(stack.urls)
  })

  test('mounts pages beside the functions', async () => {
    const stack = await start({
      mount: [() => async (server) => void server.get('/hello', async () => 'page')],
    })
    expect(await (await fetch(`${stack.url}/hello`)).text()).toBe('page')
  })
})

describe('stored data', () => {
  let dataDir: string
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'stack-'))
  })
  afterEach(() => rmSync(dataDir, { recursive: true }))

  const things = (stack: Stack) => appOf(stack).database().collection('things')

  test('survives a restart, unless it is reset', async () => {
    const first = await start({ dataDir })
    await things(first).add({ _id: 'a', n: 1 })
    await first.close()
    const second = await start({ dataDir })
    expect((await things(second).doc('a').get()).data).toEqual([{ _id: 'a', n: 1 }])
    await second.reset()
    expect((await things(second).count()).total).toBe(0)
    await things(second).add({ _id: 'b' })
    await second.close()
    running = []
  })

  test('is free again after a failed start', async () => {
    const malformed = {
      ...deployment,
      timers: [{ name: 'x', function: 'needy', cron: 'never', message: '' }],
    }
    await expect(start({ dataDir, deployment: malformed })).rejects.toThrow()
    await (await start({ dataDir })).close()
    running = []
  })

  test('belongs to one stack at a time', async () => {
    const first = await start({ dataDir })
    await expect(start({ dataDir })).rejects.toThrow(/in use/)
    await first.close()
    running = []
  })
})

test('a transaction of more than 30 seconds is ended, and its documents are free', async () => {
  const stack = await start({ clock: { frozen: true } })
  const db = appOf(stack).database()
  const things = db.collection('things')
  await things.add({ _id: 'a', n: 0 })
  const transaction = await db.startTransaction()
  await transaction.collection('things').doc('a').update({ n: 1 })
  const waiting = things.doc('a').update({ n: 2 })
  await stack.clock.advance(30_000)
  await waiting
  await expect(transaction.commit()).rejects.toMatchObject({ code: 'DATABASE_TRANSACTION_FAIL' })
  expect((await things.doc('a').get()).data).toEqual([{ _id: 'a', n: 2 }])
})

describe('faults', () => {
  const settings = { at: 'cloudbase.admin', match: { action: 'database.insertDocument' } }
  const count = (stack: Stack) => stack.database.catalog.table('things').count()
  const add = (stack: Stack) => appOf(stack).database().collection('things').add({ a: 1 })

  test('refuse with the given code', async () => {
    const stack = await start()
    stack.faults.arm({ ...settings, kind: 'error', with: { code: 'SERVER_TIMEOUT' } })
    await expect(add(stack)).rejects.toMatchObject({ code: 'SERVER_TIMEOUT' })
    expect(count(stack)).toBe(0)
    await add(stack)
  })

  test.each([
    ['lost-request', 0],
    ['lost-reply', 1],
  ])('break the connection: %s', async (kind, stored) => {
    const stack = await start()
    stack.faults.arm({ ...settings, kind })
    await expect(add(stack)).rejects.toMatchObject({ code: 'ECONNRESET' })
    expect(count(stack)).toBe(stored)
  })
})

test.each([
  ['an unknown action', { action: 'database.dropEverything' }, 'INVALID_ACTION'],
  ['no action', {}, 'INVALID_ACTION'],
  ['an inherited name', { action: 'constructor' }, 'INVALID_ACTION'],
  ['a missing field', { action: 'database.getDocument' }, 'INVALID_PARAM'],
  [
    'malformed extended JSON',
    { action: 'database.getDocument', collectionName: 'things', query: '{' },
    'INVALID_PARAM',
  ],
  [
    'a query that is a list',
    { action: 'database.getDocument', collectionName: 'things', query: '[]' },
    'INVALID_PARAM',
  ],
  [
    'an invalid pattern',
    {
      action: 'database.getDocument',
      collectionName: 'things',
      query: '{"a":{"$regularExpression":{"pattern":"(","options":""}}}',
    },
    'INVALID_PARAM',
  ],
  [
    'an unknown operator',
    { action: 'database.modifyDocument', collectionName: 'things', data: '{"$grow":{"a":1}}' },
    'DATABASE_REQUEST_FAILED',
  ],
])('the service refuses %s', async (_, body, code) => {
  const stack = await start()
  const response = await fetch(`${stack.urls['cloudbase']}/admin`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(response.status).toBe(200)
  expect(await response.json()).toMatchObject({ code, requestId: expect.any(String) })
})
