import type { Sent } from '@palm/shared/api/actions'
import { DAY_MS, later } from '@palm/shared/kernel/instant'
import { balances } from '@palm/shared/ledger/journal'
import { NOON } from '@palm/shared/testing/builders/builders'
import { cardBatches } from '../../documents/member/recharge-cards'
import { journal } from '../../documents/journal'
import { type AccountScene, aRechargeId, openAccountScene } from '../../testing/account-scene'
import { replyOf } from '../../testing/scene'

let scene: AccountScene
beforeEach(async () => {
  scene = await openAccountScene()
})
afterEach(() => scene.close())

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const batchId = `card-batch:${'0'.repeat(20)}`

const issue = async (changes: Partial<Sent<'console.issueCards'>> = {}) =>
  (await scene.operator())('console.issueCards', {
    batchId,
    count: 3,
    amountFen: 10_000,
    expiresAtMs: later(NOON, 1_200 * DAY_MS),
    ...changes,
  })

const voidBatch = async (id = batchId) =>
  (await scene.operator())('console.voidCards', { batchId: id })

const redeem = (code: string) => scene.zhang('account.redeem', { rechargeId: aRechargeId(), code })

async function cardBalances() {
  const entries = await scene.database.find(journal, { where: {}, limit: 100 })
  const all = Object.fromEntries(balances(entries))
  return [all['prepaid:card'] ?? 0, all['receivable:cards'] ?? 0]
}

test('repeating a command after a lost answer returns the same codes, and makes no further card', async () => {
  const first = replyOf(await issue())
  expect(replyOf(await issue())).toEqual(first)
  expect(await cardBalances()).toEqual([-30_000, 30_000])
  expect(await redeem(first.codes[0]!)).toMatchObject({ ok: true })
})

test('the same command sent five times concurrently makes one batch', async () => {
  const answers = await Promise.all(Array.from({ length: 5 }, () => issue()))
  const told = answers.map((answer) => replyOf(answer).codes.join())
  expect(new Set(told).size).toBe(1)
  expect(await cardBalances()).toEqual([-30_000, 30_000])
})

test('the database contains no code', async () => {
  const { codes } = replyOf(await issue())
  const stored = JSON.stringify([
    scene.stack.documents('rechargeCards'),
    scene.stack.documents('cardBatches'),
  ]).toLowerCase()
  for (const code of codes) {
    expect(stored).not.toContain(code.toLowerCase())
    expect(stored).not.toContain(code.toLowerCase().replaceAll('-', ''))
  }
})

test.each<[string, Partial<Sent<'console.issueCards'>>, number, string]>([
  ['for other cards', { amountFen: 20_000 }, 0, 'card-batch/id-taken'],
  ['for more cards', { count: 4 }, 0, 'card-batch/id-taken'],
  ['after a day', {}, DAY_MS + 1, 'card-batch/told'],
])('a batch’s number %s reveals nothing', async (_, changes, ms, code) => {
  replyOf(await issue())
  await scene.advance(ms)
  expect(await issue(changes)).toMatchObject(refusedWith(code))
})

describe('a stolen batch', () => {
  test('is worthless once voided, except for redeemed cards', async () => {
    const { codes } = replyOf(await issue())
    expect(await redeem(codes[0]!)).toMatchObject({ ok: true })
    expect(replyOf(await voidBatch())).toEqual({ voided: 2 })
    expect(await redeem(codes[1]!)).toMatchObject(refusedWith('card/voided'))
    expect(await scene.account()).toMatchObject({ principalFen: 10_000 })
    expect(await cardBalances()).toEqual([0, 10_000])
    expect(replyOf(await voidBatch())).toEqual({ voided: 0 })
    expect(await issue()).toMatchObject(refusedWith('card-batch/told'))
    expect(await scene.database.get(cardBatches, batchId)).toMatchObject({ voidedAtMs: NOON })
  })

  test('has each card either redeemed or voided, in any order', async () => {
    const { codes } = replyOf(await issue())
    const [used] = await Promise.all([redeem(codes[0]!), voidBatch()])
    expect(await cardBalances()).toEqual(used.ok ? [0, 10_000] : [0, 0])
  })

  test('is voided by operators only, and has to exist', async () => {
    expect(await scene.zhang('console.voidCards', { batchId })).toMatchObject(
      refusedWith('caller/forbidden'),
    )
    expect(await voidBatch()).toMatchObject(refusedWith('card-batch/unknown'))
  })
})
