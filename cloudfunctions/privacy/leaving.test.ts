import { DAY_MS, later, MINUTE_MS } from '@palm/shared/kernel/instant'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { collections } from '../cloud.json'
import type { Database, Transaction } from '../database/session'
import { departures } from '../documents/member/departures'
import { members } from '../documents/member/members'
import { pointsPages } from '../documents/member/points-pages'
import { orders } from '../documents/orders'
import { leaveLane } from '../timer/leaving/leave-lane'
import { type Caller } from '../testing/bench'
import { CHEN, replyOf, ZHANG } from '../testing/scene'
import { NUMBER, openTwoWallets, type TwoWallets } from '../testing/two-wallets'

let scene: TwoWallets
beforeEach(async () => {
  scene = await openTwoWallets()
})
afterEach(() => scene.close())

const profile = { nickname: '老张', plate: '京A12345', usualGradeId: 'petrol-92' } as const
const WEEK_MS = 7 * DAY_MS

/** Zhang with a profile, a number, a served order with plate and rating, and a title. */
async function livedIn(): Promise<string> {
  const { zhang } = scene
  replyOf(await zhang('member.saveProfile', profile))
  replyOf(await zhang('member.bindPhone', await scene.fromWechat()))
  const { orderId } = await scene.paid({ plate: '京A12345' })
  replyOf(await scene.wang('staff.confirm', { orderId, dispensedFen: 20_000, proof: UNPROVEN }))
  await scene.database.insert(pointsPages, aPage())
  replyOf(await zhang('order.rate', { orderId, stars: 5, words: '王师傅认得我老张' }))
  return orderId
}

const askToLeave = async (caller: Caller, password: string | null = null) =>
  replyOf(await caller('privacy.leave', { password }))

/**
 * All that is stored, but for entries and acts, which are never rewritten, and the end of the sessions,
 * which names the wallet that may not use them.
 */
const stored = () =>
  JSON.stringify(
    Object.keys(collections)
      .filter((name) => !['journal', 'audit', 'operatorCalls', 'revocations'].includes(name))
      .map((name) => scene.stack.documents(name)),
  )

const aPage = () => ({
  id: 'points-page:old-0' as const,
  memberId: scene.ids.wechat,
  rows: [],
  fromMs: scene.now(),
  toMs: scene.now(),
})

test('after a week nothing leads to the person, and the wallet is new', async () => {
  const orderId = await livedIn()
  const { leavesAtMs } = await askToLeave(scene.zhang)
  expect(leavesAtMs).toBe(later(scene.now(), WEEK_MS))
  expect(replyOf(await scene.zhang('member.enter', {}))).toMatchObject({ leavesAtMs })
  await scene.advance(WEEK_MS - MINUTE_MS)
  expect(replyOf(await scene.zhang('order.list', { beforeMs: null })).orders).toHaveLength(1)
  await scene.advance(2 * MINUTE_MS)
  await scene.sweep()

  const all = stored()
  for (const personal of ['老张', '京A12345', NUMBER, '138****0000', ZHANG, scene.ids.wechat]) {
    expect(all).not.toContain(personal)
  }
  const [record] = scene.stack.documents('departures').map((one) => departures.read(one))
  const kept = (await scene.database.find(orders, { where: {}, limit: 2 }))[0]!
  expect(kept).toMatchObject({
    id: orderId,
    memberId: record!.memberId,
    state: { status: 'confirmed' },
  })

  const again = replyOf(await scene.zhang('member.enter', {}))
  expect(again).toMatchObject({ profile: null, phone: null })
  expect(again.leavesAtMs).toBeUndefined()
  expect(replyOf(await scene.zhang('order.list', { beforeMs: null })).orders).toEqual([])
  expect(await scene.zhang('order.get', { orderId: kept.id })).toMatchObject({
    refusal: { code: 'order/unknown' },
  })
  // The number is free for another account.
  const chen = await scene.fromWechat(NUMBER, CHEN)
  expect(replyOf(await scene.chen('member.bindPhone', chen))).toMatchObject({
    phone: { shown: '138****0000' },
    asking: null,
  })
})

test('a late correction of a kept order is decided as for any member', async () => {
  const orderId = (await livedIn()) as `order:${string}`
  await askToLeave(scene.zhang)
  await scene.advance(WEEK_MS + MINUTE_MS)
  await scene.sweep()
  const duty = { dutyId: `duty:${'1'.repeat(20)}`, stationId: 'station:bj0001' } as const
  replyOf(await scene.wang('staff.startDuty', duty))
  const corrected = await scene.wang('staff.correct', { orderId, dispensedFen: 18_000 })
  expect(corrected).not.toMatchObject({ refusal: { code: 'service/failed' } })
})

test('both wallets of a member leave together, and either may call it off', async () => {
  replyOf(await scene.zhang('member.bindPhone', await scene.fromWechat()))
  const alipay = await scene.inAlipay()
  replyOf(await alipay('member.bindPhone', scene.fromAlipay()))
  const session = await scene.inAlipay()
  await askToLeave(scene.zhang)
  expect(replyOf(await session('privacy.stay', {})).leavesAtMs).toBeNull()
  await scene.advance(WEEK_MS + MINUTE_MS)
  await scene.sweep()
  expect(await scene.database.get(members, scene.ids.wechat)).not.toBeNull()
  await askToLeave(scene.zhang)
  await scene.advance(WEEK_MS + MINUTE_MS)
  await scene.sweep()
  for (const id of Object.values(scene.ids)) {
    expect(await scene.database.get(members, id)).toBeNull()
  }
  // Its session has ended, and a new one is of a new member.
  await scene.advance(MINUTE_MS)
  expect(await session('member.enter', {})).toMatchObject({ ok: false })
  expect(replyOf(await (await scene.inAlipay())('member.enter', {}))).toMatchObject({ phone: null })
})

test('what came in between stops it, and is said', async () => {
  await askToLeave(scene.zhang)
  await scene.advance(WEEK_MS - MINUTE_MS)
  await scene.paid()
  await scene.advance(2 * MINUTE_MS)
  await scene.sweep()
  expect(replyOf(await scene.zhang('privacy.leaving', {}))).toMatchObject({
    leavesAtMs: null,
    stoppedBy: 'leave/order-open',
    obstacles: [{ code: 'leave/order-open' }],
  })
})

test('obstacles are named, and a payment password is the proof', async () => {
  await scene.endow()
  const alipay = await scene.inAlipay()
  const obstacles = [{ code: 'leave/money-left', principalFen: 10_000 }]
  expect(replyOf(await alipay('privacy.leaving', {}))).toMatchObject({ obstacles })
  expect(await alipay('privacy.leave', { password: null })).toMatchObject({
    refusal: { code: 'leave/not-yet', obstacles },
  })
  expect(replyOf(await scene.wang('privacy.leaving', {})).obstacles).toEqual([
    { code: 'leave/works-here' },
  ])
  replyOf(await scene.zhang('account.savePassword', { password: '135790', current: null }))
  const code = async (password: string | null) =>
    (await scene.zhang('privacy.leave', { password })) as { refusal?: { code: string } }
  expect((await code(null)).refusal?.code).toBe('password/needed')
  expect((await code('246801')).refusal?.code).toBe('password/wrong')
  await askToLeave(scene.zhang, '135790')
})

test('killed at any step it ends the same', async () => {
  await livedIn()
  await askToLeave(scene.zhang)
  const untilMs = later(scene.now(), WEEK_MS)
  let killed = 0
  for (let step = 0; ; step++) {
    // Every transaction of the lane is the last one of some run, before and after it is saved.
    const isDone = await runUntilKilled(step, untilMs)
    if (isDone) break
    killed += 1
    if (killed > 40) throw new Error('it never ends')
  }
  expect(killed).toBeGreaterThanOrEqual(3)
  const all = stored()
  for (const personal of ['老张', '京A12345', ZHANG, scene.ids.wechat]) {
    expect(all).not.toContain(personal)
  }
  expect(scene.stack.documents('departures')).toHaveLength(1)
})

/** Runs the lane with a database that ends with its nth transaction; true if it needed fewer. */
async function runUntilKilled(
  transactions: number,
  untilMs: Parameters<typeof leaveLane>[1],
): Promise<boolean> {
  let left = transactions
  const dying: Database = {
    ...scene.database,
    async transaction<Value>(work: (transaction: Transaction) => Promise<Value>) {
      if (left-- <= 0) throw new Error('killed')
      return scene.database.transaction(work)
    },
  }
  const lane = leaveLane(dying, untilMs)
  try {
    for (const { value } of await lane.page(-1)) if (value) await lane.step(value, 0)
    return left > 0
  } catch {
    return false
  }
}
