import { MINUTE_MS } from '@palm/shared/kernel/instant'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { aPriceRequest, aTemplateRequest, someLoyaltyRules } from '../testing/rules'
import { aPlaceRequest, openScene, replyOf, type Scene, ZHANG } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

/** Placing, the provider's notification, the phone's look at it, the attendant's confirmation. */
const INVOCATIONS = 4

/** One life of an order; the calls of its functions come through no host here. */
async function billedBy(changes: Parameters<typeof aPlaceRequest>[0] = {}) {
  const before = scene.stack.billing.total()
  const { order, wallet } = replyOf(await scene.zhang('order.place', aPlaceRequest(changes)))
  await scene.pay(wallet, ZHANG)
  await scene.advance(0)
  const { orderId } = order
  expect(replyOf(await scene.zhang('order.get', { orderId })).status).toBe('paid')
  replyOf(await scene.wang('staff.confirm', { orderId, dispensedFen: 20_000, proof: UNPROVEN }))
  const { read, storage, transaction, write } = scene.stack.billing.total()
  expect(storage).toBe(0)
  return {
    calls:
      INVOCATIONS + read + write + transaction - before.read - before.write - before.transaction,
    transactions: (transaction - before.transaction) / 2,
  }
}

test('an order on warm instances is billed 17 calls, with one transaction', async () => {
  await billedBy()
  expect(await billedBy()).toEqual({ calls: 17, transactions: 1 })
})

test('one that earns points is billed one more', async () => {
  const operator = await scene.operator()
  replyOf(await operator('console.saveLoyaltyRules', { ...someLoyaltyRules(), levels: null }))
  await scene.advance(2 * MINUTE_MS)
  await billedBy()
  expect(await billedBy()).toEqual({ calls: 18, transactions: 1 })
})

test('one with a coupon and a member’s price is billed 21, with two transactions', async () => {
  const operator = await scene.operator()
  const template = aTemplateRequest()
  replyOf(await operator('console.saveCouponTemplate', template))
  replyOf(await operator('console.savePrices', { prices: [aPriceRequest()] }))
  await scene.advance(2 * MINUTE_MS)
  await billedBy({ payableFen: await payable() })
  const coupon = { templateId: template.id, couponId: `coupon:${'0'.repeat(20)}` } as const
  replyOf(await scene.zhang('coupon.claim', coupon))
  expect(await billedBy({ payableFen: await payable() })).toEqual({ calls: 21, transactions: 2 })
})

async function payable(): Promise<number> {
  const { amountFen, nozzleId, stationId } = aPlaceRequest()
  const use = { points: false, storedValue: false }
  const asked = { amountFen, couponIds: null, nozzleId, stationId, use }
  return replyOf(await scene.zhang('order.quote', asked)).payableFen
}
