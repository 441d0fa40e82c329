import { MINUTE_MS } from '@palm/shared/kernel/instant'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { memberIdOf } from '../edge/identity/member-id'
import { mailboxOf } from '../flows/mailbox'
import { openScene, replyOf, type Scene, ZHANG } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const page = async (beforeMs: number | null = null) =>
  replyOf(await scene.zhang('message.list', { beforeMs }))

async function serve() {
  const { orderId } = await scene.paid()
  replyOf(await scene.wang('staff.confirm', { orderId, dispensedFen: 20_000, proof: UNPROVEN }))
  await scene.advance(MINUTE_MS)
  await scene.sweep()
  return orderId
}

describe('an inbox', () => {
  test('is empty at first', async () => {
    expect(await page()).toEqual({ messages: [], nextBeforeMs: null, newestMs: null })
  })

  test('shows what arrived, unread until it was seen', async () => {
    const orderId = await serve()
    const { messages, newestMs } = await page()
    const query = { orderId }
    expect(messages).toMatchObject([
      {
        facts: { kind: 'order-done', orderId },
        landing: { page: 'packages/refuel/order/order', query },
        unread: true,
      },
    ])
    replyOf(await scene.zhang('message.read', { untilMs: newestMs! }))
    expect((await page()).messages).toMatchObject([{ unread: false }])
    await serve()
    expect((await page()).messages).toMatchObject([{ unread: true }, { unread: false }])
  })

  test('is its member’s alone', async () => {
    await serve()
    expect(replyOf(await scene.chen('message.list', { beforeMs: null })).messages).toEqual([])
  })

  test('comes in pages, each message once', async () => {
    for (let count = 0; count < 22; count++) await serve()
    const first = await page()
    const second = await page(first.nextBeforeMs)
    expect([first.messages.length, second.messages.length]).toEqual([20, 2])
    const ids = [...first.messages, ...second.messages].map(({ messageId }) => messageId)
    expect(new Set(ids).size).toBe(22)
    expect(second.nextBeforeMs).toBeNull()
  })

  test('cannot be read ahead of its time', async () => {
    replyOf(await scene.zhang('message.read', { untilMs: Number.MAX_SAFE_INTEGER }))
    await scene.advance(MINUTE_MS)
    await serve()
    expect((await page()).messages).toMatchObject([{ unread: true }])
  })
})

describe('consent', () => {
  test('is asked for the templates of the caller’s wallet', async () => {
    const { templates } = replyOf(await scene.zhang('message.templates', {}))
    expect(templates).toMatchObject({ done: 'wx-done', refund: 'wx-refund' })
  })

  test('is counted by topic', async () => {
    replyOf(await scene.zhang('message.consent', { topics: ['done', 'refund'] }))
    replyOf(await scene.zhang('message.consent', { topics: ['done'] }))
    const { appId } = scene.wechatPay.credentials
    const memberId = memberIdOf({ provider: 'wechat', appId, openId: ZHANG })
    expect((await mailboxOf(scene.database, memberId)).consents).toMatchObject({
      done: 2,
      refund: 1,
      contract: 0,
    })
  })

  test.each([
    ['an unknown topic', ['gossip']],
    ['more than a wallet asks at once', ['done', 'refund', 'waiting', 'expiry']],
    ['nothing', []],
  ])('for %s is refused', async (_, topics) => {
    expect(await scene.zhang('message.consent', { topics } as never)).toMatchObject({
      ok: false,
      refusal: { code: 'request/malformed' },
    })
  })
})
