import { balances } from '@palm/shared/ledger/journal'
import { balanceOf } from '@palm/shared/stored-value/account'
import { balanceOf as pointsOwned } from '@palm/shared/points/account'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { entriesOf } from '../documents/entries'
import { storedValueRows } from '../documents/member/stored-value-rows'
import { makeSaver, zhangIn } from '../testing/saver'
import { aPlaceRequest, openScene, replyOf, type Scene } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
  await makeSaver(scene)
})
afterEach(() => scene.close())

const none = UNPROVEN
const IN_FULL = { principalFen: 10_000, giftFen: 3_000 }
const MIXED = { tenders: { points: 100, storedValueFen: 13_000 } }
const BY_TENDERS = {
  amountFen: 12_000,
  payableFen: 12_000,
  tenders: { points: 100, storedValueFen: 11_000 },
}

const quote = (use: { points: boolean; storedValue: boolean }) =>
  scene.zhang('order.quote', {
    stationId: 'station:bj0001',
    nozzleId: 'nozzle:bj0001-03',
    amountFen: 20_000,
    couponIds: null,
    use,
  })

const owned = async () => {
  const { loyalty, storedValue } = await zhangIn(scene)
  return { points: pointsOwned(loyalty.points), value: balanceOf(storedValue) }
}

const totalsOf = async (subject: string) =>
  Object.fromEntries(balances(await entriesOf(scene.database, subject)))

test('a quote says what pays, and what would', async () => {
  const offered = { points: { points: 100, worthFen: 1_000 }, storedValueFen: 13_000 }
  expect(replyOf(await quote({ points: true, storedValue: true }))).toMatchObject({
    tenders: { points: 100, pointsFen: 1_000, storedValueFen: 13_000, walletFen: 6_000 },
    offered,
  })
  expect(replyOf(await quote({ points: false, storedValue: false }))).toMatchObject({
    tenders: { points: 0, pointsFen: 0, storedValueFen: 0, walletFen: 20_000 },
    offered,
  })
})

test('an order is paid from three sources, and what is not filled in goes back the other way', async () => {
  const { orderId, tenders } = await scene.paid(MIXED)
  expect(tenders).toEqual({
    points: 100,
    pointsFen: 1_000,
    storedValueFen: 13_000,
    walletFen: 6_000,
  })
  expect(await owned()).toEqual({ points: 4, value: { principalFen: 0, giftFen: 0 } })
  replyOf(await scene.wang('staff.confirm', { orderId, dispensedFen: 10_000, proof: none }))
  const order = replyOf(await scene.zhang('order.get', { orderId }))
  expect(order.refunds).toMatchObject([{ amountFen: 6_000 }])
  expect(order.confirmation?.tenders).toEqual({
    points: 100,
    pointsFen: 1_000,
    storedValueFen: 9_000,
    walletFen: 0,
  })
  // ¥90 was paid in money, stored as it is: not yet a point, which takes ¥100.
  expect(await owned()).toEqual({ points: 4, value: { principalFen: 4_000, giftFen: 0 } })
})

test('the statement of stored value adds up to the balance', async () => {
  const { orderId } = await scene.paid(MIXED)
  replyOf(await scene.wang('staff.confirm', { orderId, dispensedFen: 10_000, proof: none }))
  replyOf(await scene.wang('staff.correct', { orderId, dispensedFen: 5_000 }))
  const { id } = await zhangIn(scene)
  const rows = await scene.database.find(storedValueRows, { where: { memberId: id }, limit: 10 })
  const moved = rows.map(({ giftFen, kind, principalFen }) => [kind, principalFen + giftFen])
  expect(moved.sort()).toEqual([
    ['given-back', 4_000],
    ['given-back', 5_000],
    ['spent', -13_000],
  ])
})

test('an order for which no wallet is asked is paid with its placing', async () => {
  const request = aPlaceRequest(BY_TENDERS)
  const { order, wallet } = replyOf(await scene.zhang('order.place', request))
  expect([order.status, wallet]).toEqual(['paid', null])
  const again = replyOf(await scene.zhang('order.place', request))
  expect([again.order.orderId, again.order.status]).toEqual([order.orderId, 'paid'])
  expect(await owned()).toEqual({ points: 4, value: { principalFen: 2_000, giftFen: 0 } })
  const { orderId } = order
  replyOf(await scene.wang('staff.reject', { orderId, reason: 'no-fuel' }))
  expect(replyOf(await scene.zhang('order.get', { orderId })).status).toBe('refunded')
  expect(await owned()).toEqual({ points: 104, value: IN_FULL })
  expect(Object.values(await totalsOf(orderId)).filter((amountFen) => amountFen !== 0)).toEqual([])
})

test.each(['order.cancel', 'nobody pays'])('all of it is back after %s', async (how) => {
  const { order } = await scene.place(MIXED)
  const { orderId } = order
  if (how === 'order.cancel') replyOf(await scene.zhang('order.cancel', { orderId }))
  else await scene.advance(17 * 60_000)
  if (how !== 'order.cancel') await scene.sweep()
  expect(await owned()).toEqual({ points: 104, value: IN_FULL })
})

test('two phones that spend the same value at once spend it once', async () => {
  const asked = await Promise.all(
    [1, 2, 3].map(() => scene.zhang('order.place', aPlaceRequest(BY_TENDERS))),
  )
  expect(asked.filter(({ ok }) => ok)).toHaveLength(1)
  expect(await owned()).toEqual({ points: 4, value: { principalFen: 2_000, giftFen: 0 } })
})

test('another member’s value cannot be used', async () => {
  expect(await scene.chen('order.place', aPlaceRequest(BY_TENDERS))).toMatchObject({
    ok: false,
    refusal: { code: 'order/quote-changed' },
  })
})
