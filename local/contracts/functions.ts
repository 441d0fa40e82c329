import type { CloudBase } from '@cloudbase/node-sdk'

/** CloudBase's functions through the real SDK: an emulator's, or the real ones. */
export interface FunctionsUnderTest {
  readonly app: CloudBase
  /** Address of the routes, without a trailing slash. */
  readonly url: string
  close(): Promise<void>
}

export type OpenFunctions = () => Promise<FunctionsUnderTest>

/** Functions that must be deployed, with `probe.ts` as the function. */
export const CONTRACT_FUNCTIONS = {
  functions: { probe: { memoryMb: 128, timeoutSeconds: 1 } },
  routes: [{ path: '/probe', function: 'probe' }],
} as const

export function describeFunctions(open: OpenFunctions): void {
  let opened: FunctionsUnderTest
  beforeAll(async () => {
    opened = await open()
  })
  afterAll(() => opened.close())

  const call = async (data: object): Promise<unknown> =>
    (await opened.app.callFunction({ name: 'probe', data })).result

  const codes = (...wanted: string[]): unknown =>
    expect.objectContaining({ code: expect.stringMatching(new RegExp(`^(${wanted.join('|')})$`)) })

  describe('a call of a function', () => {
    test('is refused for an unknown function', async () => {
      const missing = opened.app.callFunction({ name: 'nowhere', data: {} })
      await expect(missing).rejects.toEqual(codes('FUNCTION_NOT_FOUND'))
    })

    test.each([
      ['throws', 'throw'],
      ['ends its process', 'exit'],
    ])('fails if it %s', async (_, deed) => {
      await expect(call({ do: deed })).rejects.toEqual(codes('FUNCTIONS_EXECUTE_FAIL'))
    })

    test.each([
      ['awaits a promise that never settles', 'hang'],
      ['loops forever', 'spin'],
    ])('is ended at its time limit if it %s', async (_, deed) => {
      await expect(call({ do: deed })).rejects.toEqual(codes('FUNCTION_TIME_LIMIT_EXCEEDED'))
    })

    test('is ended if it takes more memory than it has', async () => {
      await expect(call({ do: 'eat' })).rejects.toEqual(
        codes('FUNCTION_MEMORY_LIMIT_EXCEEDED', 'FUNCTION_TIME_LIMIT_EXCEEDED'),
      )
    })

    test('is refused with an event or a result of more than 6 MB', async () => {
      const bytes = 6 * 1024 * 1024
      await expect(call({ do: 'echo', filler: 'x'.repeat(bytes) })).rejects.toEqual(
        codes('EXCEED_REQUEST_SIZE_LIMIT'),
      )
      await expect(call({ do: 'large', bytes })).rejects.toEqual(codes('EXCEED_MAX_RESPONSE_SIZE'))
    })

    test('works again after one that failed', async () => {
      await expect(call({ do: 'exit' })).rejects.toEqual(codes('FUNCTIONS_EXECUTE_FAIL'))
      expect(await call({ do: 'echo' })).toEqual({ do: 'echo' })
    })

    test('receives the event and returns the result', async () => {
      const event = { do: 'echo', text: '油', list: [1, null], nested: { a: true } }
      expect(await call(event)).toEqual(event)
    })

    test('answers with null if the function returns nothing', async () => {
      expect(await call({ do: 'nothing' })).toBeNull()
    })

    test('receives a context that names the function and the request', async () => {
      expect(await call({ do: 'context' })).toMatchObject({
        function_name: 'probe',
        request_id: expect.any(String),
        environment: expect.stringContaining('TCB_ENV'),
      })
    })

    test('by an administrator carries no user identity', async () => {
      expect(await call({ do: 'identity' })).toMatchObject({ user: { openId: '', appId: '' } })
    })

    test('finds the database', async () => {
      expect(await call({ do: 'write', id: 'probe' })).toEqual([{ _id: 'probe', n: 1 }])
    })

    test('has an exclusive instance, a warm one if available', async () => {
      const answers = (await Promise.all([1, 2, 3].map(() => call({ do: 'warmth' })))) as {
        bornMs: number
        together: number
      }[]
      expect(answers.map(({ together }) => together)).toEqual([1, 1, 1])
      const again = (await call({ do: 'warmth' })) as { bornMs: number; calls: number }
      expect(answers.map(({ bornMs }) => bornMs)).toContain(again.bornMs)
      expect(again.calls).toBeGreaterThan(1)
    })
  })

  describe('a function over HTTP', () => {
    const get = (reply: string, init?: RequestInit) =>
      fetch(`${opened.url}/probe?reply=${reply}`, init)

    test('fails with a code and without internal details', async () => {
      const response = await get('throw')
      expect(response.ok).toBe(false)
      const text = await response.text()
      expect(JSON.parse(text)).toMatchObject({ code: 'FUNCTION_INVOCATION_FAILED' })
      expect(text).not.toContain('on purpose')
    })

    test('receives the request', async () => {
      const response = await fetch(`${opened.url}/probe/below?reply=event&b=%E6%B2%B9`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-own': 'yes' },
        body: '{"a":1}',
      })
      expect(await response.json()).toMatchObject({
        path: '/probe/below',
        httpMethod: 'POST',
        queryStringParameters: { reply: 'event', b: '油' },
        headers: { 'x-own': 'yes' },
        body: '{"a":1}',
        isBase64Encoded: false,
      })
    })

    test('receives bytes as base64', async () => {
      const response = await get('event', {
        method: 'POST',
        headers: { 'content-type': 'application/octet-stream' },
        body: Buffer.from([0, 255]),
      })
      expect(await response.json()).toMatchObject({ body: 'AP8=', isBase64Encoded: true })
    })

    test.each([
      ['text', 200, /^text\/plain/, 'plain'],
      ['object', 200, /^application\/json/, '{"a":1}'],
      ['status', 418, /.*/, 'short and stout'],
    ])('answers with %s', async (reply, status, type, body) => {
      const response = await get(reply)
      expect(response.status).toBe(status)
      expect(response.headers.get('content-type') ?? '').toMatch(type)
      expect(await response.text()).toBe(body)
    })

    test('answers with headers of its own and with bytes', async () => {
      expect((await get('status')).headers.get('x-kettle')).toBe('yes')
      const bytes = await get('bytes')
      expect(bytes.headers.get('content-type')).toBe('image/png')
      expect([...new Uint8Array(await bytes.arrayBuffer())]).toEqual([0, 255, 7])
    })

    test('carries no WeChat identity', async () => {
      expect(await (await get('identity')).json()).toEqual({ openId: null })
    })
  })
}
