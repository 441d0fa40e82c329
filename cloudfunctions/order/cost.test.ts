import type { OrderView } from '@palm/shared/api/order'
import { type EpochMs, MINUTE_MS } from '@palm/shared/kernel/instant'
import { orderKeyAt } from '@palm/shared/passphrase/key'
import { passphraseIn, slotAt } from '@palm/shared/passphrase/passphrase'
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
async function billedBy(changes: Parameters<typeof aPlaceRequest>[0] = {}, isProven = true) {
  const before = scene.stack.billing.total()
  const { order, wallet } = replyOf(await scene.zhang('order.place', aPlaceRequest(changes)))
  await scene.pay(wallet, ZHANG)
  await scene.advance(0)
  const { orderId } = order
  const paid = replyOf(await scene.zhang('order.get', { orderId }))
  expect(paid.status).toBe('paid')
  const proof = isProven ? shownBy(paid, scene.now()) : UNPROVEN
  replyOf(await scene.wang('staff.confirm', { orderId, dispensedFen: 20_000, proof }))
  const { read, storage, transaction, write } = scene.stack.billing.total()
  expect(storage).toBe(0)
  return {
    calls:
      INVOCATIONS + read + write + transaction - before.read - before.write - before.transaction,
    transactions: (transaction - before.transaction) / 2,
  }
}

/** The digits on the driver's phone, as the attendant types them. */
function shownBy({ passphrase }: OrderView, atMs: EpochMs) {
  const key = passphrase && orderKeyAt(passphrase.keys, atMs)
  if (!key) throw new Error('the order is not paid')
  return { kind: 'digits', digits: passphraseIn(slotAt(atMs), key).digits, atMs } as const
}

test('an order on warm instances is billed 14 calls, without a transaction', async () => {
  await billedBy()
  expect(await billedBy()).toEqual({ calls: 14, transactions: 0 })
})

test('one that is confirmed without its passphrase is billed one more', async () => {
  await billedBy()
  expect(await billedBy({}, false)).toEqual({ calls: 15, transactions: 0 })
})

test('one that earns points is billed 17, with a transaction', async () => {
  const operator = await scene.operator()
  replyOf(await operator('console.saveLoyaltyRules', { ...someLoyaltyRules(), levels: null }))
  await scene.advance(2 * MINUTE_MS)
  await billedBy()
  expect(await billedBy()).toEqual({ calls: 17, transactions: 1 })
})

test.each([
  ['a coupon and a member’s price', false, 19],
  ['a coupon, a member’s price and points', true, 18],
])('one with %s is billed with one transaction', async (_, withPoints, calls) => {
  const operator = await scene.operator()
  const template = aTemplateRequest()
  replyOf(await operator('console.saveCouponTemplate', template))
  replyOf(await operator('console.savePrices', { prices: [aPriceRequest()] }))
  const loyalty = { ...someLoyaltyRules(), levels: null }
  if (withPoints) replyOf(await operator('console.saveLoyaltyRules', loyalty))
  await scene.advance(2 * MINUTE_MS)
  await billedBy({ payableFen: await payable() })
  const coupon = { templateId: template.id, couponId: `coupon:${'0'.repeat(20)}` } as const
  replyOf(await scene.zhang('coupon.claim', coupon))
  expect(await billedBy({ payableFen: await payable() })).toEqual({ calls, transactions: 1 })
})

async function payable(): Promise<number> {
  const { amountFen, nozzleId, stationId } = aPlaceRequest()
  const use = { points: false, storedValue: false }
  const asked = { amountFen, couponIds: null, nozzleId, stationId, use }
  return replyOf(await scene.zhang('order.quote', asked)).payableFen
}
