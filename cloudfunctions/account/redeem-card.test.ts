import { DAY_MS, later, MINUTE_MS } from '@palm/shared/kernel/instant'
import { balances } from '@palm/shared/ledger/journal'
import { WRONG_CODES_MAX } from '@palm/shared/stored-value/card/card-tries'
import { journal } from '../documents/journal'
import { rechargeCards } from '../documents/member/recharge-cards'
import { type AccountScene, aRechargeId, openAccountScene } from '../testing/account-scene'
import { type Caller } from '../testing/bench'
import { replyOf } from '../testing/scene'

let scene: AccountScene
beforeEach(async () => {
  scene = await openAccountScene()
})
afterEach(() => scene.close())

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })
const WRONG = '0000-0000-0000-0000'

async function issue(amountFen = 10_000, count = 1): Promise<readonly string[]> {
  const operator = await scene.operator()
  const expiresAtMs = later(scene.now(), 1_100 * DAY_MS)
  return replyOf(await operator('console.issueCards', { count, amountFen, expiresAtMs })).codes
}

const redeem = (code: string, caller: Caller = scene.zhang, rechargeId = aRechargeId()) =>
  caller('account.redeem', { rechargeId, code })

describe('a recharge card', () => {
  test('adds its amount to an account once, however its code is typed', async () => {
    const [code] = await issue()
    expect(await redeem(code!.toLowerCase().replaceAll('-', ' '))).toMatchObject({
      reply: { paidBy: 'card', status: 'paid', amountFen: 10_000 },
    })
    expect(await redeem(code!)).toMatchObject(refusedWith('card/used'))
    expect(await redeem(code!, scene.chen)).toMatchObject(refusedWith('card/used'))
    expect(await scene.account()).toMatchObject({ principalFen: 10_000, giftFen: 0 })
  })

  test('is idempotent by the recharge’s number', async () => {
    const [code] = await issue()
    const rechargeId = aRechargeId()
    const first = replyOf(await redeem(code!, scene.zhang, rechargeId))
    expect(replyOf(await redeem(code!, scene.zhang, rechargeId))).toEqual(first)
    expect(await scene.account()).toMatchObject({ principalFen: 10_000 })
  })

  test('belongs to one member after concurrent requests', async () => {
    const [code] = await issue()
    const both = await Promise.all([redeem(code!), redeem(code!, scene.chen)])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject(refusedWith('card/used'))
  })

  test('never overwrites a recharge of any member', async () => {
    const [code] = await issue()
    const { rechargeId } = await scene.recharged()
    for (const caller of [scene.zhang, scene.chen]) {
      expect(await redeem(code!, caller, rechargeId)).toMatchObject(
        refusedWith('recharge/id-taken'),
      )
    }
    expect(await redeem(code!, scene.chen)).toMatchObject({ ok: true })
  })

  test('cannot be refunded to a wallet, since none paid it', async () => {
    const [code] = await issue()
    const { rechargeId, refundable } = replyOf(await redeem(code!))
    expect(refundable).toBeNull()
    const back = { rechargeId, refundId: `refund:${'0'.repeat(20)}`, principalFen: 1, amountFen: 1 }
    expect(await scene.zhang('account.refund', back)).toMatchObject(
      refusedWith('recharge/paid-by-card'),
    )
  })

  test('that expired is refused', async () => {
    const [code] = await issue()
    await scene.advance(1_100 * DAY_MS)
    expect(await redeem(code!)).toMatchObject(refusedWith('card/expired'))
  })

  test('above the cap of the account is refused and stays valid', async () => {
    const [code] = await issue(100_000)
    await scene.recharged({ amountFen: 1, giftFen: 0 })
    expect(await redeem(code!)).toMatchObject(refusedWith('prepaid/above-cap'))
    expect(await redeem(code!, scene.chen)).toMatchObject({ ok: true })
  })

  test('is refused on a frozen account', async () => {
    const [code] = await issue()
    const operator = await scene.operator()
    const memberId = scene.zhangId
    replyOf(await operator('console.freezeAccount', { memberId, reason: 'suspected-fraud' }))
    expect(await redeem(code!)).toMatchObject(refusedWith('stored-value/frozen'))
  })
})

describe('guessing codes', () => {
  const guess = async (count: number) => {
    for (let nth = 0; nth < count; nth++) {
      expect(await redeem(WRONG)).toMatchObject(refusedWith('card/wrong-code'))
    }
  }

  test('is blocked for the day after a few tries, even for a valid code', async () => {
    const [code] = await issue()
    await guess(WRONG_CODES_MAX)
    expect(await redeem(code!)).toMatchObject(refusedWith('card/too-many-tries'))
    await scene.advance(DAY_MS)
    expect(await redeem(code!)).toMatchObject({ ok: true })
  })

  test('blocks only the guessing member', async () => {
    const [code] = await issue()
    await guess(WRONG_CODES_MAX)
    expect(await redeem(code!, scene.chen)).toMatchObject({ ok: true })
  })

  test('from several phones is counted together', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => redeem(WRONG)))
    const looked = answers.filter(
      (answer) => !answer.ok && answer.refusal.code === 'card/wrong-code',
    )
    expect(looked.length).toBeLessThanOrEqual(WRONG_CODES_MAX)
  })
})

test('cards are a liability from issue to redemption', async () => {
  const [code] = await issue(10_000, 3)
  replyOf(await redeem(code!))
  const entries = await scene.database.find(journal, { where: {}, limit: 10 })
  expect(Object.fromEntries(balances(entries))).toEqual({
    'receivable:cards': 30_000,
    'prepaid:card': -20_000,
    'prepaid:principal': -10_000,
  })
})

test('a copy of the database holds no code', async () => {
  const codes = await issue(10_000, 3)
  await scene.advance(MINUTE_MS)
  const stored = JSON.stringify(await scene.database.find(rechargeCards, { where: {}, limit: 10 }))
  expect(stored).toContain('"amountFen":10000')
  for (const code of codes) {
    expect(stored.toLowerCase()).not.toContain(code.replaceAll('-', '').toLowerCase())
  }
})
