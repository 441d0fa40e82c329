import { MINUTE_MS } from '@palm/shared/kernel/instant'
import { ID_LETTERS } from '@palm/shared/kernel/id'
import { aTemplateRequest } from '../testing/rules'
import { aPlaceRequest, openScene, replyOf, type Scene, ZHANG } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
  const template = aTemplateRequest()
  const operator = await scene.operator()
  replyOf(await operator('console.saveCouponTemplate', template))
  const coupon = { templateId: template.id, couponId: `coupon:${'0'.repeat(ID_LETTERS)}` } as const
  replyOf(await scene.zhang('coupon.claim', coupon))
})
afterEach(() => scene.close())

const WITH_COUPON = aPlaceRequest({ payableFen: 18_000 })
/** Another order by the same driver, who still has the coupon or not. */
const NEXT = { ...WITH_COUPON, orderId: `order:${'9'.repeat(ID_LETTERS)}` } as const

const place = (request = WITH_COUPON) => scene.zhang('order.place', request)
const couponState = async () => {
  const { coupons } = replyOf(await scene.zhang('coupon.pocket', {}))
  return coupons.map(({ state }) => state.at)
}
const stored = async () => replyOf(await scene.zhang('order.list', { beforeMs: null })).orders

/** Of a warm instance: open orders at the station, the member, and the member's reservation. */
const CALLS_BEFORE_THE_ORDER = 3

/** The write of the order, and all that follows in the same invocation, fails. */
async function breakAtOrder(kind: 'lost-request' | 'error') {
  const { faults } = scene.stack
  faults.arm({ at: 'cloudbase.admin', kind: 'none', times: CALLS_BEFORE_THE_ORDER })
  faults.arm({ at: 'cloudbase.admin', kind, times: 5 })
  const answer = await place()
  faults.clear()
  expect(answer).toMatchObject({ ok: false })
}

/** Reads what a warm instance keeps. */
const warm = () =>
  place(aPlaceRequest({ orderId: `order:${'8'.repeat(ID_LETTERS)}`, couponIds: [] }))

describe.each(['lost-request', 'error'] as const)('if the order is not stored (%s)', (kind) => {
  beforeEach(async () => {
    replyOf(await warm())
    await breakAtOrder(kind)
    expect(await couponState()).toEqual(['held'])
    expect(await stored()).toHaveLength(1)
  })

  test('the phone that asks again places it, with its coupon', async () => {
    const { order, wallet } = replyOf(await place())
    expect(order).toMatchObject({ status: 'unpaid', payableFen: 18_000 })
    await scene.pay(wallet, ZHANG)
    expect(await couponState()).toEqual(['held'])
    expect(await stored()).toHaveLength(2)
  })

  test('a phone that never asks again has its coupon back in twenty minutes', async () => {
    await scene.advance(21 * MINUTE_MS)
    await scene.sweep()
    expect(await couponState()).toEqual(['free'])
    expect(replyOf(await place(NEXT)).order.payableFen).toBe(18_000)
  })
})

test('an order that waits longer for its attendant keeps its coupon', async () => {
  const { wallet } = replyOf(await place())
  await scene.pay(wallet, ZHANG)
  await scene.advance(60 * MINUTE_MS)
  await scene.sweep()
  expect(await couponState()).toEqual(['held'])
})

test('two phones that ask for one coupon at once have it once', async () => {
  const answers = await Promise.all([place(), place(NEXT)])
  expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await couponState()).toEqual(['held'])
})

test('one phone that asks twice at once places one order', async () => {
  const answers = await Promise.all([place(), place()])
  expect(answers.map((answer) => replyOf(answer).order.orderId)).toEqual([
    WITH_COUPON.orderId,
    WITH_COUPON.orderId,
  ])
  expect(await stored()).toHaveLength(1)
})
