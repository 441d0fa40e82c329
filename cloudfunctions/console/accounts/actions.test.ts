import type { Sent } from '@palm/shared/api/actions'
import { DAY_MS, later } from '@palm/shared/kernel/instant'
import { type AccountScene, openAccountScene } from '../../testing/account-scene'
import type { Caller } from '../../testing/bench'
import { someStoredValueRules } from '../../testing/rules'
import { replyOf } from '../../testing/scene'

let scene: AccountScene
beforeEach(async () => {
  scene = await openAccountScene()
})
afterEach(() => scene.close())

const refusedWith = (code: string, more = {}) => ({ ok: false, refusal: { code, ...more } })
const save = async (rules: Sent<'console.saveStoredValueRules'>) =>
  (await scene.operator())('console.saveStoredValueRules', rules)

const { offers, policy } = someStoredValueRules()
const [offer] = offers

describe('saving the rules of stored value', () => {
  test.each<[string, Partial<Sent<'console.saveStoredValueRules'>>, string]>([
    [
      'a refund period shorter than the law requires',
      { policy: { ...policy!, refundDays: 6 } },
      'stored-value-policy/refund-below-law',
    ],
    [
      'an order limit above the daily limit',
      { policy: { ...policy!, perOrderFen: 80_001 } },
      'stored-value-policy/limits-contradict',
    ],
    [
      'an offer with an empty period',
      { offers: [{ ...offer!, toMs: 0 }] },
      'recharge-offer/never-valid',
    ],
    ['an offer without a gift', { offers: [{ ...offer!, tiers: [] }] }, 'recharge-offer/no-tiers'],
    [
      'a smaller gift for more',
      { offers: [{ ...offer!, tiers: [tier(1, 2), tier(2, 1)] }] },
      'recharge-offer/tiers-contradict',
    ],
    [
      'a monthly limit above the total',
      { offers: [{ ...offer!, perMonthMax: 4 }] },
      'recharge-offer/limits-contradict',
    ],
    [
      'an offer without a funder',
      { offers: [{ ...offer!, funding: [{ party: 'hq', weight: 0 }] }] },
      'recharge-offer/no-funder',
    ],
    ['two offers with one id', { offers: [offer!, offer!] }, 'rule/same-id'],
  ])('refuses %s', async (_, changes, code) => {
    expect(await save({ policy, offers, ...changes })).toMatchObject(refusedWith(code))
  })

  test('names the contradictory offer', async () => {
    const wrong = { ...offer!, id: 'recharge-offer:wrong' as const, tiers: [] }
    expect(await save({ policy, offers: [offer!, wrong] })).toMatchObject(
      refusedWith('recharge-offer/no-tiers', { id: 'recharge-offer:wrong' }),
    )
  })

  test('counts versions', async () => {
    const { version } = replyOf(await save({ policy, offers }))
    expect(replyOf(await save({ policy, offers }))).toEqual({ version })
    expect(replyOf(await save({ policy, offers: [] }))).toEqual({ version: version + 1 })
  })
})

function tier(minimumFen: number, giftFen: number) {
  return { minimumFen, giftFen, couponTemplateIds: [] }
}

describe('making cards', () => {
  const issue = async (changes: Partial<Sent<'console.issueCards'>>) =>
    (await scene.operator())('console.issueCards', {
      count: 1,
      amountFen: 10_000,
      expiresAtMs: later(scene.now(), 1_100 * DAY_MS),
      ...changes,
    })

  test.each<[string, Partial<Sent<'console.issueCards'>>, string]>([
    ['of zero value', { amountFen: 0 }, 'recharge/no-amount'],
    ['above the legal balance', { amountFen: 100_001 }, 'recharge-card/above-cap'],
    ['with too short a validity', { expiresAtMs: 1 }, 'recharge-card/expires-too-soon'],
    ['by the thousand', { count: 1_000 }, 'request/malformed'],
  ])('%s is refused', async (_, changes, code) => {
    expect(await issue(changes)).toMatchObject(refusedWith(code))
  })

  test('returns the requested number of distinct codes', async () => {
    const { codes } = replyOf(await issue({ count: 50 }))
    expect(new Set(codes).size).toBe(50)
  })
})

const NOBODY = `member:${'0'.repeat(20)}`
const freeze = (caller: Caller) =>
  caller('console.freezeAccount', { memberId: NOBODY, reason: 'lost-phone' })
const unfreeze = (caller: Caller) => caller('console.unfreezeAccount', { memberId: NOBODY })

test.each<[string, (caller: Caller) => Promise<unknown>]>([
  ['freezing', freeze],
  ['unfreezing', unfreeze],
  [
    'saving rules',
    (caller) => caller('console.saveStoredValueRules', { policy: null, offers: [] }),
  ],
  [
    'making cards',
    (caller) => caller('console.issueCards', { count: 1, amountFen: 1, expiresAtMs: 0 }),
  ],
])('%s is permitted to operators only', async (_, ask) => {
  expect(await ask(scene.zhang)).toMatchObject(refusedWith('caller/forbidden'))
  expect(await ask(scene.wang)).toMatchObject(refusedWith('caller/forbidden'))
  expect(await ask(scene.overHttp())).toMatchObject(refusedWith('session/missing'))
})

test.each([
  ['freezing', freeze],
  ['unfreezing', unfreeze],
])('%s an unknown account is refused', async (_, ask) => {
  expect(await ask(await scene.operator())).toMatchObject(refusedWith('member/unknown'))
})
