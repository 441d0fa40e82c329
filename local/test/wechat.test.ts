import { makeWechatApp } from '../src/wechat/app'
import { createWechat, type Wechat } from '../src/wechat/service'
import { type BenchContext, listen, type Listening, openBenchContext } from './service-bench'

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
    ['a code that it never gave', { js_code: '0LOCALnever' }, 40029],
  ])('%s', async (_, changes, errcode) => {
    const code = await wechat.issueLoginCode({ openId: 'oLOCALzhang' })
    expect(await login(code, changes)).toMatchObject({ errcode })
  })

  test('a code that was used', async () => {
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

test('login gives who it is, and a key for the session', async () => {
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

test('a fault can break it', async () => {
  context.faults.arm({ at: 'wechat.code2session', kind: 'http-500' })
  const code = await wechat.issueLoginCode({ openId: 'oLOCALzhang' })
  expect(await login(code)).toMatchObject({ errcode: -1 })
  expect(await login(code)).toMatchObject({ openid: 'oLOCALzhang' })
})
