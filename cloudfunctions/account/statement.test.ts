import { DAY_MS } from '@palm/shared/kernel/instant'
import type { StatementRowView } from '@palm/shared/api/account'
import { storedValueRows } from '../documents/member/stored-value-rows'
import { type AccountScene, aRefundId, openAccountScene } from '../testing/account-scene'
import { replyOf } from '../testing/scene'

let scene: AccountScene
beforeEach(async () => {
  scene = await openAccountScene()
})
afterEach(() => scene.close())

const page = async (beforeMs: number | null = null) =>
  replyOf(await scene.zhang('account.statement', { beforeMs }))

async function allRows(): Promise<StatementRowView[]> {
  const rows: StatementRowView[] = []
  let beforeMs: number | null = null
  do {
    const { nextBeforeMs, rows: more } = await page(beforeMs)
    rows.push(...more)
    beforeMs = nextBeforeMs
  } while (beforeMs !== null)
  return rows
}

/** Invariant I17: never below zero, principal and gift separate. */
function expectToAddUp(rows: readonly StatementRowView[]) {
  const sums = { principalFen: 0, giftFen: 0 }
  for (const { balance, giftFen, principalFen } of [...rows].reverse()) {
    sums.principalFen += principalFen
    sums.giftFen += giftFen
    expect(balance).toEqual(sums)
    expect(Math.min(sums.principalFen, sums.giftFen)).toBeGreaterThanOrEqual(0)
  }
  return sums
}

test('a statement is empty without movements, and not shown to other members', async () => {
  await scene.recharged()
  expect(replyOf(await scene.chen('account.statement', { beforeMs: null }))).toEqual({
    rows: [],
    nextBeforeMs: null,
  })
})

test('its rows add up to the balance, gift and principal separately', async () => {
  const { rechargeId } = await scene.recharged({ amountFen: 5_000, giftFen: 0 })
  await scene.advance(1_000)
  const back = { rechargeId, refundId: aRefundId(), principalFen: 1_000, amountFen: 1_000 }
  replyOf(await scene.zhang('account.refund', back))
  await scene.advance(1_000)
  await scene.recharged()
  await scene.advance(40 * DAY_MS)
  await scene.recharged()
  const rows = await allRows()
  expect(rows.map(({ kind }) => kind)).toEqual([
    'recharged',
    'gift-expired',
    'recharged',
    'refunded',
    'recharged',
  ])
  const { giftFen, principalFen } = await scene.account()
  expect(expectToAddUp(rows)).toEqual({ giftFen, principalFen })
})

test('its pages hold every row once, those of one instant together', async () => {
  await scene.recharged({ amountFen: 1, giftFen: 0 })
  const [row] = await scene.database.find(storedValueRows, { where: {}, limit: 1 })
  const copies = Array.from({ length: 45 }, (_, nth) => ({
    ...row!,
    id: `stored-value-row:copy${nth}` as const,
    bookedAtMs: scene.now(),
  }))
  for (const [nth, copy] of copies.entries()) {
    if (nth % 3 === 0) await scene.advance(1)
    await scene.database.put(storedValueRows, { ...copy, bookedAtMs: scene.now() })
  }
  const rows = await allRows()
  expect(rows).toHaveLength(46)
  expect(new Set(rows.map(({ rowId }) => rowId)).size).toBe(46)
  expect((await page()).rows.length).toBeLessThanOrEqual(20)
})
