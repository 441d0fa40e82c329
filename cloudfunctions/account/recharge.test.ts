import { ASK_PROVIDER } from '@palm/shared/api/limits'
import { DAY_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import { balances } from '@palm/shared/ledger/journal'
import { members } from '../documents/member/members'
import { type AccountScene, aRechargeRequest, openAccountScene } from '../testing/account-scene'
import { someStoredValueRules } from '../testing/rules'
import { replyOf } from '../testing/scene'

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })

describe.each(['wechat', 'alipay'] as const)('a recharge by %s', (provider) => {
  let scene: AccountScene
  beforeEach(async () => {
    scene = await openAccountScene(provider)
  })
  afterEach(() => scene.close())

  test('adds principal and gift separately, with a row and an entry', async () => {
    const { rechargeId, status } = await scene.recharged()
    expect(status).toBe('paid')
    expect(await scene.account()).toMatchObject({ principalFen: 10_000, giftFen: 3_000 })
    expect(replyOf(await scene.driver('member.enter', {})).storedValue).toEqual({
      principalFen: 10_000,
      giftFen: 3_000,
    })
    expect(replyOf(await scene.driver('account.statement', { beforeMs: null })).rows).toMatchObject(
      [{ kind: 'recharged', principalFen: 10_000, giftFen: 3_000 }],
    )
    expect(Object.fromEntries(balances(await scene.entriesOf(rechargeId)))).toEqual({
      [`provider:${provider}`]: 10_000,
      'prepaid:principal': -10_000,
      'marketing:gift:hq': 3_000,
      'prepaid:gift': -3_000,
    })
  })

  test('is idempotent by its number, paid or not', async () => {
    const request = aRechargeRequest()
    const first = await scene.recharge(request)
    const again = await scene.recharge(request)
    expect(again.recharge).toEqual(first.recharge)
    await scene.confirm(again)
    expect(await scene.recharge(request)).toMatchObject({
      recharge: { status: 'paid' },
      wallet: null,
    })
    expect(await scene.account()).toMatchObject({ principalFen: 10_000, recharges: [{}] })
  })

  test('cancelled by the driver is closed here and in the provider', async () => {
    const { recharge, wallet } = await scene.recharge()
    const { rechargeId } = recharge
    const cancel = () => scene.driver('account.cancelRecharge', { rechargeId })
    expect(replyOf(await cancel())).toMatchObject({ status: 'closed' })
    expect(replyOf(await cancel())).toMatchObject({ status: 'closed' })
    await expect(scene.confirm({ recharge, wallet })).rejects.toThrow()
    expect(await scene.driver('account.recharge', aRechargeRequest({ rechargeId }))).toMatchObject(
      refusedWith('recharge/closed'),
    )
    expect((await scene.recharged()).giftFen).toBe(3_000)
  })

  test('is found paid when the driver cancels it after paying', async () => {
    scene.stack.faults.arm({ at: `${notifierOf(provider)}.notify`, kind: 'lost', times: 100 })
    const asked = await scene.recharge()
    const { rechargeId } = asked.recharge
    await scene.confirm(asked)
    expect(replyOf(await scene.driver('account.cancelRecharge', { rechargeId }))).toMatchObject({
      status: 'paid',
    })
    expect(await scene.driver('account.cancelRecharge', { rechargeId })).toMatchObject(
      refusedWith('trade/already-paid'),
    )
  })

  test('without notification is found after the phone’s report, which is not proof', async () => {
    scene.stack.faults.arm({ at: `${notifierOf(provider)}.notify`, kind: 'lost', times: 100 })
    const asked = await scene.recharge()
    const { rechargeId } = asked.recharge
    const reported = async () =>
      replyOf(await scene.driver('account.reportRecharge', { rechargeId })).status
    expect(await reported()).toBe('requested')
    await scene.confirm(asked)
    await scene.advance(ASK_PROVIDER.everyMs)
    expect(await reported()).toBe('paid')
    expect(await reported()).toBe('paid')
    expect(await scene.account()).toMatchObject({ principalFen: 10_000 })
  })
})

const notifierOf = (provider: 'wechat' | 'alipay') =>
  provider === 'wechat' ? 'wechat-pay' : 'alipay'

describe('requesting a recharge', () => {
  let scene: AccountScene
  beforeEach(async () => {
    scene = await openAccountScene()
  })
  afterEach(() => scene.close())

  test.each([
    ['nothing', { amountFen: 0 }, 'recharge/no-amount'],
    ['less than nothing', { amountFen: -1 }, 'recharge/no-amount'],
    ['half a fen', { amountFen: 0.5 }, 'request/malformed'],
    ['more than numbers hold', { amountFen: 2 ** 60 }, 'request/malformed'],
    ['as much as numbers hold', { amountFen: 2 ** 53 - 1 }, 'prepaid/bank-transfer-needed'],
    ['what takes papers', { amountFen: 1_000_000 }, 'prepaid/real-name-needed'],
    ['what the gift lifts above the cap', { amountFen: 97_001 }, 'prepaid/above-cap'],
    ['another gift than there is', { giftFen: 3_001 }, 'recharge/gift-changed'],
    ['a number that is none', { rechargeId: 'recharge:1' }, 'request/malformed'],
    ['an order’s number', { rechargeId: `order:${'0'.repeat(20)}` }, 'request/malformed'],
    ['who pays', { memberId: 'member:1' }, 'request/malformed'],
  ] as const)('of %s is refused', async (_, changes, code) => {
    const request = { ...aRechargeRequest(), ...changes }
    expect(await scene.zhang('account.recharge', request)).toMatchObject(refusedWith(code))
    expect((await scene.account()).recharges).toEqual([])
  })

  test('of one fen is accepted', async () => {
    await scene.recharged({ amountFen: 1, giftFen: 0 })
    expect(await scene.account()).toMatchObject({ principalFen: 1, giftFen: 0 })
  })

  test('is refused while the account is frozen, and money in transit still arrives', async () => {
    const asked = await scene.recharge()
    const operator = await scene.operator()
    const memberId = scene.zhangId
    replyOf(await operator('console.freezeAccount', { memberId, reason: 'lost-phone' }))
    expect(await scene.zhang('account.recharge', aRechargeRequest())).toMatchObject(
      refusedWith('stored-value/frozen'),
    )
    await scene.confirm(asked)
    expect(await scene.account()).toMatchObject({
      principalFen: 10_000,
      freeze: { reason: 'lost-phone' },
    })
    replyOf(await operator('console.unfreezeAccount', { memberId }))
    await scene.recharged({ giftFen: 0 })
  })

  test('is refused under another member’s number, without effect on that member', async () => {
    const { rechargeId } = await scene.recharged()
    const request = aRechargeRequest({ rechargeId })
    expect(await scene.chen('account.recharge', request)).toMatchObject(
      refusedWith('recharge/id-taken'),
    )
    for (const action of ['account.reportRecharge', 'account.cancelRecharge'] as const) {
      expect(await scene.chen(action, { rechargeId })).toMatchObject(
        refusedWith('recharge/unknown'),
      )
    }
    expect(replyOf(await scene.chen('account.get', {}))).toMatchObject({ principalFen: 0 })
  })

  test('from two concurrent phones gives one gift in total', async () => {
    const both = await Promise.all(
      [1, 2].map(() => scene.zhang('account.recharge', aRechargeRequest())),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({
      refusal: { code: 'recharge/gift-changed', giftFen: 0 },
    })
  })

  test('from two concurrent phones respects the cap', async () => {
    const request = { amountFen: 60_000, giftFen: 0 }
    await scene.recharge()
    const both = await Promise.all(
      [1, 2].map(() => scene.zhang('account.recharge', aRechargeRequest(request))),
    )
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject(refusedWith('prepaid/above-cap'))
  })

  test('without offers is refused', async () => {
    const operator = await scene.operator()
    replyOf(await operator('console.saveStoredValueRules', { policy: null, offers: [] }))
    await scene.advance(MINUTE_MS)
    expect(await scene.zhang('account.recharge', aRechargeRequest({ giftFen: 0 }))).toMatchObject(
      refusedWith('stored-value/not-offered'),
    )
    expect(await scene.account()).toMatchObject({ isOffered: false })
  })

  test('waits while the provider does not answer, and is the same afterwards', async () => {
    scene.stack.faults.arm({ at: 'wechat-pay.prepay', kind: 'html-502' })
    const request = aRechargeRequest()
    expect(await scene.zhang('account.recharge', request)).toMatchObject(
      refusedWith('payment/provider-unreachable'),
    )
    await scene.confirm(await scene.recharge(request))
    expect(await scene.account()).toMatchObject({ principalFen: 10_000 })
  })

  test('that is being cancelled opens no payment', async () => {
    const request = aRechargeRequest()
    await scene.recharge(request)
    scene.stack.faults.arm({ at: 'wechat-pay.close', kind: 'http-500' })
    const { rechargeId } = request
    expect(await scene.zhang('account.cancelRecharge', { rechargeId })).toMatchObject(
      refusedWith('payment/provider-unreachable'),
    )
    expect(await scene.zhang('account.recharge', request)).toMatchObject(
      refusedWith('recharge/closed'),
    )
  })
})

/** An order and a recharge may have the same letters; a payment belongs to one of them. */
test('a paid order does not pay a recharge with its letters', async () => {
  const scene = await openAccountScene()
  try {
    const order = await scene.paid({ amountFen: 10_000, payableFen: 10_000 })
    const rechargeId = `recharge:${order.orderId.slice('order:'.length)}`
    await scene.recharge({ rechargeId })
    const reported = replyOf(await scene.zhang('account.reportRecharge', { rechargeId }))
    expect(reported.status).toBe('requested')
    expect(await scene.account()).toMatchObject({ principalFen: 0 })
  } finally {
    await scene.close()
  }
})

describe('the coupons of a recharge', () => {
  let scene: AccountScene
  beforeEach(async () => {
    scene = await openAccountScene()
  })
  afterEach(() => scene.close())

  const pocket = async () => replyOf(await scene.zhang('coupon.pocket', {})).coupons

  test('are granted with it once, and announced before', async () => {
    expect((await scene.account()).offers).toMatchObject([
      { unmet: null, tiers: [{ coupons: [] }, { coupons: ['满 200 减 20'] }] },
    ])
    await scene.recharged({ amountFen: 20_000 })
    expect(await pocket()).toMatchObject([{ title: '满 200 减 20', state: { at: 'free' } }])
    expect(await pocket()).toHaveLength(1)
    expect((await scene.account()).offers).toMatchObject([{ unmet: { code: 'offer/month-used' } }])
  })
})

test('the stored document of such a member reads back unchanged', async () => {
  const scene = await openAccountScene('wechat', someStoredValueRules({ giftDays: null }))
  try {
    const { rechargeId } = await scene.recharged()
    await scene.recharge({ giftFen: 0 })
    const back = {
      rechargeId,
      refundId: `refund:${'0'.repeat(20)}`,
      principalFen: 5_000,
      amountFen: 5_000,
    }
    replyOf(await scene.zhang('account.refund', back))
    await scene.advance(DAY_MS)
    const member = (await scene.database.get(members, scene.zhangId))!
    expect(member.storedValue.recharges).toHaveLength(2)
    expect(members.read(members.write(member))).toEqual(member)
  } finally {
    await scene.close()
  }
})
