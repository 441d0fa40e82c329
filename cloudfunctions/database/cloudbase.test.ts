import tcb from '@cloudbase/node-sdk'
import { mainOf } from '../edge/runtime'
import type { Invocation } from '../edge/invocation'
import { environmentOf } from '../edge/invocation-environment'

/** Data that an earlier call of the same instance may have left in the process. */
const LEFT_BEHIND = {
  WX_OPENID: 'oEarlierVictim',
  WX_APPID: 'wxlocal',
  WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID',
  TCB_CONTEXT_KEYS: 'TCB_SOURCE',
  TCB_SOURCE: 'wx_client',
}

beforeEach(() => void Object.assign(process.env, LEFT_BEHIND))
afterEach(() => Object.keys(LEFT_BEHIND).forEach((key) => delete process.env[key]))

const TICK = { Type: 'Timer', TriggerName: 'every-minute', Time: '2026-11-21T06:05:00Z' }
const contextOf = (environment: object) => ({
  request_id: 'r',
  environment: JSON.stringify(environment),
})

const read = (event: unknown, context: unknown) =>
  mainOf(async (invocation) => invocation)(event, context) as Promise<Invocation>

test('a call without an identity is anonymous, also after another caller', async () => {
  const context = contextOf({ TCB_SOURCE: 'scf', TCB_CONTEXT_KEYS: 'TCB_SOURCE' })
  const bySdk = tcb.getCloudbaseContext(context as never) as { WX_OPENID?: string }
  expect(bySdk.WX_OPENID).toBe('oEarlierVictim')
  expect(environmentOf(context)).not.toHaveProperty('WX_OPENID', expect.anything())
  expect(await read({ action: 'order.list' }, context)).toMatchObject({ wechat: null })
})

test.each([
  ['nothing at all', contextOf({})],
  ['its source', contextOf({ TCB_SOURCE: 'wx_trigger' })],
  ['no environment', { request_id: 'r' }],
  ['an unreadable environment', { request_id: 'r', environment: '{' }],
  ['the older form', { request_id: 'r', environ: 'TCB_SOURCE=wx_trigger;TRIGGER_SRC=timer' }],
])('the trigger stays the trigger if its context says %s', async (_, context) => {
  expect(await read(TICK, context)).toMatchObject({ by: 'timer' })
})

test.each([
  ['new', contextOf({ WX_OPENID: 'oZhang', WX_APPID: 'wxlocal', TCB_SOURCE: 'wx_client' })],
  ['older', { environ: 'WX_OPENID=oZhang;WX_APPID=wxlocal;TCB_SOURCE=wx_client' }],
])('a member is found in the %s form of a context', async (_, context) => {
  expect(await read({}, context)).toMatchObject({
    wechat: { appId: 'wxlocal', openId: 'oZhang' },
  })
})
