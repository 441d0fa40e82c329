import type { FunctionCall } from '../ports'
import { aClock, aNetwork, aStorage, aTransport } from '../testing/phone'
import { createApiClient } from './api-client'

const ORDER = { orderId: 'order:0k3v8m2p9q4r6s7x7k2m' }
const ok = (reply: unknown) => ({ ok: true, reply, requestId: 'r' })
const refused = (code: string) => ({ ok: false, refusal: { code }, requestId: 'r' })

function aClient(
  answer: (call: FunctionCall) => unknown,
  { authCode = null as null | (() => Promise<string>), storage = aStorage() } = {},
) {
  const clock = aClock()
  const network = aNetwork()
  const { calls, transport } = aTransport(answer, authCode)
  return { api: createApiClient({ clock, network, storage, transport }), calls, clock, network }
}

describe('an answer', () => {
  test('comes from the function named by the action', async () => {
    const { api, calls } = aClient(() => ok({ tail: '7K2M' }))
    expect(await api.call('order.get', ORDER)).toEqual({ ok: true, value: { tail: '7K2M' } })
    expect(calls).toEqual([
      { functionName: 'order', action: 'order.get', request: ORDER, token: null },
    ])
  })

  test('with a refusal keeps its data', async () => {
    const { api } = aClient(() => refused('order/unknown'))
    expect(await api.call('order.get', ORDER)).toEqual({
      ok: false,
      refusal: { code: 'order/unknown' },
    })
  })

  test.each([
    ['nothing', null],
    ['a page of a gateway', '<html>502</html>'],
    ['a reply without content', { ok: true }],
    ['a refusal without code', { ok: false, refusal: {} }],
    ['something else', { errMsg: 'ok' }],
  ])('that is %s counts as no answer', async (_, answer) => {
    const { api } = aClient(() => answer)
    expect(await api.call('order.get', ORDER)).toMatchObject({
      refusal: { code: 'client/no-answer' },
    })
  })
})

test('nothing is sent without network', async () => {
  const { api, calls, network } = aClient(() => ok({}))
  network.turn(false)
  expect(await api.call('order.get', ORDER)).toMatchObject({ refusal: { code: 'client/offline' } })
  expect(calls).toEqual([])
})

test('a call aborted by the wallet counts as no answer', async () => {
  const { api } = aClient(() => Promise.reject(new Error('request:fail')))
  expect(await api.call('order.get', ORDER)).toMatchObject({
    refusal: { code: 'client/no-answer' },
  })
})

test('a call without answer times out', async () => {
  const { api, calls, clock } = aClient(() => new Promise(() => undefined))
  const answer = api.call('order.get', ORDER)
  await clock.pass(12_000)
  expect(await answer).toMatchObject({ refusal: { code: 'client/no-answer' } })
  expect(calls).toHaveLength(1)
})

describe('a busy service', () => {
  test('is retried', async () => {
    const answers = [refused('service/busy'), refused('service/busy'), ok({ tail: '7K2M' })]
    const { api, clock } = aClient(() => answers.shift())
    const answer = api.call('order.get', ORDER)
    await clock.pass(2_000)
    expect(await answer).toMatchObject({ ok: true })
  })

  test('is tried three times at most', async () => {
    const { api, calls, clock } = aClient(() => refused('service/busy'))
    const answer = api.call('order.get', ORDER)
    await clock.pass(60_000)
    expect(await answer).toMatchObject({ refusal: { code: 'service/busy' } })
    expect(calls).toHaveLength(3)
  })
})

describe('a session', () => {
  const authCode = async () => 'code'
  /** A server that accepts the token of the last sign-in only. */
  const guarded = (token: string) => (call: FunctionCall) => {
    if (call.action === 'member.signIn') return ok({ token, expiresAtMs: 1 })
    return call.token === token ? ok({}) : refused('session/missing')
  }

  test('is opened silently, once for concurrent calls', async () => {
    const { api, calls } = aClient(guarded('new'), { authCode })
    const answers = await Promise.all([api.call('order.get', ORDER), api.call('member.enter', {})])
    expect(answers).toMatchObject([{ ok: true }, { ok: true }])
    expect(calls.filter(({ action }) => action === 'member.signIn')).toHaveLength(1)
  })

  test('survives the end of the app', async () => {
    const storage = aStorage()
    await aClient(guarded('new'), { authCode, storage }).api.call('member.enter', {})
    const { api, calls } = aClient(guarded('new'), { authCode, storage })
    await api.call('member.enter', {})
    expect(calls).toMatchObject([{ action: 'member.enter', token: 'new' }])
  })

  test.each([
    ['has expired', () => refused('session/expired')],
    ['cannot be opened', () => refused('session/missing')],
  ])('that %s even after signing in is reported, not retried forever', async (_, answer) => {
    const { api, calls } = aClient(
      (call) => (call.action === 'member.signIn' ? ok({ token: 't', expiresAtMs: 1 }) : answer()),
      { authCode },
    )
    expect(await api.call('order.get', ORDER)).toMatchObject({ ok: false })
    expect(calls.map(({ action }) => action)).toEqual(['order.get', 'member.signIn', 'order.get'])
  })

  test.each([
    ['the driver gives no consent', () => Promise.reject(new Error('11')), refused('x/y')],
    ['the code is refused', authCode, refused('session/code-refused')],
  ])('stays closed if %s', async (_, askConsent, signIn) => {
    const { api } = aClient(
      ({ action }) => (action === 'member.signIn' ? signIn : refused('session/missing')),
      { authCode: askConsent },
    )
    expect(await api.call('order.get', ORDER)).toMatchObject({
      refusal: { code: 'session/missing' },
    })
  })

  test('is not used in WeChat', async () => {
    const { api, calls } = aClient(() => refused('session/missing'))
    expect(await api.call('order.get', ORDER)).toMatchObject({ ok: false })
    expect(calls).toHaveLength(1)
  })
})
