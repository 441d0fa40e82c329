import { HOUR_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { incidents } from '../documents/incidents'
import { orders } from '../documents/orders'
import { openScene, replyOf, type Scene } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const get = async (orderId: string) => replyOf(await scene.zhang('order.get', { orderId }))
const stored = (orderId: string) => scene.database.get(orders, orderId as never)
const cases = () => scene.database.find(incidents, { where: {}, limit: 10 })

/** As an outage would: the timer runs only now. */
async function pass(ms: number): Promise<void> {
  await scene.advance(ms)
  await scene.sweep()
}

const someRules = { endAfterHours: 6, remindBeforeHours: 1, phone: '400-800-1234', phoneHours: '' }
async function onDutyAgain(): Promise<void> {
  replyOf(await scene.wang('staff.endDuty', {}))
  const duty = { dutyId: `duty:${'1'.repeat(20)}`, stationId: 'station:bj0001' }
  replyOf(await scene.wang('staff.startDuty', duty))
}

test('a preset that nobody serves is reminded of, and goes back by itself', async () => {
  const { orderId, service } = await scene.paid({ way: 'pay-first' })
  await pass(22 * HOUR_MS + MINUTE_MS)
  expect(await stored(orderId)).toMatchObject({
    state: { status: 'paid' },
    unserved: { remindedAtMs: scene.now(), escalatedAtMs: null },
  })
  await pass(2 * HOUR_MS)
  expect(scene.now()).toBeGreaterThan(service!.untilMs)
  expect((await get(orderId)).reversal).toMatchObject({ reason: 'unserved' })
  await pass(MINUTE_MS)
  await pass(MINUTE_MS)
  expect(await get(orderId)).toMatchObject({ status: 'refunded', refunds: [{ amountFen: 20_000 }] })
  expect(await cases()).toEqual([])
})

test('the operator sets how long; an order keeps what held when it was placed', async () => {
  const operator = await scene.operator()
  const before = await scene.paid({ way: 'pay-first' })
  replyOf(await operator('console.saveServiceRules', someRules))
  await scene.advance(2 * MINUTE_MS)
  const { orderId } = await scene.paid({ way: 'pay-first' })
  await pass(6 * HOUR_MS + MINUTE_MS)
  expect((await get(orderId)).reversal).toMatchObject({ reason: 'unserved' })
  expect((await get(before.orderId)).status).toBe('paid')
  const early = { ...someRules, remindBeforeHours: 6 }
  expect(await operator('console.saveServiceRules', early)).toMatchObject({
    refusal: { code: 'service-rules/reminder-too-early' },
  })
})

test('fuel that came first becomes one case, which closes only with the order', async () => {
  const { orderId } = await scene.paid()
  await pass(25 * HOUR_MS)
  await pass(HOUR_MS)
  const [found, ...others] = await cases()
  expect(others).toEqual([])
  expect(found).toMatchObject({ code: 'order/unserved', owner: 'support', details: { orderId } })
  expect((await get(orderId)).status).toBe('paid')
  const operator = await scene.operator()
  const about = { incidentId: found!.id, note: '问过油站，没有加' }
  expect(await operator('console.closeIncident', about)).toMatchObject({
    refusal: { code: 'incident/order-open' },
  })
  expect(replyOf(await operator('console.giveBackUnserved', about)).closed).not.toBeNull()
  await pass(MINUTE_MS)
  await pass(MINUTE_MS)
  expect((await get(orderId)).status).toBe('refunded')
})

test('the station may still confirm what became a case, which then closes', async () => {
  const { orderId } = await scene.paid()
  await pass(25 * HOUR_MS)
  await onDutyAgain()
  const proof = UNPROVEN
  replyOf(await scene.wang('staff.confirm', { orderId, dispensedFen: 20_000, proof }))
  const [found] = await cases()
  const operator = await scene.operator()
  const about = { incidentId: found!.id, note: '油站已确认' }
  expect(replyOf(await operator('console.giveBackUnserved', about)).closed).not.toBeNull()
  expect((await get(orderId)).status).toBe('confirmed')
})

test('a paid order stored before orders ended by themselves ends as well', async () => {
  const { orderId } = await scene.paid({ way: 'pay-first' })
  const order = (await stored(orderId))!
  const old = { ...orders, write: (value: typeof order) => withoutMoment(orders.write(value)) }
  await scene.database.put(old as typeof orders, { ...order, service: undefined })
  await pass(25 * HOUR_MS)
  await pass(MINUTE_MS)
  expect((await get(orderId)).reversal).toMatchObject({ reason: 'unserved' })
})

function withoutMoment(document: object) {
  const { unservedAtMs: _, service: _1, ...rest } = document as Record<string, unknown>
  return rest
}
