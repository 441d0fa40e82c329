import { readInvocation } from './invocation'

const ZHANG = { WX_APPID: 'wxlocal', WX_OPENID: 'oZhang', TCB_SOURCE: 'wx_client' }
const http = {
  path: '/api/order',
  httpMethod: 'post',
  headers: { Authorization: 'Bearer x', 'X-Many': ['a', 'b'] },
  queryStringParameters: {},
  body: '{"action":"order.list"}',
  isBase64Encoded: false,
}

test('a call from WeChat carries the identity of its invocation', () => {
  expect(readInvocation({ action: 'order.list' }, ZHANG, 'r')).toMatchObject({
    by: 'call',
    wechat: { appId: 'wxlocal', openId: 'oZhang' },
  })
})

test('an identity claimed by the caller is ignored', () => {
  const event = { action: 'order.list', userInfo: { openId: 'oChen' }, WX_OPENID: 'oChen' }
  expect(readInvocation(event, {}, 'r')).toMatchObject({ by: 'call', wechat: null })
})

test('a request over HTTP never has a wallet’s identity, even in an instance that just had one', () => {
  const read = readInvocation(http, ZHANG, 'r')
  expect(read).toMatchObject({ by: 'http', method: 'POST', headers: { authorization: 'Bearer x' } })
  expect(read).not.toHaveProperty('wechat')
})

test('a body arrives as bytes, also from base64', () => {
  const body = Buffer.from('{"金额":1}').toString('base64')
  const read = readInvocation({ ...http, body, isBase64Encoded: true }, {}, 'r')
  expect(read.by === 'http' && read.body.toString('utf8')).toBe('{"金额":1}')
})

test.each([
  ['no source', undefined],
  ['HTTP', 'wx_http'],
  ['another function on their behalf', 'wx_client,scf'],
  ['the trigger', 'wx_trigger'],
  ['the administration', 'scf'],
])('an identity by %s is not trusted', (_, TCB_SOURCE) => {
  const read = readInvocation({ action: 'order.list' }, { ...ZHANG, TCB_SOURCE }, 'r')
  expect(read).toMatchObject({ by: 'call', wechat: null })
})

const TICK = { TriggerName: 'every-minute', Time: '2026-11-21T06:05:00Z' }

test.each(['Timer', 'timer'])('%s is the cloud’s own trigger', (Type) => {
  const event = { ...TICK, Type }
  const source = { TCB_SOURCE: 'wx_trigger' }
  expect(readInvocation(event, source, 'r')).toMatchObject({ by: 'timer', trigger: 'every-minute' })
  expect(readInvocation(event, {}, 'r')).toMatchObject({ by: 'timer' })
})

test('a trigger has no caller, even in an instance that remembers a member', () => {
  const read = readInvocation(
    { ...TICK, Type: 'Timer' },
    { ...ZHANG, TCB_SOURCE: 'wx_trigger' },
    'r',
  )
  expect(read).toMatchObject({ by: 'timer' })
})

test.each(['wx_client', 'wx_devtools', 'wx_client,scf', 'scf'])(
  'an event in the trigger’s form from %s is a call',
  (TCB_SOURCE) => {
    const read = readInvocation({ ...TICK, Type: 'Timer' }, { ...ZHANG, TCB_SOURCE }, 'r')
    expect(read).toMatchObject({ by: 'call' })
  },
)
