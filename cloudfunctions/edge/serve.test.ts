import { LIMITS } from '@palm/shared/api/limits'
import { ok, refuse } from '@palm/shared/kernel/result'
import { NOON } from '@palm/shared/testing/builders/builders'
import fc from 'fast-check'
import { Busy, type Database } from '../database/session'
import type { Invocation } from './invocation'
import { type Limiter, openLimiter } from './limiter'
import { openLog } from './log'
import { type Handlers, serve } from './serve'
import { aCredentials } from '../testing/credentials'
import { aPerson, grantsOf } from '../testing/operators'
import { mintToken } from './identity/token'

const X = { memberId: 'member:x', walletId: 'member:x' } as const

const EMPTY = { stations: [] }
const EMPTY_JSON = 'stations'

const never = () => Promise.reject(new Error('not under test'))

/** A function whose actions only answer, and one of an operator. */
const handlers = (changes: Partial<Handlers<'station'>> = {}): Handlers<'station'> => {
  const imports = async () => ok({ stations: 0, nozzles: 0, codes: [] })
  const all = {
    'station.nearby': async () => ok(EMPTY),
    'station.scan': async () => refuse({ code: 'scan/foreign' }),
    'station.get': never,
    'console.importStations': imports,
    ...changes,
  }
  return all as Handlers<'station'>
}

const PEOPLE = {
  operations: aPerson({ grants: grantsOf(['operations']) }),
  finance: aPerson({ grants: grantsOf(['finance']) }),
  station: aPerson({
    grants: grantsOf(['operations'], { kind: 'stations', stationIds: ['station:bj0001'] }),
  }),
} as const

const database = {
  insert: async () => 'inserted' as const,
  get: async (_: unknown, id: string) =>
    Object.values(PEOPLE).find(({ operator }) => operator.id === id)?.operator ?? null,
} as unknown as Pick<Database, 'get' | 'insert'>

const log = openLog('test')
log.level = 'silent'

const contextOf = (limiter: Limiter) => ({
  clock: () => NOON,
  credentials: async () => aCredentials(),
  database,
  log,
  limiter,
  revocations: { isRevoked: async () => false },
})

const answerTo = (invocation: Invocation, changes: Partial<Handlers<'station'>> = {}) =>
  serve(handlers(changes), contextOf(openLimiter(() => NOON)))(invocation)

const call = (data: unknown): Invocation => ({
  by: 'call',
  data,
  requestId: 'r',
  wechat: { appId: 'wxlocal', openId: 'oZhang' },
})

const http = (body: string, headers: Record<string, string> = {}): Invocation => ({
  by: 'http',
  path: '/api/station',
  method: 'POST',
  headers,
  body: Buffer.from(body),
  requestId: 'r',
})

const nearby = { action: 'station.nearby', request: { location: null } }
const theImport = { action: 'console.importStations', request: { table: [] } }
const refusal = (code: string, more = {}) => ({
  ok: false,
  refusal: { code, ...more },
  requestId: 'r',
})

async function overHttp(invocation: Invocation) {
  const reply = (await answerTo(invocation)) as { statusCode: number; body: string }
  return { statusCode: reply.statusCode, answer: JSON.parse(reply.body) as unknown }
}

const nested = (depth: number): unknown =>
  Array.from({ length: depth }).reduce((inner: unknown) => [inner], 0)

const megabytes = (count: number) =>
  JSON.stringify({ ...theImport, request: 'x'.repeat(count * 1e6) })

const keyOf = (person: keyof typeof PEOPLE) => ({ authorization: `Bearer ${PEOPLE[person].key}` })

describe('the edge refuses', () => {
  test.each<[string, unknown, object]>([
    ['nothing', undefined, refusal('request/malformed', { at: 'request' })],
    ['text', 'station.nearby', refusal('request/malformed', { at: 'request' })],
    ['no action', {}, refusal('request/malformed', { at: 'action' })],
    ['an unknown action', { ...nearby, action: 'station.fly' }, refusal('request/unknown-action')],
    [
      'an action of another function',
      { action: 'order.list', request: {} },
      refusal('request/unknown-action'),
    ],
    [
      'a name that every object has',
      { ...nearby, action: 'constructor' },
      refusal('request/unknown-action'),
    ],
    ['no request', { action: 'station.nearby' }, refusal('request/malformed', { at: 'request' })],
    [
      'an additional field',
      { ...nearby, request: { location: null, price: 1 } },
      refusal('request/malformed', { at: 'price' }),
    ],
    [
      'an operator instead of a value',
      { action: 'station.get', request: { stationId: { $gt: '' } } },
      refusal('request/malformed', { at: 'stationId' }),
    ],
    [
      'latitude in text',
      { ...nearby, request: { location: { latitude: '39', longitude: 116 } } },
      refusal('request/malformed', { at: 'location.latitude' }),
    ],
    [
      'more than any request',
      { ...nearby, request: { location: 'x'.repeat(70_000) } },
      refusal('request/too-large'),
    ],
    [
      'ten megabytes',
      { ...nearby, request: { location: 'x'.repeat(10_000_000) } },
      refusal('request/too-large'),
    ],
    [
      'more bytes than any request, in fewer letters',
      { ...nearby, request: { location: '油'.repeat(30_000) } },
      refusal('request/too-large'),
    ],
    [
      'brackets five thousand deep',
      { ...nearby, request: nested(5_000) },
      refusal('request/malformed', { at: 'request' }),
    ],
    ['an operator’s action from inside a wallet', theImport, refusal('caller/forbidden')],
  ])('%s', async (_, data, answer) => {
    expect(await answerTo(call(data))).toEqual(answer)
  })

  test.each<[string, string, Record<string, string>, string]>([
    ['a body that is not JSON', '{', {}, 'request/malformed'],
    ['no body', '', {}, 'request/malformed'],
    [
      'JSON ten thousand deep',
      `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
      {},
      'request/malformed',
    ],
    ['ten megabytes', ' '.repeat(10_000_000), {}, 'request/too-large'],
    ['an operator’s action without a token', JSON.stringify(theImport), {}, 'session/missing'],
    [
      'an invalid token',
      JSON.stringify(theImport),
      { authorization: 'Bearer x' },
      'session/missing',
    ],
    ['another scheme', JSON.stringify(theImport), { authorization: 'Basic x' }, 'session/missing'],
  ])('%s over HTTP, always with status 200 and a code', async (_, body, headers, code) => {
    expect(await overHttp(http(body, headers))).toMatchObject({
      statusCode: 200,
      answer: { ok: false, refusal: { code } },
    })
  })

  test.each<[string, Record<string, string>, string]>([
    ['an anonymous caller', {}, 'request/too-large'],
    ['an invalid key', { authorization: 'Bearer x' }, 'request/too-large'],
    ['an operator who may not import', keyOf('finance'), 'caller/forbidden'],
    ['an operator', keyOf('operations'), 'request/malformed'],
  ])('four megabytes from %s are parsed only if they may import', async (_, headers, code) => {
    const parse = jest.spyOn(JSON, 'parse')
    await answerTo(http(megabytes(4), headers))
    const parsed = parse.mock.calls.some(([text]) => text.length > 1e6)
    parse.mockRestore()
    expect(parsed).toBe(code === 'request/malformed')
    const { answer } = await overHttp(http(megabytes(4), headers))
    expect(answer).toMatchObject({ refusal: { code } })
  })

  test('a member’s token where an operator’s key is required', async () => {
    const { sessionSecret } = aCredentials()
    const { token } = await mintToken(sessionSecret, 'member', X, NOON)
    const invocation = http(JSON.stringify(theImport), { authorization: `Bearer ${token}` })
    expect(await overHttp(invocation)).toMatchObject({
      answer: { refusal: { code: 'session/missing' } },
    })
  })
})

describe('the edge counts', () => {
  /** Number of a thousand calls that pass within one instant. */
  async function through(invocation: Invocation) {
    const answer = serve(handlers(), contextOf(openLimiter(() => NOON)))
    const answers = await Promise.all(Array.from({ length: 1_000 }, () => answer(invocation)))
    return answers.filter((each) => JSON.stringify(each).includes(EMPTY_JSON)).length
  }

  test.each<[string, Invocation]>([
    ['a member', call(nearby)],
    ['a stranger', http(JSON.stringify(nearby), { 'x-real-ip': '192.0.2.1' })],
    ['a stranger without a known address', http(JSON.stringify(nearby))],
  ])('the calls of %s', async (_, invocation) => {
    expect(await through(invocation)).toBe(LIMITS['station.nearby'].burst)
  })

  test('each address as seen by the gateway, not as claimed', async () => {
    const answer = serve(handlers(), contextOf(openLimiter(() => NOON)))
    const from = (headers: Record<string, string>) => answer(http(JSON.stringify(nearby), headers))
    for (let time = 0; time < LIMITS['station.nearby'].burst; time++) {
      await from({ 'x-forwarded-for': `198.51.100.${time}, 192.0.2.1` })
    }
    const refused = { body: expect.stringContaining('request/too-often') }
    expect(await from({ 'x-forwarded-for': '203.0.113.9, 192.0.2.1' })).toMatchObject(refused)
    expect(await from({ 'x-real-ip': '192.0.2.2' })).not.toMatchObject(refused)
  })
})

describe('the edge answers', () => {
  test('with the handler’s reply, over a call and over HTTP', async () => {
    const answer = { ok: true, reply: EMPTY, requestId: 'r' }
    expect(await answerTo(call(nearby))).toEqual(answer)
    expect(await overHttp(http(JSON.stringify(nearby)))).toEqual({ statusCode: 200, answer })
  })

  test('with the handler’s refusal', async () => {
    const scan = { action: 'station.scan', request: { scanned: 'x' } }
    expect(await answerTo(call(scan))).toEqual(refusal('scan/foreign'))
  })

  test.each<[keyof typeof PEOPLE, object]>([
    ['operations', { ok: true }],
    ['finance', { ok: false, refusal: { code: 'caller/forbidden' } }],
    ['station', { ok: false, refusal: { code: 'caller/forbidden' } }],
  ])('an operator whose grant is %s', async (person, answer) => {
    const invocation = http(JSON.stringify(theImport), keyOf(person))
    expect(await overHttp(invocation)).toMatchObject({ answer })
  })

  test('fields added by old and new runtimes are harmless', async () => {
    const event = { ...nearby, userInfo: { openId: 'oChen' }, tcbContext: {} }
    expect(await answerTo(call(event))).toMatchObject({ ok: true })
  })

  test('a persistent conflict as retryable, an error as an error', async () => {
    const fails = (error: Error) => ({ 'station.nearby': () => Promise.reject(error) })
    expect(await answerTo(call(nearby), fails(new Busy()))).toEqual(refusal('service/busy'))
    expect(await answerTo(call(nearby), fails(new Error('boom')))).toEqual(
      refusal('service/failed'),
    )
  })

  test('any JSON with a code and without throwing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 4 }), async (body) => {
        const { answer, statusCode } = await overHttp(http(body))
        expect(statusCode).toBe(200)
        expect(answer).toMatchObject({
          ok: false,
          refusal: { code: expect.stringMatching(/^request\//) },
        })
      }),
    )
  })
})
