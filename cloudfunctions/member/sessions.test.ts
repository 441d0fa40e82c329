import { MINUTE_MS, SECOND_MS } from '@palm/shared/kernel/instant'
import { memberIdOf } from '../edge/identity/member-id'
import { openScene, replyOf, type Scene } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

async function signedIn() {
  const authCode = await scene.alipay.issueAuthCode('LOCALchen')
  const { token } = replyOf(await scene.overHttp()('member.signIn', { authCode }))
  return scene.overHttp(token)
}

const expired = { ok: false, refusal: { code: 'session/expired' } }

test('a member who signs out is signed out on every phone, and may sign in again', async () => {
  const [phone, other] = [await signedIn(), await signedIn()]
  replyOf(await phone('member.enter', {}))
  replyOf(await phone('member.signOut', {}))
  expect(await phone('member.enter', {})).toMatchObject(expired)
  expect(await other('member.enter', {})).toMatchObject(expired)
  await scene.advance(SECOND_MS)
  expect(await (await signedIn())('member.enter', {})).toMatchObject({ ok: true })
})

test('an operator ends the sessions of one member only', async () => {
  const phone = await signedIn()
  replyOf(await phone('member.enter', {}))
  const appId = scene.alipay.credentials.appId
  const memberId = memberIdOf({ provider: 'alipay', appId, openId: 'LOCALchen' })
  const operator = await scene.operator()
  replyOf(await operator('console.endSessions', { memberId }))
  await scene.advance(MINUTE_MS)
  expect(await phone('order.list', { beforeMs: null })).toMatchObject(expired)
  expect(await scene.zhang('order.list', { beforeMs: null })).toMatchObject({ ok: true })
  expect(await scene.zhang('console.endSessions', { memberId })).toMatchObject({
    refusal: { code: 'caller/forbidden' },
  })
})
