import { DAY_MS, HOUR_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import { consented } from '@palm/shared/message/mailbox'
import type { Topic } from '@palm/shared/message/topic'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { memberIdOf } from '../edge/identity/member-id'
import { mailboxes, messages } from '../documents/messages'
import { changeMailbox, mailboxOf } from '../flows/mailbox'
import { members } from '../documents/member/members'
import { openScene, replyOf, type Scene, WANG, ZHANG } from '../testing/scene'
import { aTemplateRequest } from '../testing/rules'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const zhangId = () =>
  memberIdOf({ provider: 'wechat', appId: scene.wechatPay.credentials.appId, openId: ZHANG })

/** The driver's tap: counted here, and with WeChat. */
async function consent(...topics: readonly Topic[]) {
  for (const topic of topics) {
    await changeMailbox(scene.database, zhangId(), (box) => consented(box, [topic]))
    await scene.wechat.acceptMessages(ZHANG, `wx-${topic}`)
  }
}

const consents = async () => (await mailboxOf(scene.database, zhangId())).consents

async function minutes(count: number) {
  for (let minute = 0; minute < count; minute++) {
    await scene.advance(MINUTE_MS)
    await scene.sweep()
  }
}

const inbox = () =>
  scene.database.find(messages, {
    where: { memberId: zhangId() },
    orderBy: { field: 'arrivedAtMs', direction: 'asc' },
    limit: 50,
  })

const kinds = async () => (await inbox()).map(({ facts }) => facts.kind)
const sent = () => scene.wechat.messages().map(({ templateId }) => templateId)

async function served(dispensedFen = 20_000) {
  const { orderId } = await scene.paid()
  replyOf(await scene.wang('staff.confirm', { orderId, dispensedFen, proof: UNPROVEN }))
  return orderId
}

describe('an order', () => {
  test('that is served tells one thing, with a service message that leads to it', async () => {
    await consent('done')
    const orderId = await served()
    await minutes(3)
    expect(await inbox()).toMatchObject([
      { facts: { kind: 'order-done', paidFen: 20_000 }, sending: { at: 'sent' } },
    ])
    expect(scene.wechat.messages()).toMatchObject([
      {
        openId: ZHANG,
        templateId: 'wx-done',
        page: `packages/refuel/order/order?orderId=${encodeURIComponent(orderId)}&from=message`,
        data: { thing1: '加油完成', thing2: '朝阳北路加油站', time4: '2026年11月21日 14:05' },
      },
    ])
    expect(await consents()).toMatchObject({ done: 0 })
  })

  test('that waits tells that it is paid, and after half an hour that it still waits', async () => {
    await consent('waiting', 'waiting')
    await scene.paid()
    await minutes(2)
    expect(await kinds()).toEqual(['order-paid'])
    await minutes(35)
    expect(await kinds()).toEqual(['order-paid', 'order-waiting'])
    expect(sent()).toEqual(['wx-waiting', 'wx-waiting'])
    expect(await consents()).toMatchObject({ waiting: 0 })
  })

  test('tells of a refund when it has arrived', async () => {
    await consent('refund')
    await served(15_000)
    await minutes(5)
    expect((await kinds()).sort()).toEqual(['order-done', 'refund-arrived'])
    expect(sent()).toEqual(['wx-refund'])
  })

  test('of last week is no news', async () => {
    await served()
    await scene.advance(4 * DAY_MS)
    await minutes(2)
    expect(await kinds()).toEqual([])
  })
})

describe('an attendant on duty', () => {
  const toldTo = async (openId: string) => {
    const memberId = memberIdOf({
      provider: 'wechat',
      appId: scene.wechatPay.credentials.appId,
      openId,
    })
    const where = { memberId }
    return scene.database.find(messages, { where, limit: 10 })
  }

  test('is reminded to hand over after a shift, once, and not after the duty has ended', async () => {
    await scene.advance(8 * HOUR_MS)
    await minutes(2)
    await served()
    await minutes(2)
    expect(await toldTo(WANG)).toMatchObject([
      { facts: { kind: 'duty-long' }, sending: { at: 'unsent', why: 'no-consent' } },
    ])
    replyOf(await scene.wang('staff.endDuty', {}))
    await scene.advance(7 * HOUR_MS)
    await minutes(2)
    expect(await toldTo(WANG)).toHaveLength(1)
  })
})

describe('without consent', () => {
  test('nothing is sent, and the inbox has it', async () => {
    await served()
    await minutes(3)
    expect(await inbox()).toMatchObject([{ sending: { at: 'unsent', why: 'no-consent' } }])
    expect(sent()).toEqual([])
    expect(await scene.database.find(mailboxes, { where: {}, limit: 1 })).toEqual([])
  })

  test('that WeChat alone knows of, nothing is sent and the count is corrected', async () => {
    await changeMailbox(scene.database, zhangId(), (box) => consented(box, ['done']))
    await served()
    await minutes(3)
    expect(await inbox()).toMatchObject([{ sending: { at: 'unsent', why: 'no-consent' } }])
    expect(await consents()).toMatchObject({ done: 0 })
  })

  test('a plain order costs the timer three calls: message, mark, and the search for mailboxes', async () => {
    await minutes(2)
    const idle = await callsOf(() => scene.sweep())
    await served()
    const busy = await callsOf(() => scene.sweep())
    expect(busy - idle).toBe(3)
  })
})

async function callsOf(act: () => Promise<unknown>): Promise<number> {
  const before = scene.stack.billing.total()
  await act()
  const { read, transaction, write } = scene.stack.billing.total()
  return read + write + transaction - before.read - before.write - before.transaction
}

describe('a wallet', () => {
  test('that does not answer is asked again, later each time', async () => {
    scene.stack.faults.arm({ at: 'wechat.subscribe-message', kind: 'http-500', times: 3 })
    await consent('done')
    await served()
    await minutes(12)
    expect(sent()).toEqual(['wx-done'])
    expect(await inbox()).toMatchObject([{ sending: { at: 'sent' } }])
  })

  test('that never answers gets no old news', async () => {
    scene.stack.faults.arm({ at: 'wechat.subscribe-message', kind: 'http-500', times: 1_000 })
    await consent('done')
    await served()
    await minutes(3)
    await scene.advance(13 * HOUR_MS)
    await minutes(2)
    expect(await inbox()).toMatchObject([{ sending: { at: 'unsent', why: 'too-late' } }])
  })

  test('that refuses the token before its time gets another', async () => {
    await consent('done', 'done')
    await served()
    await minutes(2)
    scene.wechat.expireTokens()
    await served()
    await minutes(2)
    expect(sent()).toEqual(['wx-done', 'wx-done'])
    const fetched = scene.stack.wire.recent().filter(({ title }) => title.endsWith('stable_token'))
    expect(fetched).toHaveLength(2)
  })
})

test('a token is fetched once for many messages, and kept sealed', async () => {
  await consent('done', 'done', 'refund')
  await served()
  await served(15_000)
  await scene.advance(MINUTE_MS)
  await scene.sweep()
  expect(sent().length).toBeGreaterThanOrEqual(2)
  await minutes(4)
  expect(sent()).toHaveLength(3)
  const [stored] = scene.stack.documents('accessTokens')
  expect(JSON.stringify(stored)).not.toContain('LOCAL_')
  const fetched = scene.stack.wire.recent().filter(({ title }) => title.endsWith('stable_token'))
  expect(fetched).toHaveLength(1)
})

test('runs at once send a message once', async () => {
  await consent('done', 'done', 'done')
  await served()
  await scene.advance(MINUTE_MS)
  await Promise.all([scene.sweep(), scene.sweep(), scene.sweep()])
  await minutes(3)
  expect(sent()).toEqual(['wx-done'])
})

test('a coupon that expires is told three days before, once', async () => {
  const operator = await scene.operator()
  const template = aTemplateRequest({ validity: { kind: 'relative', days: 10 } })
  replyOf(await operator('console.saveCouponTemplate', template))
  await scene.advance(2 * MINUTE_MS)
  const claim = { templateId: template.id, couponId: `coupon:${'0'.repeat(20)}` } as const
  replyOf(await scene.zhang('coupon.claim', claim))
  await consent('expiry')
  await minutes(2)
  expect(await kinds()).toEqual([])
  await scene.advance(8 * DAY_MS)
  await minutes(3)
  expect(await inbox()).toMatchObject([
    { facts: { kind: 'coupons-expiring', count: 1 }, sending: { at: 'sent' } },
  ])
  const [member] = await scene.database.find(members, { where: { _id: zhangId() }, limit: 1 })
  expect(member?.told).toHaveLength(1)
})
