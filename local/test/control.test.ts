import { request as httpRequest } from 'node:http'
import { appOf } from './cloudbase/local-app'
import { useStack } from './cloudbase/probe-stack'

const { stack } = useStack(() => ({ clock: { frozen: true, startAtMs: 1_000_000 } }))

const door = (path: string) => `${stack().url}/_stack${path}`
const get = async (path: string): Promise<unknown> => (await fetch(door(path))).json()
const send = async (method: string, path: string, body?: unknown) => {
  const response = await fetch(door(path), {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
  return { status: response.status, body: (await response.json()) as Record<string, unknown> }
}

describe('the control door is closed to', () => {
  /** `fetch` sets these two itself. */
  const statusWith = (headers: Record<string, string>, url = door('/clock')) =>
    new Promise((resolve) => {
      httpRequest(url, { headers }, (response) => {
        response.resume()
        resolve(response.statusCode)
      }).end()
    })

  test.each([
    ['a page of another site', { origin: 'https://elsewhere.example' }],
    ['a host name that resolves to this address', { host: 'elsewhere.example' }],
  ])('%s', async (_, headers) => {
    expect(await statusWith(headers)).toBe(403)
  })

  test('a foreign host name, like the rest of the stack', async () => {
    for (const url of Object.values(stack().urls))
      expect(await statusWith({ host: 'elsewhere.example' }, url)).toBe(403)
  })
})

test.each([
  ['/clock/advance', { byMs: -1 }],
  ['/clock/advance', { byMs: 'soon' }],
  ['/faults', { at: 'x' }],
  ['/faults', { at: 'x', kind: 'y', unheardOf: 1 }],
])('%s refuses %j', async (path, body) => {
  expect(await send('POST', path, body)).toMatchObject({
    status: 400,
    body: { code: 'control/malformed' },
  })
})

test('the clock can be read and advanced', async () => {
  const nowMs = stack().clock.now()
  expect(await get('/clock')).toEqual({ nowMs })
  expect(await send('POST', '/clock/advance', { byMs: 500 })).toMatchObject({
    body: { nowMs: nowMs + 500 },
  })
  expect(stack().clock.now()).toBe(nowMs + 500)
})

test('faults can be armed, listed and disarmed', async () => {
  const { body } = await send('POST', '/faults', { at: 'bank.pay', kind: 'lost', times: 3 })
  expect(await get('/faults')).toMatchObject([{ id: body['id'], at: 'bank.pay', left: 3 }])
  await send('DELETE', `/faults/${String(body['id'])}`)
  expect(await get('/faults')).toEqual([])
  stack().faults.arm({ at: 'bank.pay', kind: 'late' })
  await send('DELETE', '/faults')
  expect(stack().faults.armed()).toEqual([])
})

test('collections can be inspected', async () => {
  const documents = appOf(stack()).database().collection('contract_documents')
  await documents.add([{ _id: 'a', at: new Date(0) }, { _id: 'b' }])
  expect(await get('/collections')).toContain('contract_documents')
  expect(await get('/collections/contract_documents?limit=1')).toEqual([
    { _id: 'a', at: { $date: '1970-01-01T00:00:00Z' } },
  ])
  expect(await get('/collections/nowhere')).toMatchObject({ code: 'DATABASE_COLLECTION_NOT_EXIST' })
})

test('calls can be inspected: cost, output and wire events', async () => {
  await appOf(stack()).callFunction({ name: 'probe', data: { do: 'write', id: 'a' } })
  const [call] = (await get('/calls')) as { callId: string }[]
  expect(call).toMatchObject({ functionName: 'probe', trigger: 'admin', outcome: 'OK' })
  const bill = { invocation: 1, read: 1, write: 1, transaction: 0, storage: 0 }
  expect(await get(`/billing/${call?.callId}`)).toEqual(bill)
  expect(await get('/billing')).toEqual(bill)
  expect(await get('/wire')).toContainEqual(expect.objectContaining({ title: '云函数 probe' }))
  await send('POST', '/billing/reset')
  expect(await get('/billing')).toMatchObject({ invocation: 0 })
})

test('the wire can be streamed', async () => {
  const response = await fetch(door('/wire/stream'))
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  await reader?.read() // the greeting
  stack().wire.record({ atMs: 1, service: 'wallet', title: 'paid', detail: '', outcome: 'ok' })
  const { value } = (await reader?.read()) ?? {}
  expect(value).toMatch(/^data: \{.*"title":"paid".*\}\n\n$/)
  await reader?.cancel()
})

test('a reset deletes documents, files, faults and bills', async () => {
  const app = appOf(stack())
  await app.database().collection('contract_documents').add({ _id: 'a' })
  const { fileID } = await app.uploadFile({ cloudPath: 'a.txt', fileContent: Buffer.from('x') })
  stack().faults.arm({ at: 'bank.pay', kind: 'lost' })
  await send('POST', '/reset')
  expect(await get('/collections/contract_documents')).toEqual([])
  expect((await app.getTempFileURL({ fileList: [fileID] })).fileList).toMatchObject([
    { code: 'STORAGE_FILE_NONEXIST' },
  ])
  expect(await get('/faults')).toEqual([])
  expect(await get('/billing')).toMatchObject({ write: 0 })
})
