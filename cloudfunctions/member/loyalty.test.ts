import { HOUR_MS, later } from '@palm/shared/kernel/instant'
import { balances } from '@palm/shared/ledger/journal'
import { NOON } from '@palm/shared/testing/builders/builders'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { entriesOf } from '../documents/entries'
import { members } from '../documents/member/members'
import { orders } from '../documents/orders'
import { aTemplateRequest, someLoyaltyRules } from '../testing/rules'
import { aPlaceRequest, openScene, replyOf, type Scene } from '../testing/scene'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
  const operator = await scene.operator()
  replyOf(await operator('console.saveLoyaltyRules', someLoyaltyRules()))
  await scene.advance(61_000) // a warm instance reloads the rules once a minute
})
afterEach(() => scene.close())

const none = UNPROVEN

async function fuel(dispensedFen = 20_000) {
  const { orderId } = await scene.paid()
  replyOf(await scene.wang('staff.confirm', { orderId, dispensedFen, proof: none }))
  return orderId
}

const loyalty = async () => replyOf(await scene.zhang('member.enter', {})).loyalty

test('a confirmed order earns points and a level, with journal entries', async () => {
  expect(await loyalty()).toEqual({
    points: { balance: 0, nextPointFen: 10_000 },
    level: { name: '普通会员', growthFen: 0, next: { name: '白银会员', missingFen: 15_000 } },
  })
  const orderId = await fuel(15_050)
  expect(await loyalty()).toEqual({
    points: { balance: 1, nextPointFen: 4_950 },
    level: { name: '白银会员', growthFen: 15_050, next: null },
  })
  const entries = await entriesOf(scene.database, orderId)
  expect(Object.fromEntries(balances(entries))).toMatchObject({
    'marketing:points:hq': 10,
    points: -10,
  })
})

test('points and levels are listed row by row, with their benefits', async () => {
  const orderId = await fuel()
  expect(replyOf(await scene.zhang('member.loyalty', {}))).toMatchObject({
    points: {
      balance: 2,
      block: { points: 10, worthFen: 100 },
      expiring: { points: 2 },
      movements: {
        rows: [{ kind: 'earned', points: 2, balance: 2, orderId }],
        nextBeforeMs: null,
      },
    },
    level: {
      name: '白银会员',
      ladder: [
        { name: '普通会员', fromGrowthFen: 0, price: null },
        { name: '白银会员', fromGrowthFen: 15_000, price: { offPerLitreFen: 10, condition: {} } },
      ],
    },
  })
  expect(replyOf(await scene.chen('member.loyalty', {})).points?.movements.rows).toEqual([])
})

test('the level’s price is in the next quote, with its name', async () => {
  await fuel()
  const sale = { stationId: 'station:bj0001', nozzleId: 'nozzle:bj0001-03', amountFen: 20_000 }
  const quoted = replyOf(
    await scene.zhang('order.quote', {
      ...sale,
      couponIds: null,
      use: { points: false, storedValue: false },
    }),
  )
  expect(quoted).toMatchObject({
    pricePerLitreFen: 771,
    payableFen: 20_000 - 256,
    lines: [{ kind: 'price', id: 'level:silver', title: '白银会员价', amountFen: 256 }],
  })
})

test('the best price knows of a gift that nobody has looked at, and takes it in once', async () => {
  const operator = await scene.operator()
  replyOf(await operator('console.saveCouponTemplate', aTemplateRequest()))
  await fuel()
  const sale = { stationId: 'station:bj0001', nozzleId: 'nozzle:bj0001-03', amountFen: 20_000 }
  const use = { points: false, storedValue: false }
  const quote = async () =>
    replyOf(await scene.zhang('order.quote', { ...sale, couponIds: null, use }))
  expect(await quote()).toMatchObject({
    payableFen: 20_000 - 256 - 2_000,
    lines: [{ id: 'level:silver' }, { title: '满 200 减 20', amountFen: 2_000 }],
  })
  const pocket = replyOf(await scene.zhang('coupon.pocket', {})).coupons
  expect(pocket).toMatchObject([{ title: '满 200 减 20', state: { at: 'free' } }])
  const before = scene.stack.billing.total()
  await quote()
  // The member alone, since the instance has the station: where nothing waits, nothing more is asked.
  expect(scene.stack.billing.total()).toEqual({ ...before, read: before.read + 1 })
})

test('a level’s gift is in the pocket, once, however often it is looked at', async () => {
  const operator = await scene.operator()
  replyOf(await operator('console.saveCouponTemplate', aTemplateRequest()))
  await fuel()
  const pocket = async () => replyOf(await scene.zhang('coupon.pocket', {})).coupons
  const [first] = await Promise.all([pocket(), pocket()])
  expect(first).toMatchObject([{ title: '满 200 减 20', state: { at: 'free' } }])
  expect(await pocket()).toEqual(first)
})

test('a level’s coupon given to a friend is not granted again', async () => {
  const operator = await scene.operator()
  replyOf(await operator('console.saveCouponTemplate', aTemplateRequest({ transferable: true })))
  await fuel()
  const pocket = async () => replyOf(await scene.zhang('coupon.pocket', {})).coupons
  const [coupon] = await pocket()
  const { state } = replyOf(await scene.zhang('coupon.give', { couponId: coupon!.couponId }))
  const transferId = state.at === 'offered' ? state.transferId : ''
  replyOf(await scene.chen('coupon.take', { transferId }))
  expect(await pocket()).toEqual([])
})

test('the birthday gift is owed once when its member opens the app within its days', async () => {
  const operator = await scene.operator()
  const { levels } = someLoyaltyRules()
  const [plain, silver] = levels!.levels
  const gift = { ...plain!, birthdayCouponTemplateIds: ['coupon-template:full-200'] }
  const rules = { points: null, levels: { ...levels!, levels: [gift, silver!] } }
  replyOf(await operator('console.saveLoyaltyRules', rules))
  replyOf(await operator('console.saveCouponTemplate', aTemplateRequest()))
  await scene.advance(61_000)
  const said = { nickname: '张', usualGradeId: null, plate: null, birthday: '11-20' }
  replyOf(await scene.zhang('member.saveProfile', said))
  await Promise.all([scene.zhang('member.enter', {}), scene.zhang('member.enter', {})])
  const pocket = async () => replyOf(await scene.zhang('coupon.pocket', {})).coupons
  const first = await pocket()
  expect(first).toMatchObject([{ title: '满 200 减 20', state: { at: 'free' } }])
  replyOf(await scene.zhang('member.enter', {}))
  expect(await pocket()).toEqual(first)
})

test('the cashier knows the birthday gift at once, and the page names it beforehand', async () => {
  const operator = await scene.operator()
  const { levels } = someLoyaltyRules()
  const [plain, silver] = levels!.levels
  const gift = { ...plain!, birthdayCouponTemplateIds: ['coupon-template:full-200'] }
  const rules = { points: null, levels: { ...levels!, levels: [gift, silver!] } }
  replyOf(await operator('console.saveLoyaltyRules', rules))
  replyOf(await operator('console.saveCouponTemplate', aTemplateRequest()))
  await scene.advance(61_000)
  const said = { nickname: '张', usualGradeId: null, plate: null, birthday: '11-20' }
  replyOf(await scene.zhang('member.saveProfile', said))
  const details = async () => replyOf(await scene.zhang('member.loyalty', {}))
  expect(await details()).toMatchObject({
    level: { ladder: [{ birthday: ['满 200 减 20'], welcome: [] }, { welcome: ['满 200 减 20'] }] },
    birthday: { on: '11-20', isGiven: false },
    expiring: [],
  })
  const { amountFen, nozzleId, stationId } = aPlaceRequest()
  const use = { points: false, storedValue: false }
  const sale = { amountFen, couponIds: null, nozzleId, stationId, use }
  expect(replyOf(await scene.zhang('order.quote', sale)).payableFen).toBe(18_000)
  expect(await details()).toMatchObject({
    birthday: { isGiven: true },
    expiring: [{ kind: 'coupons', title: '满 200 减 20', coupons: 1 }],
  })
})

test('a correction takes back points in proportion to the refund', async () => {
  const orderId = await fuel()
  replyOf(await scene.wang('staff.correct', { orderId, dispensedFen: 9_000 }))
  expect(await loyalty()).toMatchObject({
    points: { balance: 0, nextPointFen: 1_000 },
    level: { name: '普通会员', growthFen: 9_000 },
  })
})

test('a repeated confirmation earns once', async () => {
  const orderId = await fuel()
  await scene.wang('staff.confirm', { orderId, dispensedFen: 20_000, proof: none })
  expect(await loyalty()).toMatchObject({ points: { balance: 2 } })
})

test('rules for later begin at their instant, and the earlier ones hold until then', async () => {
  const operator = await scene.operator()
  const { points } = someLoyaltyRules()
  const inTwoHours = later(NOON, 2 * HOUR_MS)
  const next = { points: { ...points!, fromMs: inTwoHours, fenPerPoint: 5_000 }, levels: null }
  const announced = replyOf(await operator('console.saveLoyaltyRules', next))
  expect(replyOf(await operator('console.saveLoyaltyRules', next))).toEqual(announced)
  await scene.advance(61_000)
  await fuel()
  expect(await loyalty()).toMatchObject({ points: { balance: 2, nextPointFen: 10_000 } })
  await scene.advance(2 * HOUR_MS)
  await fuel()
  expect(await loyalty()).toMatchObject({ points: { balance: 6, nextPointFen: 5_000 } })
})

test('rules that cannot be meant are refused, and only an operator saves any', async () => {
  const operator = await scene.operator()
  const { levels, points } = someLoyaltyRules()
  const absurd = { levels, points: { ...points!, block: { points: 1, worthFen: 20_000 } } }
  expect(await operator('console.saveLoyaltyRules', absurd)).toMatchObject({
    ok: false,
    refusal: { code: 'points-policy/worth-above-spending' },
  })
  expect(await scene.zhang('console.saveLoyaltyRules', someLoyaltyRules())).toMatchObject({
    ok: false,
    refusal: { code: 'caller/forbidden' },
  })
})

test('movements older than a phone’s list are kept by the timer, listed page by page and exported', async () => {
  const order = await scene.database.get(orders, await fuel())
  const member = order && (await scene.database.get(members, order.memberId))
  if (!member) throw new Error('no member')
  const rows = Array.from({ length: 43 }, (_, index) => ({
    ...{ kind: 'earned' as const, points: 1, balance: index + 1, orderId: null },
    atMs: later(scene.now(), index - 100),
  }))
  const statement = { carried: 0, rows }
  await scene.database.put(members, { ...member, loyalty: { ...member.loyalty, statement } })
  await scene.sweep()
  await scene.sweep()
  const { points } = replyOf(await scene.zhang('member.loyalty', {}))
  const read = [...(points?.movements.rows ?? [])]
  let beforeMs = points?.movements.nextBeforeMs ?? null
  expect([read.length, beforeMs === null]).toEqual([20, false])
  while (beforeMs !== null) {
    const older = replyOf(await scene.zhang('member.pointsMovements', { beforeMs }))
    read.push(...older.rows)
    beforeMs = older.nextBeforeMs
  }
  expect(read).toEqual([...rows].reverse())
  const file = replyOf(await scene.zhang('spending.export', { form: 'text', period: '2026-11' }))
  const lines = file.form === 'text' ? file.text.split('\n') : []
  expect(lines.filter((line) => line.includes('加油得积分'))).toHaveLength(43)
})
