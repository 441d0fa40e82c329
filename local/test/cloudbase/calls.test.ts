import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { WechatIdentity } from '../../src/cloudbase/function-host'
import { appOf } from './local-app'
import { probeDeployment, useStack } from './probe-stack'

const ada: WechatIdentity = { openId: 'openid-ada', appId: 'wx-app', unionId: 'union-ada' }
const bob = { openId: 'openid-bob', appId: 'wx-app' }
const NEW_YEAR_MS = Date.UTC(2026, 11, 31, 15, 59, 30) // 23:59:30 in Shanghai

const INSTANCES_MAX = 2

const { bundles, stack } = useStack(() => ({
  instancesMax: INSTANCES_MAX,
  clock: { frozen: true, startAtMs: NEW_YEAR_MS },
  deployment: probeDeployment({
    functions: { probe: { memoryMb: 128, timeoutSeconds: 12 }, gone: {} },
    timers: [{ name: 'daily', function: 'probe', cron: '0 30 4 * * * *', message: 'tick' }],
    safeDomains: ['friend.example:8080'],
  }),
}))
const call = (data: object, identity = ada) =>
  stack().functions.callFromWechat('probe', data, identity)
const asAdmin = async (data: object) =>
  (await appOf(stack()).callFunction({ name: 'probe', data })).result as unknown

describe('identity', () => {
  test('comes from WeChat, in the environment and in the event', async () => {
    const { user, variables } = (await call({ do: 'identity' })) as Record<string, unknown>
    expect(user).toMatchObject({ openId: 'openid-ada', appId: 'wx-app' })
    expect(variables).toContain('WX_UNIONID')
    expect(await call({ do: 'echo', userInfo: { openId: 'forged' } })).toEqual({
      do: 'echo',
      userInfo: { openId: 'openid-ada', appId: 'wx-app' },
    })
  })

  test('does not stay for the next call of any caller', async () => {
    await call({ do: 'identity' })
    expect(await call({ do: 'identity' }, bob)).toMatchObject({
      user: { openId: 'openid-bob' },
      variables: expect.not.arrayContaining(['WX_UNIONID']),
    })
    expect(await asAdmin({ do: 'identity' })).toEqual({
      user: { openId: '', appId: '', uid: '', customUserId: '', isAnonymous: false },
      variables: ['WX_CONTEXT_KEYS'],
    })
    const response = await fetch(`${stack().url}/probe?reply=identity`)
    expect(await response.json()).toEqual({ openId: null })
  })

  test('does not stay after a call that failed', async () => {
    await expect(call({ do: 'throw' })).rejects.toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' })
    expect(await asAdmin({ do: 'identity' })).toMatchObject({ user: { openId: '' } })
  })

  test('of concurrent calls does not mix', async () => {
    const callers = [ada, bob, ada, bob, ada, bob]
    const answers = await Promise.all(
      callers.map((caller) => call({ do: 'identityLater' }, caller)),
    )
    expect(answers).toEqual(callers.map(({ openId }) => ({ before: openId, after: openId })))
  })

  test('is passed on when a function calls a function', async () => {
    expect(await call({ do: 'callIdentity' })).toMatchObject({ user: { openId: 'openid-ada' } })
    expect(await asAdmin({ do: 'callIdentity' })).toMatchObject({ user: { openId: '' } })
  })
})

describe('time', () => {
  test('in a function is the stack’s', async () => {
    expect(await call({ do: 'now' })).toEqual({ date: NEW_YEAR_MS, now: NEW_YEAR_MS, isDate: true })
    await stack().clock.advance(1000)
    expect(await call({ do: 'now' })).toMatchObject({ now: stack().clock.now() })
  })

  test('calls timers at their instants, in Shanghai time', async () => {
    const { clock, functions } = stack()
    await clock.advance(2 * 24 * 3600_000)
    const calls = functions.logs.recent().filter(({ trigger }) => trigger === 'timer')
    const at = (instant: string) => ({
      startedAtMs: Date.parse(instant),
      lines: [
        {
          text: `${JSON.stringify({ Type: 'Timer', TriggerName: 'daily', Time: instant, Message: 'tick' })}\n`,
        },
      ],
    })
    expect(calls).toMatchObject([at('2026-12-31T20:30:00Z'), at('2027-01-01T20:30:00Z')])
  })
})

describe('an instance', () => {
  test('is terminated when it exceeds its memory, long before its time limit', async () => {
    await expect(call({ do: 'eat' })).rejects.toMatchObject({
      code: 'FUNCTION_MEMORY_LIMIT_EXCEEDED',
    })
    expect(await call({ do: 'echo' })).toMatchObject({ do: 'echo' })
  })

  test('takes one call at a time, up to the maximum number', async () => {
    const callers = Array.from({ length: 3 * INSTANCES_MAX })
    const answers = (await Promise.all(callers.map(() => call({ do: 'warmth' })))) as {
      instance: string
      together: number
    }[]
    expect(answers.every(({ together }) => together === 1)).toBe(true)
    expect(new Set(answers.map(({ instance }) => instance)).size).toBe(INSTANCES_MAX)
  })

  test('keeps no identity of a call, even if the function changed it', async () => {
    const setting = { do: 'setVariable', name: 'WX_OPENID', value: 'forged' }
    await call(setting)
    expect(await asAdmin({ do: 'identity' })).toMatchObject({ user: { openId: '' } })
  })
})

describe('a call', () => {
  test('of a function without a bundle is refused', async () => {
    await expect(stack().functions.callFromWechat('gone', {}, ada)).rejects.toMatchObject({
      code: 'FUNCTION_NOT_FOUND',
    })
  })

  test('has its output in its log, also when it bypasses the console', async () => {
    await call({ do: 'print', text: 'first' })
    await call({ do: 'print', text: 'second' })
    const logs = stack().functions.logs.recent()
    expect(logs.map(({ lines }) => lines.map(({ stream, text }) => [stream, text]))).toEqual([
      [
        ['stdout', 'first\n'],
        ['stderr', 'aside\n'],
      ],
      [
        ['stdout', 'second\n'],
        ['stderr', 'aside\n'],
      ],
    ])
    expect(logs).toMatchObject([{ isCold: true, outcome: 'OK' }, { isCold: false }])
  })

  test('is shown on the wire, with its cost', async () => {
    await call({ do: 'write', id: 'a' })
    const [event] = stack()
      .wire.recent()
      .filter(({ data }) => data?.['callId'] !== undefined)
      .slice(-1)
    expect(event).toMatchObject({
      service: 'cloudbase',
      outcome: 'ok',
      data: { bill: { invocation: 1, read: 1, write: 1, transaction: 0, storage: 0 } },
    })
    expect(stack().billing.total()).toMatchObject({ invocation: 1, read: 1, write: 1 })
  })

  test('is reported if it counts within a transaction, which the SDK does outside', async () => {
    await call({ do: 'countInTransaction' })
    const faults = stack()
      .wire.recent()
      .filter(({ outcome }) => outcome === 'fault')
    expect(faults.map(({ title }) => title)).toEqual([
      'database.calculateDocument contract_documents',
    ])
  })

  test('fails by an injected fault, before or after its work', async () => {
    const { database, faults } = stack()
    const written = () => database.catalog.table('contract_documents').count()
    faults.arm({ at: 'cloudbase.functions', kind: 'fail-before', match: { function: 'probe' } })
    faults.arm({ at: 'cloudbase.functions', kind: 'fail-after' })
    const failed = { code: 'FUNCTIONS_EXECUTE_FAIL' }
    await expect(call({ do: 'write', id: 'a' })).rejects.toMatchObject(failed)
    expect(written()).toBe(0)
    await expect(call({ do: 'write', id: 'a' })).rejects.toMatchObject(failed)
    expect(written()).toBe(1)
    expect(await call({ do: 'echo' })).toMatchObject({ do: 'echo' })
  })

  test('runs a bundle that has changed', async () => {
    const folder = join(bundles().directory, 'gone')
    const file = join(folder, 'index.js')
    mkdirSync(folder)
    const deploy = (answer: string, changedAtS: number) => {
      writeFileSync(file, `exports.main = () => '${answer}'`)
      utimesSync(file, changedAtS, changedAtS)
    }
    deploy('old', 1)
    expect(await stack().functions.callFromWechat('gone', {}, ada)).toBe('old')
    deploy('new', 2)
    expect(await stack().functions.callFromWechat('gone', {}, ada)).toBe('new')
    rmSync(folder, { recursive: true })
  })
})

describe('a page of another site', () => {
  const preflight = (origin: string) =>
    fetch(`${stack().url}/probe`, { method: 'OPTIONS', headers: { origin } })

  test.each([
    [
      'may read if its host is a safe domain',
      'http://friend.example:8080',
      'http://friend.example:8080',
    ],
    ['may not read otherwise', 'http://stranger.example', null],
  ])('%s', async (_, origin, allowed) => {
    const response = await preflight(origin)
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe(allowed)
  })
})

test('a body of more than 6 MB does not reach the function', async () => {
  const response = await fetch(`${stack().url}/probe`, {
    method: 'POST',
    body: Buffer.alloc(7 * 1024 * 1024),
  })
  expect(response.status).toBe(413)
  expect(await response.json()).toMatchObject({ code: 'EXCEED_MAX_PAYLOAD_SIZE' })
})
