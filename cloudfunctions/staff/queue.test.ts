import type { OrderView } from '@palm/shared/api/order'
import type { QueueReply, StaffOrderView } from '@palm/shared/api/staff'
import { DAY_MS, epochMs, later } from '@palm/shared/kernel/instant'
import type { Order } from '@palm/shared/order/facts/order'
import { orders } from '../documents/orders'
import { aPlaceRequest, openScene, replyOf, type Scene } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })

/** Copies of a paid order, as if placed by many drivers, each at its own instant. */
async function crowd(count: number, like: OrderView, firstMs: number, stepMs: number) {
  const order = (await scene.database.get(orders, like.orderId)) as Order
  for (let index = 0; index < count; index++) {
    await scene.database.put(orders, {
      ...order,
      id: `order:crowd${String(index).padStart(15, '0')}` as const,
      createdAtMs: epochMs(firstMs + index * stepMs),
    })
  }
}

async function pages(): Promise<StaffOrderView[][]> {
  const found: StaffOrderView[][] = []
  for (let afterMs: number | null = null; ;) {
    const page: QueueReply = replyOf(
      await scene.wang('staff.queue', { withRecent: false, afterMs }),
    )
    found.push([...page.waiting])
    if (page.nextAfterMs === null) return found
    afterMs = page.nextAfterMs
  }
}

test('the oldest comes first, whatever came after it', async () => {
  const old = await scene.paid()
  await crowd(120, old, scene.now() + 1_000, 1_000)
  const [first] = await pages()
  expect(first?.[0]?.orderId).toBe(old.orderId)
  expect(first).toHaveLength(50)
})

test.each([1_000, 0])('every order is on some page, %i ms apart', async (stepMs) => {
  const order = await scene.paid()
  await crowd(70, order, scene.now() + 1_000, stepMs)
  const seen = new Set((await pages()).flat().map(({ orderId }) => orderId))
  // If a whole page shares one instant, paging continues a millisecond later.
  expect(seen.size).toBe(stepMs === 0 ? 51 : 71)
})

test('shows the plate that the driver gave with the order', async () => {
  await scene.paid({ plate: '京A12345' })
  const [first] = await pages()
  expect(first?.[0]).toMatchObject({ plate: '京A12345' })
})

describe('without the list an order is found', () => {
  test('by its tail, and by its nozzle where two share one', async () => {
    const { orderId, tail } = await scene.paid()
    const find = async (nozzleNumber: number | null) =>
      replyOf(await scene.wang('staff.find', { by: { tail, nozzleNumber } })).found
    expect(await find(null)).toMatchObject([{ orderId, tail }])
    expect(await find(3)).toHaveLength(1)
    expect(await find(7)).toEqual([])
  })

  test('by the number in the code that the driver shows', async () => {
    const { orderId } = await scene.paid()
    expect(replyOf(await scene.wang('staff.find', { by: { orderId } })).found).toHaveLength(1)
  })

  test('only at the own station, and while it can be corrected', async () => {
    const elsewhere = await scene.paid({
      stationId: 'station:bj0002',
      nozzleId: 'nozzle:bj0002-01',
      pumpPriceFen: 779,
    })
    const byTail = { by: { tail: elsewhere.tail, nozzleNumber: null } }
    const byNumber = { by: { orderId: elsewhere.orderId } }
    expect(replyOf(await scene.wang('staff.find', byTail)).found).toEqual([])
    expect(replyOf(await scene.wang('staff.find', byNumber)).found).toEqual([])
    const { orderId } = await scene.paid()
    const order = (await scene.database.get(orders, orderId)) as Order
    const old = { ...order, createdAtMs: later(order.createdAtMs, -3 * DAY_MS - 1) }
    await scene.database.put(orders, old)
    expect(replyOf(await scene.wang('staff.find', { by: { orderId } })).found).toEqual([])
  })
})

describe('a member', () => {
  test('has at most two open paid orders at a station, and can place again once one is completed', async () => {
    const first = await scene.paid()
    await scene.paid()
    const third = aPlaceRequest()
    expect(await scene.zhang('order.place', third)).toMatchObject(
      refusedWith('order/too-many-open'),
    )
    replyOf(await scene.wang('staff.reject', { orderId: first.orderId, reason: 'driver-left' }))
    expect(await scene.zhang('order.place', third)).toMatchObject({ ok: true })
  })

  test('finds a paid order again by its own number, though no other may be placed', async () => {
    const request = aPlaceRequest()
    await scene.paid(request)
    await scene.paid()
    expect(replyOf(await scene.zhang('order.place', request)).order.status).toBe('paid')
  })

  test('has a separate count at each station', async () => {
    await scene.paid()
    await scene.paid()
    const elsewhere = {
      stationId: 'station:bj0002',
      nozzleId: 'nozzle:bj0002-01',
      pumpPriceFen: 779,
    }
    expect(await scene.zhang('order.place', aPlaceRequest(elsewhere))).toMatchObject({ ok: true })
  })

  test('cannot choose the tail: numbers with equal endings have different tails', async () => {
    const place = async (letter: string) => {
      const orderId = `order:${letter.repeat(16)}7k2m`
      return replyOf(await scene.zhang('order.place', aPlaceRequest({ orderId }))).order.tail
    }
    const tails = [await place('a'), await place('b'), await place('c')]
    expect(new Set(tails).size).toBe(3)
    expect(tails).not.toContain('7K2M')
  })
})
