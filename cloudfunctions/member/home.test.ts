import { MINUTE_MS } from '@palm/shared/kernel/instant'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { signedContract } from '../testing/contracts'
import { aPriceRequest, aTemplateRequest, someLoyaltyRules } from '../testing/rules'
import { makeSaver } from '../testing/saver'
import { openScene, replyOf, type Scene, ZHANG } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const NEAR = { latitude: 39.9219, longitude: 116.5177 }

const home = async (location: typeof NEAR | null = NEAR) =>
  replyOf(await scene.zhang('member.home', { location }))

test('a first visit creates the member, and shows the nearest station at pump prices', async () => {
  const newcomer = scene.inWechat('oLOCALnobody')
  expect(replyOf(await newcomer('member.home', { location: NEAR }))).toMatchObject({
    member: { provider: 'wechat', profile: null, staffName: null },
    nearest: {
      name: '朝阳北路加油站',
      payeeName: '北京朝北石油销售有限公司',
      distanceM: 0,
      isContractStation: false,
      prices: [
        { gradeId: 'petrol-92', pumpPriceFen: 781, own: { pricePerLitreFen: 781, kind: 'pump' } },
        { gradeId: 'petrol-95', pumpPriceFen: 831 },
      ],
    },
    stationCount: 2,
    contract: null,
    coupons: { usable: 0, expiring: null },
    openOrders: [],
  })
  expect(replyOf(await newcomer('order.list', { beforeMs: null })).orders).toEqual([])
})

test('without a location the first station by name is shown, without a distance', async () => {
  expect((await home(null)).nearest).toMatchObject({ distanceM: null })
})

test('a contract brings its price, its pace and the mark of its stations', async () => {
  const { contractId } = await signedContract(scene)
  expect(await home()).toMatchObject({
    nearest: {
      isContractStation: true,
      prices: [{ own: { pricePerLitreFen: 731, kind: 'contract', title: '每升优惠合约' } }, {}],
    },
    contract: {
      contractId,
      title: '每升优惠合约',
      pace: { unit: 'fen', left: 100_000, daysLeft: 90, fillsLeft: null },
    },
  })
})

test('the price is the one that the cashier quotes', async () => {
  const operator = await scene.operator()
  replyOf(await operator('console.savePrices', { prices: [aPriceRequest()] }))
  await scene.advance(61_000) // a warm instance reloads the rules once a minute
  const { nearest } = await home()
  const quoted = replyOf(
    await scene.zhang('order.quote', {
      stationId: 'station:bj0001',
      nozzleId: 'nozzle:bj0001-03',
      amountFen: 20_000,
      couponIds: null,
      use: { points: false, storedValue: false },
    }),
  )
  expect(quoted.pricePerLitreFen).toBe(761)
  expect(nearest?.prices[0]?.own.pricePerLitreFen).toBe(quoted.pricePerLitreFen)
})

test('usable coupons are counted with the day on which the first expire; gifts are among them', async () => {
  const operator = await scene.operator()
  replyOf(await operator('console.saveCouponTemplate', aTemplateRequest()))
  const couponId = `coupon:${'1'.padStart(20, '0')}`
  replyOf(await scene.zhang('coupon.claim', { couponId, templateId: 'coupon-template:full-200' }))
  const { coupons } = replyOf(await scene.zhang('coupon.pocket', {}))
  expect((await home()).coupons).toEqual({
    usable: 1,
    expiring: { coupons: 1, atMs: coupons[0]?.condition.toMs },
  })
})

test('stored value is shown with its gift', async () => {
  await makeSaver(scene)
  expect((await home()).member.storedValue).toEqual({ principalFen: 10_000, giftFen: 3_000 })
})

test('an order is open from its placement until it is served, on every phone of its driver', async () => {
  const { order, wallet } = await scene.place()
  expect((await home()).openOrders).toEqual([
    {
      orderId: order.orderId,
      status: 'unpaid',
      payableFen: 20_000,
      nozzleNumber: 3,
      stationName: '朝阳北路加油站',
      createdAtMs: order.createdAtMs,
    },
  ])
  await scene.pay(wallet, ZHANG)
  await scene.advance(0)
  expect((await home()).openOrders).toMatchObject([{ status: 'paid' }])
  expect(replyOf(await scene.chen('member.home', { location: null })).openOrders).toEqual([])
  replyOf(
    await scene.wang('staff.confirm', {
      orderId: order.orderId,
      dispensedFen: 20_000,
      proof: UNPROVEN,
    }),
  )
  expect((await home()).openOrders).toEqual([])
})

test('an order that can no longer be paid is not open', async () => {
  await scene.place()
  await scene.advance(16 * MINUTE_MS)
  expect((await home()).openOrders).toEqual([])
})

test('the level and the points are those of member.enter', async () => {
  const operator = await scene.operator()
  replyOf(await operator('console.saveLoyaltyRules', someLoyaltyRules()))
  await scene.advance(61_000)
  expect((await home()).member).toEqual(replyOf(await scene.zhang('member.enter', {})))
})
