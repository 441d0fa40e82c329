import { makeWechatApp } from '../../src/wechat/app'
import { openQuota } from '../../src/wechat/quota'
import { createWechat, type Wechat } from '../../src/wechat/service'
import {
  type BenchContext,
  listen,
  type Listening,
  openBenchContext,
} from '../gateway/service-bench'

const MINUTE_MS = 60_000

let context: BenchContext
let wechat: Wechat
let listening: Listening

beforeEach(async () => {
  context = openBenchContext()
  wechat = createWechat(context, { app: makeWechatApp() })
  listening = await listen(wechat)
})
afterEach(async () => {
  await listening.close()
  await context.file.close()
})

type Json = Readonly<Record<string, unknown>>

async function get(path: string, query: Readonly<Record<string, string>>): Promise<Json> {
  const response = await fetch(`${listening.url}${path}?${new URLSearchParams(query)}`)
  return (await response.json()) as Json
}

async function login(code: string, changes: Readonly<Record<string, string>> = {}): Promise<Json> {
  const { appId, appSecret } = wechat.credentials
  const query = { appid: appId, secret: appSecret, js_code: code, grant_type: 'authorization_code' }
  return get('/sns/jscode2session', { ...query, ...changes })
}

async function readPhone(token: string, code: string): Promise<Json> {
  const url = `${listening.url}/wxa/business/getuserphonenumber?access_token=${token}`
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ code }) })
  return (await response.json()) as Json
}

async function fetchToken(): Promise<string> {
  const { appId, appSecret } = wechat.credentials
  const query = { grant_type: 'client_credential', appid: appId, secret: appSecret }
  return String((await get('/cgi-bin/token', query))['access_token'])
}

describe('login refuses', () => {
  test.each<[string, Readonly<Record<string, string>>, number]>([
    ['another app', { appid: 'wx0000000000000000' }, 40013],
    ['a wrong secret', { secret: 'guessed' }, 40125],
    ['another grant', { grant_type: 'client_credential' }, 40002],
    ['no code', { js_code: '' }, 41008],
    ['an unknown code', { js_code: '0LOCALnever' }, 40029],
  ])('%s', async (_, changes, errcode) => {
    const code = await wechat.issueLoginCode({ openId: 'oLOCALzhang' })
    expect(await login(code, changes)).toMatchObject({ errcode })
  })

  test('a used code', async () => {
    const code = await wechat.issueLoginCode({ openId: 'oLOCALzhang' })
    await login(code)
    expect(await login(code)).toMatchObject({ errcode: 40163 })
  })

  test('a code of five minutes ago', async () => {
    const code = await wechat.issueLoginCode({ openId: 'oLOCALzhang' })
    await context.clock.advance(5 * MINUTE_MS)
    expect(await login(code)).toMatchObject({ errcode: 40029 })
  })
})

test('login returns the user’s identity, and a session key', async () => {
  const code = await wechat.issueLoginCode({ openId: 'oLOCALzhang', unionId: 'uLOCALzhang' })
  const session = await login(code)
  expect(session).toMatchObject({ openid: 'oLOCALzhang', unionid: 'uLOCALzhang' })
  expect(Buffer.from(String(session['session_key']), 'base64')).toHaveLength(16)
})

test('a phone number is read once, with a token of the app', async () => {
  const code = await wechat.issuePhoneCode('13800000000')
  const token = await fetchToken()
  expect(await readPhone('guessed', code)).toMatchObject({ errcode: 40001 })
  expect(await readPhone(token, code)).toMatchObject({
    errcode: 0,
    phone_info: { purePhoneNumber: '13800000000', watermark: { appid: wechat.credentials.appId } },
  })
  expect(await readPhone(token, code)).toMatchObject({ errcode: 40029 })
})

test('a token lasts two hours', async () => {
  const code = await wechat.issuePhoneCode('13800000000')
  const token = await fetchToken()
  await context.clock.advance(120 * MINUTE_MS)
  expect(await readPhone(token, code)).toMatchObject({ errcode: 40001 })
})

describe('a stable token', () => {
  const stable = async (changes: object = {}) => {
    const { appId, appSecret } = wechat.credentials
    const body = { grant_type: 'client_credential', appid: appId, secret: appSecret, ...changes }
    const url = `${listening.url}/cgi-bin/stable_token`
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) })
    return (await response.json()) as Json
  }

  test('is the same until its last five minutes, and valid to its end', async () => {
    const { access_token: first } = await stable()
    await context.clock.advance(114 * MINUTE_MS)
    expect(await stable()).toMatchObject({ access_token: first, expires_in: 360 })
    await context.clock.advance(2 * MINUTE_MS)
    const { access_token: second } = await stable()
    expect(second).not.toBe(first)
    const code = await wechat.issuePhoneCode('13800000000')
    expect(await readPhone(String(first), code)).toMatchObject({ errcode: 0 })
  })

  test('is invalidated by a forced refresh', async () => {
    const { access_token: first } = await stable()
    const { access_token: second } = await stable({ force_refresh: true })
    expect(second).not.toBe(first)
    const code = await wechat.issuePhoneCode('13800000000')
    expect(await readPhone(String(first), code)).toMatchObject({ errcode: 40001 })
  })

  test.each([
    ['another grant', { grant_type: 'authorization_code' }, 40002],
    ['another app', { appid: 'wx0000000000000000' }, 40013],
    ['a wrong secret', { secret: 'guessed' }, 40125],
  ])('is refused to %s', async (_, changes, errcode) => {
    expect(await stable(changes)).toMatchObject({ errcode })
  })
})

async function post(path: string, body: unknown, token?: string): Promise<Response> {
  const url = `${listening.url}${path}?access_token=${token ?? (await fetchToken())}`
  return fetch(url, { method: 'POST', body: JSON.stringify(body) })
}

describe('a subscribe message', () => {
  const TEMPLATE = 'LOCALtemplate'
  const send = async (changes: object = {}, token?: string) =>
    (await (
      await post(
        '/cgi-bin/message/subscribe/send',
        {
          touser: 'oLOCALzhang',
          template_id: TEMPLATE,
          page: 'pages/order/order?id=1',
          data: { thing1: { value: '92号汽油' }, amount2: { value: '¥177.20' } },
          ...changes,
        },
        token,
      )
    ).json()) as Json

  test('is sent once for every accepted request', async () => {
    await wechat.acceptMessages('oLOCALzhang', TEMPLATE)
    await wechat.acceptMessages('oLOCALzhang', TEMPLATE)
    expect(await send()).toMatchObject({ errcode: 0 })
    expect(await send()).toMatchObject({ errcode: 0 })
    expect(await send()).toMatchObject({ errcode: 43101 })
    expect(wechat.messages()).toMatchObject([
      { openId: 'oLOCALzhang', data: { thing1: '92号汽油', amount2: '¥177.20' } },
      { templateId: TEMPLATE },
    ])
  })

  test.each<[string, object, number]>([
    ['nobody', { touser: '' }, 40003],
    ['no template', { template_id: '' }, 40037],
    ['no data', { data: undefined }, 47001],
    ['a thing of 21 characters', { data: { thing1: { value: '油'.repeat(21) } } }, 47003],
    ['an empty thing', { data: { thing1: { value: '' } } }, 47003],
    ['an amount as words', { data: { amount2: { value: '一百元' } } }, 47003],
    ['a field of an unknown kind', { data: { words1: { value: 'x' } } }, 47003],
    ['a page with a leading slash', { page: '/pages/order/order' }, 41030],
    ['another template than the accepted one', { template_id: 'LOCALother' }, 43101],
    ['a user who accepted nothing', { touser: 'oLOCALli' }, 43101],
  ])('to %s is refused, and consumes nothing', async (_, changes, errcode) => {
    await wechat.acceptMessages('oLOCALzhang', TEMPLATE)
    expect(await send(changes)).toMatchObject({ errcode })
    expect(await send()).toMatchObject({ errcode: 0 })
  })

  test('is counted', async () => {
    await wechat.acceptMessages('oLOCALzhang', TEMPLATE)
    await send()
    expect(wechat.permits('oLOCALzhang', TEMPLATE)).toBe(0)
  })

  test('requires a token', async () => {
    expect(await send({}, 'guessed')).toMatchObject({ errcode: 40001 })
  })
})

describe('a code of the mini-program', () => {
  const draw = (changes: object = {}, token?: string) =>
    post('/wxa/getwxacodeunlimit', { scene: 's=S1&n=03', ...changes }, token)

  test('is a picture', async () => {
    const response = await draw({ page: 'pages/index/index', width: 300 })
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(response.headers.get('content-type')).toBe('image/png')
    expect(bytes.subarray(1, 4).toString()).toBe('PNG')
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([300, 300])
  })

  test('differs by scene', async () => {
    const pictures = [await draw(), await draw({ scene: 's=S2' }), await draw()].map(
      async (response) => Buffer.from(await response.arrayBuffer()).toString('base64'),
    )
    const [first, second, again] = await Promise.all(pictures)
    expect(second).not.toBe(first)
    expect(again).toBe(first)
  })

  test.each<[string, object, number]>([
    ['a scene of 33 characters', { scene: 'x'.repeat(33) }, 40169],
    ['an empty scene', { scene: '' }, 40169],
    ['a percent sign', { scene: 'a%20b' }, 40169],
    ['Chinese', { scene: '一号' }, 40169],
    ['no scene', { scene: undefined }, 40097],
    ['a page with a leading slash', { page: '/pages/index/index' }, 41030],
    ['a page with a query', { page: 'pages/index/index?a=1' }, 41030],
  ])('refuses %s', async (_, changes, errcode) => {
    expect(await (await draw(changes)).json()).toMatchObject({ errcode })
  })

  test('leads to a published page, unless the check is disabled', async () => {
    await listening.close()
    wechat = createWechat(context, { app: makeWechatApp(), publishedPages: ['pages/a'] })
    listening = await listen(wechat)
    const token = await fetchToken()
    expect(await (await draw({ page: 'pages/b' }, token)).json()).toMatchObject({ errcode: 41030 })
    const drawn = [{ page: 'pages/a' }, { page: 'pages/b', check_path: false }]
    for (const changes of drawn) {
      expect((await draw(changes, token)).headers.get('content-type')).toBe('image/png')
    }
  })
})

test('is limited per minute', () => {
  let nowMs = 0
  const quota = openQuota({ now: () => nowMs }, 3)
  const taken = () => Array.from({ length: 4 }, () => quota.take())
  expect(taken()).toEqual([true, true, true, false])
  nowMs += MINUTE_MS
  expect(taken()).toEqual([true, true, true, false])
})

test('a body that is not JSON gets an errcode', async () => {
  const token = await fetchToken()
  const url = `${listening.url}/cgi-bin/message/subscribe/send?access_token=${token}`
  const response = await fetch(url, { method: 'POST', body: '{' })
  expect(await response.json()).toMatchObject({ errcode: 47001 })
})

test('a fault can break it', async () => {
  context.faults.arm({ at: 'wechat.code2session', kind: 'http-500' })
  const code = await wechat.issueLoginCode({ openId: 'oLOCALzhang' })
  expect(await login(code)).toMatchObject({ errcode: -1 })
  expect(await login(code)).toMatchObject({ openid: 'oLOCALzhang' })
})
