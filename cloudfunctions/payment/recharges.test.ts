import { HOUR_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import type { RechargeId } from '@palm/shared/stored-value/recharge/recharge'
import { closeRecharge } from '@palm/shared/testing/builders/stored-value'
import { valueOf } from '@palm/shared/testing/results'
import { members } from '../documents/member/members'
import { recharges } from '../documents/member/recharges'
import { type AccountScene, openAccountScene } from '../testing/account-scene'

describe.each([
  ['wechat', 'wechat-pay'],
  ['alipay', 'alipay'],
] as const)('a delivery by %s about a recharge', (provider, gateway) => {
  let scene: AccountScene
  beforeEach(async () => {
    scene = await openAccountScene(provider)
  })
  afterEach(() => scene.close())

  async function payThrough(kind: string, more = {}) {
    scene.stack.faults.arm({ at: `${gateway}.notify`, kind, ...more })
    await scene.confirm(await scene.recharge())
  }

  const principal = async () => (await scene.account()).principalFen

  test('that comes five times counts once', async () => {
    await payThrough('duplicate', { with: { copies: 5 } })
    expect(await principal()).toBe(10_000)
    const [recharge] = (await scene.account()).recharges
    expect(await scene.entriesOf(recharge!.rechargeId)).toHaveLength(1)
  })

  test.each([
    ['wrong-amount', 'payment/amount-differs'],
    ['wrong-payer', 'payment/payer-differs'],
    ['wrong-trade', 'payment/unknown-trade'],
  ])('that does not fit it (%s) becomes an incident and no money', async (kind, code) => {
    await payThrough(kind)
    expect(await principal()).toBe(0)
    expect(await scene.incidentCodes()).toEqual([code])
    await scene.minutes(2)
    expect(await principal()).toBe(10_000)
  })

  test('that is forged changes nothing, and the genuine one that follows is taken', async () => {
    await payThrough('forged')
    expect(await principal()).toBe(0)
    await scene.minutes(2)
    expect(await principal()).toBe(10_000)
  })

  test('that comes hours after the timer has asked is taken all the same', async () => {
    await payThrough('late', { with: { delayMs: 2 * HOUR_MS } })
    await scene.minutes(2)
    await scene.advance(3 * HOUR_MS)
    expect(await principal()).toBe(10_000)
    expect(await scene.incidentCodes()).toEqual([])
  })

  test('after it was closed is credited, with the gift that is still free', async () => {
    await payThrough('late', { with: { delayMs: MINUTE_MS } })
    const [recharge] = (await scene.account()).recharges
    await closeInOurBooks(scene, recharge!.rechargeId)
    await scene.advance(MINUTE_MS)
    expect(await scene.account()).toMatchObject({ principalFen: 10_000, giftFen: 3_000 })
  })

  test('about a recharge that nobody asked for becomes an incident', async () => {
    await payThrough('late', { with: { delayMs: MINUTE_MS } })
    const [recharge] = (await scene.account()).recharges
    const ticket = (await scene.database.get(recharges, recharge!.rechargeId))!
    await scene.database.put(recharges, { ...ticket, memberId: 'member:nobody' as const })
    await scene.advance(MINUTE_MS)
    expect(await scene.incidentCodes()).toEqual(['member/unknown'])
  })
})

/** As if the close had won in our books and the money arrived all the same. */
async function closeInOurBooks({ database, now }: AccountScene, rechargeId: RechargeId) {
  const ticket = (await database.get(recharges, rechargeId))!
  const member = (await database.get(members, ticket.memberId))!
  const { account } = valueOf(closeRecharge(member.storedValue, rechargeId, now()))
  await database.put(members, { ...member, storedValue: account })
  await database.put(recharges, { ...ticket, state: { status: 'closed' } })
}
