import { DAY_MS, epochMs, MINUTE_MS } from '@palm/shared/kernel/instant'
import { reserveRefund } from '@palm/shared/trade/pay'
import type { PaidTrade, Trade } from '@palm/shared/trade/trade'
import type { Order } from '@palm/shared/order/facts/order'
import { anOrder } from '@palm/shared/testing/builders/builders'
import type { Collection } from '../database/session'
import { incidents } from '../documents/incidents'
import { health, TIMER_HEALTH_ID } from '../documents/health'
import { orders } from '../documents/orders'
import { aPlaceRequest, openScene, replyOf, type Scene, ZHANG } from '../testing/scene'

let scene: Scene
afterEach(() => scene.close())

const HANGS = { kind: 'timeout-before-commit', times: 100_000 } as const

const view = async (orderId: string) => replyOf(await scene.zhang('order.get', { orderId }))
const openIncidents = async () =>
  (await scene.database.find(incidents, { where: { isOpen: true }, limit: 100 })).map(
    ({ code, owner }) => [code, owner],
  )

/** Advances time as in the cloud: minute by minute, with a run of the timer in each. */
async function minutes(count: number) {
  for (let minute = 0; minute < count; minute++) {
    await scene.advance(MINUTE_MS)
    await scene.sweep()
  }
}

const loseAllNotices = () =>
  ['wechat-pay.notify', 'alipay.notify'].map((at) =>
    scene.stack.faults.arm({ at, kind: 'lost', times: 100_000 }),
  )

/** Order of another driver, stored beside those of the scene. */
function anotherOrder(index: number, changes: Partial<Trade> = {}): Order {
  const no = String(index).padStart(20, 'x')
  const order = anOrder({ id: `order:${no}`, createdAtMs: scene.now() })
  const payByMs = epochMs(scene.now() + 15 * MINUTE_MS)
  return { ...order, trade: { ...order.trade, no, openedAtMs: scene.now(), payByMs, ...changes } }
}

describe('a provider that hangs for half an hour', () => {
  beforeEach(async () => {
    scene = await openScene({ providerDeadlineMs: 700 })
  })

  test('stops neither the other provider nor the end of holds, and all is settled after it', async () => {
    loseAllNotices()
    const first = await scene.place()
    const others = Array.from({ length: 11 }, (_, index) => anotherOrder(index))
    for (const order of others) await scene.database.put(orders, order)
    await scene.pay(first.wallet, ZHANG)
    const away = ['query', 'close', 'refund'].map((call) =>
      scene.stack.faults.arm({ at: `wechat-pay.${call}`, ...HANGS }),
    )
    const alipay = await alipayDriver()
    const paid = replyOf(await alipay.driver('order.place', aPlaceRequest()))
    await scene.pay(paid.wallet, alipay.openId)
    await minutes(2)
    expect(replyOf(await alipay.driver('order.get', { orderId: paid.order.orderId })).status).toBe(
      'paid',
    )
    await minutes(28)
    expect((await view(first.order.orderId)).status).toBe('closing')
    away.forEach((id) => scene.stack.faults.disarm(id))
    await minutes(10)
    expect((await view(first.order.orderId)).status).toBe('paid')
    for (const { id } of others) {
      expect((await scene.database.get(orders, id))?.state.status).toBe('closed')
    }
    expect(await openIncidents()).toEqual([])
  }, 120_000)

  async function alipayDriver() {
    const openId = 'LOCALchen'
    const authCode = await scene.alipay.issueAuthCode(openId)
    const { token } = replyOf(await scene.overHttp()('member.signIn', { authCode }))
    return { driver: scene.overHttp(token), openId }
  }
})

describe('the queue', () => {
  beforeEach(async () => {
    scene = await openScene()
  })

  test('comes to what is due, however many orders are not', async () => {
    for (let index = 0; index < 120; index++) {
      await scene.database.put(orders, anotherOrder(index))
    }
    loseAllNotices()
    const { order, wallet } = await scene.place()
    await scene.pay(wallet, ZHANG)
    await minutes(1)
    expect((await view(order.orderId)).status).toBe('paid')
  })

  test('works through more than one page in a run', async () => {
    for (let index = 0; index < 120; index++) {
      const payByMs = epochMs(scene.now() + index)
      await scene.database.put(orders, anotherOrder(index, { payByMs }))
    }
    await scene.advance(MINUTE_MS)
    expect(await scene.sweep()).toMatchObject({ looked: 120, failed: 0 })
    expect(await scene.sweep()).toMatchObject({ looked: 0 })
  })

  test('goes on past a document that it cannot read, and says so once', async () => {
    const broken: Collection<Order> = {
      ...orders,
      write: (order) => ({ ...orders.write(order), payableFen: 'a lot' }),
    }
    await scene.database.put(broken, anotherOrder(1))
    loseAllNotices()
    const { order, wallet } = await scene.place()
    await scene.pay(wallet, ZHANG)
    await minutes(3)
    expect((await view(order.orderId)).status).toBe('paid')
    expect(await openIncidents()).toEqual([['document/unreadable', 'engineering']])
  })

  test('reads what a later version has added, and keeps it', async () => {
    const { order } = await scene.place()
    const stored = (await scene.database.get(orders, order.orderId))!
    const later: Collection<Order> = {
      ...orders,
      write: (value) => ({ ...orders.write(value), addedLater: { kept: true } }),
    }
    await scene.database.put(later, stored)
    await minutes(16)
    expect((await view(order.orderId)).status).toBe('closed')
    expect(await scene.database.get(orders, order.orderId)).toMatchObject({
      addedLater: { kept: true },
    })
  })

  test('takes in what an earlier version has stored', async () => {
    const { order } = await scene.place()
    const stored = (await scene.database.get(orders, order.orderId))!
    const earlier: Collection<Order> = {
      ...orders,
      write(value) {
        const { dueAtMs: _, dueLane: _1, dueTries: _2, ...document } = orders.write(value)
        return { ...document, refundPending: false } as ReturnType<typeof orders.write>
      },
    }
    await scene.database.put(earlier, stored)
    await minutes(16)
    expect((await view(order.orderId)).status).toBe('closed')
  })

  test('says how late the longest overdue was', async () => {
    await scene.place()
    await scene.advance(3 * MINUTE_MS)
    await scene.sweep()
    const { lanes } = (await scene.database.get(health, TIMER_HEALTH_ID))!
    const lane = lanes.find(({ lane }) => lane === 'orders-wechat-settle')
    expect(lane).toMatchObject({ oldestLateMs: 2 * MINUTE_MS, looked: 1, finished: true })
  })

  test('finds a payment that came after the trade was closed, though nobody told of it', async () => {
    scene.stack.faults.arm({ at: 'wechat-pay.close', kind: 'pays-after' })
    scene.stack.faults.arm({ at: 'wechat-pay.notify', kind: 'never', times: 100 })
    const { order } = await scene.place()
    await minutes(16)
    expect((await view(order.orderId)).status).toBe('closed')
    await minutes(6)
    expect((await view(order.orderId)).status).toBe('paid')
  })
})

describe('a refund that its provider will not make', () => {
  beforeEach(async () => {
    scene = await openScene()
  })

  const reject = async (orderId: string) =>
    replyOf(await scene.wang('staff.reject', { orderId, reason: 'no-fuel' }))
  const asked = (operation: string) =>
    scene.stack.wire.recent().filter(({ data }) => data?.['operation'] === operation).length

  test('because the card cannot take it becomes an incident, and is asked for no more', async () => {
    scene.stack.faults.arm({ at: 'wechat-pay.refund', kind: 'ends-abnormal' })
    const { orderId } = await scene.paid()
    await reject(orderId)
    await minutes(5)
    const before = asked('refund-query')
    await minutes(120)
    expect(asked('refund-query')).toBe(before)
    expect(await openIncidents()).toEqual([['refund/halted', 'finance']])
    const next = await scene.paid()
    await reject(next.orderId)
    await minutes(3)
    expect((await view(next.orderId)).status).toBe('refunded')
    expect((await view(orderId)).status).toBe('refunding')
  })

  test.each([
    ['a closed account', 'USER_ACCOUNT_ABNORMAL'],
    ['a trade that is too old', 'INVALID_REQUEST'],
  ])('refused for good because of %s becomes an incident at once', async (_, code) => {
    scene.stack.faults.arm({ at: 'wechat-pay.refund', kind: 'refuses', with: { code } })
    const { orderId } = await scene.paid()
    await reject(orderId)
    expect(await openIncidents()).toEqual([['refund/halted', 'finance']])
  })

  test('for lack of money is asked for again, ever more rarely, then becomes an incident', async () => {
    const refuses = { kind: 'refuses', with: { code: 'NOT_ENOUGH' }, times: 1_000 } as const
    scene.stack.faults.arm({ at: 'wechat-pay.refund', ...refuses })
    const { orderId } = await scene.paid()
    await reject(orderId)
    await minutes(30)
    expect(asked('refund')).toBeLessThan(6)
    expect(await openIncidents()).toEqual([])
    for (let hour = 0; hour < 12; hour++) {
      await scene.advance(80 * MINUTE_MS)
      await scene.sweep()
    }
    expect(await openIncidents()).toEqual([['refund/halted', 'finance']])
  })

  test('because it is a year old becomes an incident without a call', async () => {
    const { orderId } = await scene.paid()
    await scene.advance(366 * DAY_MS)
    const before = asked('refund')
    const stored = (await scene.database.get(orders, orderId))!
    const paid = stored.trade as PaidTrade
    const { amountFen, state: money } = paid
    const refund = { transactionId: money.transactionId!, amountFen, reason: 'reversal' } as const
    const trade = reserveRefund(paid, refund, scene.now())
    const reversal = { reason: 'no-fuel', staffId: null, decidedAtMs: scene.now() } as const
    const state = { status: 'refunding', reversal } as const
    await scene.database.put(orders, { ...stored, trade, state })
    await minutes(2)
    expect(asked('refund')).toBe(before)
    expect(await openIncidents()).toEqual([['refund/halted', 'finance']])
  })
})
