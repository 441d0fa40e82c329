import { MINUTE_MS } from '@palm/shared/kernel/instant'
import { entriesOf } from '../documents/entries'
import { members } from '../documents/member/members'
import { makeSaver, zhangIn } from '../testing/saver'
import { openScene, replyOf, type Scene, ZHANG } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const view = async (orderId: string) => replyOf(await scene.zhang('order.get', { orderId }))

/** Advances time as in the cloud: minute by minute, with a run of the timer in each. */
async function minutes(count: number) {
  for (let minute = 0; minute < count; minute++) {
    await scene.advance(MINUTE_MS)
    await scene.sweep()
  }
}

const loseAllNotices = () =>
  scene.stack.faults.arm({ at: 'wechat-pay.notify', kind: 'lost', times: 1_000 })

describe('the timer', () => {
  test('closes what nobody paid, a quarter of an hour after it was placed', async () => {
    const { order, wallet } = await scene.place()
    await minutes(14)
    expect((await view(order.orderId)).status).toBe('unpaid')
    await minutes(1)
    expect(await view(order.orderId)).toMatchObject({
      status: 'closed',
      closed: { reason: 'timeout' },
    })
    await expect(scene.pay(wallet, ZHANG)).rejects.toThrow()
  })

  test('finds a payment of which no notice ever came, within a minute', async () => {
    loseAllNotices()
    const { order, wallet } = await scene.place()
    await scene.pay(wallet, ZHANG)
    await minutes(1)
    expect((await view(order.orderId)).status).toBe('paid')
  })

  test('asks about an order that waits a handful of times, not every minute', async () => {
    await scene.place()
    await minutes(15)
    const asked = scene.stack.wire.recent().filter(({ data }) => data?.['operation'] === 'query')
    expect(asked).toHaveLength(4)
  })

  test('finds a payment that was made at the last moment, instead of closing it', async () => {
    loseAllNotices()
    const { order, wallet } = await scene.place()
    await scene.advance(14 * MINUTE_MS + 59_000)
    await scene.pay(wallet, ZHANG)
    await minutes(1)
    expect((await view(order.orderId)).status).toBe('paid')
  })

  test('settles everything soon after the provider is back from half an hour away', async () => {
    loseAllNotices()
    const placed = await Promise.all([scene.place(), scene.place(), scene.place()])
    await scene.pay(placed[0].wallet, ZHANG)
    const away = ['query', 'close'].map((call) =>
      scene.stack.faults.arm({ at: `wechat-pay.${call}`, kind: 'html-502', times: 1_000 }),
    )
    await minutes(30)
    away.forEach((id) => scene.stack.faults.disarm(id))
    await minutes(6)
    const statuses = await Promise.all(
      placed.map(async ({ order }) => (await view(order.orderId)).status),
    )
    expect(statuses).toEqual(['paid', 'closed', 'closed'])
  })

  test('does the same when it runs twice at once', async () => {
    loseAllNotices()
    const { order, wallet } = await scene.place()
    await scene.pay(wallet, ZHANG)
    await scene.advance(MINUTE_MS)
    await Promise.all([scene.sweep(), scene.sweep(), scene.sweep()])
    expect((await view(order.orderId)).status).toBe('paid')
  })

  test('goes on with the others when one order gives trouble', async () => {
    const [first, second] = [await scene.place(), await scene.place()]
    await scene.advance(15 * MINUTE_MS)
    const outTradeNo = first.order.orderId.slice('order:'.length)
    scene.stack.faults.arm({ at: 'wechat-pay.close', kind: 'http-500', match: { outTradeNo } })
    expect(await scene.sweep()).toMatchObject({ looked: 2, failed: 1 })
    expect((await view(second.order.orderId)).status).toBe('closed')
    await minutes(2)
    expect((await view(first.order.orderId)).status).toBe('closed')
  })

  test('lets points expire when their time is over, with an entry for them', async () => {
    await makeSaver(scene)
    const { id, loyalty } = await zhangIn(scene)
    await scene.advance(loyalty.points.lots[0]!.expiresAtMs - scene.now())
    await scene.sweep()
    await scene.sweep()
    const entries = await entriesOf(scene.database, id)
    expect(entries.map(({ kind }) => kind)).toEqual(['points-expired'])
    const after = await scene.database.get(members, id)
    expect(after?.loyalty.points.lots.map(({ left }) => left)).toEqual([0])
  })
})
