import { DAY_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { CONTRACT_PAYABLE, type ContractRequest, signedContract } from '../testing/contracts'
import { someLoyaltyRules } from '../testing/rules'
import { anOrderId, aPlaceRequest, openScene, replyOf, type Scene } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const signed = (changes: Partial<ContractRequest> = {}) => signedContract(scene, changes)
const mine = async () => replyOf(await scene.zhang('contract.mine', {})).contracts
const pocket = async () => replyOf(await scene.zhang('coupon.pocket', {})).coupons

const confirm = (orderId: string, dispensedFen = 20_000) =>
  scene.wang('staff.confirm', { orderId, dispensedFen, proof: UNPROVEN })

async function fuelled(dispensedFen = 20_000) {
  const { orderId } = await scene.paid({ payableFen: CONTRACT_PAYABLE })
  replyOf(await confirm(orderId, dispensedFen))
  return orderId
}

describe('fuel under a contract', () => {
  test('costs less, counts once confirmed, and brings the coupon of its milestone', async () => {
    await signed()
    const orderId = await fuelled()
    expect(await confirm(orderId)).toMatchObject({ ok: true })
    expect(await mine()).toMatchObject([
      {
        state: { status: 'active' },
        done: 20_000,
        pace: { left: 80_000, daysLeft: 90, doneShare: 2_000, fillsLeft: 4 },
        quotaLeftMl: 100_000 - 25_610,
        milestones: [{ isReached: true }],
      },
    ])
    expect(await pocket()).toMatchObject([{ title: '满 200 减 20', state: { at: 'free' } }])
    expect(await pocket()).toHaveLength(1)
  })

  test('counts less after a correction, and withdraws unreached milestones', async () => {
    await signed()
    const orderId = await fuelled()
    replyOf(await scene.wang('staff.correct', { orderId, dispensedFen: 5_000 }))
    const [contract] = await mine()
    expect(contract).toMatchObject({ done: 5_000, milestones: [{ isReached: false }] })
    expect(await pocket()).toEqual([])
  })

  test('cannot change to other fuel by changing the nozzle', async () => {
    await signed()
    const { orderId } = await scene.paid({ payableFen: CONTRACT_PAYABLE })
    const moved = { orderId, nozzleId: 'nozzle:bj0001-07' } as const
    expect(await scene.zhang('order.changeNozzle', moved)).toMatchObject({
      ok: false,
      refusal: { code: 'order/benefit-not-for-fuel' },
    })
    replyOf(await confirm(orderId))
    expect(await mine()).toMatchObject([{ quotaLeftMl: 100_000 - 25_610, done: 20_000 }])
  })

  test('that was not paid or was rejected releases its litres', async () => {
    await signed()
    const { order } = await scene.place({ payableFen: CONTRACT_PAYABLE })
    expect(await mine()).toMatchObject([{ quotaLeftMl: 100_000 - 25_610, done: 0 }])
    replyOf(await scene.zhang('order.cancel', { orderId: order.orderId }))
    expect(await mine()).toMatchObject([{ quotaLeftMl: 100_000 }])
    const { orderId } = await scene.paid({ payableFen: CONTRACT_PAYABLE })
    replyOf(await scene.wang('staff.reject', { orderId, reason: 'no-fuel' }))
    expect(await mine()).toMatchObject([{ quotaLeftMl: 100_000, done: 0 }])
  })

  test('has its price in its last millisecond and not at midnight', async () => {
    await signed({ period: { kind: 'months', months: 1 } })
    const [contract] = await mine()
    const { state } = contract!
    const toMs = 'toMs' in state ? state.toMs : 0
    expect(new Date(toMs).toISOString()).toMatch(/-31T16:00:00.000Z$/)
    await scene.advance(toMs - 1 - scene.now())
    const asked = { ...SALE, couponIds: null, use: { points: false, storedValue: false } }
    expect(replyOf(await scene.zhang('order.quote', asked)).payableFen).toBe(CONTRACT_PAYABLE)
    await scene.advance(1)
    expect(replyOf(await scene.zhang('order.quote', asked)).payableFen).toBe(20_000)
    expect(await mine()).toMatchObject([{ state: { status: 'broken' }, pace: null }])
    expect(replyOf(await scene.zhang('contract.offers', {})).offers).toMatchObject([
      { refusal: { code: 'contract/paused' } },
    ])
  })

  test('keeps its price until the quota is used up, also for concurrent phones', async () => {
    await signed({ benefit: { kind: 'per-litre', offPerLitre: 50, limitMl: 30_000 } })
    const both = await Promise.all(
      [1, 2].map(() =>
        scene.zhang(
          'order.place',
          aPlaceRequest({ orderId: anOrderId(), payableFen: CONTRACT_PAYABLE }),
        ),
      ),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    // 4.39 litres remain.
    expect(both.find(({ ok }) => !ok)).toMatchObject({
      refusal: { code: 'order/quote-changed', payableFen: 20_000 - 220 },
    })
  })

  test('reaches the target once when two orders are confirmed concurrently', async () => {
    await signed({ promise: { unit: 'fen', amountFen: 40_000 }, milestones: HALF_AND_ALL })
    const orders = [
      await scene.paid({ payableFen: CONTRACT_PAYABLE }),
      await scene.paid({ payableFen: CONTRACT_PAYABLE }),
    ]
    const done = await Promise.all(orders.map(({ orderId }) => confirm(orderId)))
    expect(done.map(({ ok }) => ok)).toEqual([true, true])
    expect(await mine()).toMatchObject([{ done: 40_000, pace: { left: 0, fillsLeft: 0 } }])
    expect(await pocket()).toHaveLength(2)
  })

  test('a fulfilled contract is credited to the level', async () => {
    const operator = await scene.operator()
    replyOf(await operator('console.saveLoyaltyRules', { ...someLoyaltyRules(), points: null }))
    await scene.advance(MINUTE_MS + 1)
    await signed({ promise: { unit: 'fen', amountFen: 10_000 } })
    await fuelled(12_000)
    const level = async () => replyOf(await scene.zhang('member.enter', {})).loyalty.level
    expect(await level()).toMatchObject({ name: '普通会员', growthFen: 12_000 - 768 })
    await scene.advance(90 * DAY_MS)
    expect(await level()).toMatchObject({ name: '白银会员', growthFen: 62_000 - 768 })
  })
})

const SALE = { stationId: 'station:bj0001', nozzleId: 'nozzle:bj0001-03', amountFen: 20_000 }

const HALF_AND_ALL = [5_000, 10_000].map((at) => ({
  at,
  couponTemplateIds: ['coupon-template:full-200'],
}))
