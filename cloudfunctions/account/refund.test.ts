import { DAY_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import { balances } from '@palm/shared/ledger/journal'
import type { RechargeView } from '@palm/shared/api/account'
import type { Sent } from '@palm/shared/api/actions'
import { fen } from '@palm/shared/kernel/fen'
import { reserve } from '@palm/shared/stored-value/use'
import { aStoredValuePolicy } from '@palm/shared/testing/builders/stored-value'
import { valueOf } from '@palm/shared/testing/results'
import { members } from '../documents/member/members'
import { type AccountScene, aRefundId, openAccountScene } from '../testing/account-scene'
import { aTemplateRequest, someStoredValueRules } from '../testing/rules'
import { replyOf } from '../testing/scene'

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })

const aRefund = (
  { rechargeId }: Pick<RechargeView, 'rechargeId'>,
  changes: Partial<Sent<'account.refund'>> = {},
): Sent<'account.refund'> => ({
  rechargeId,
  refundId: aRefundId(),
  principalFen: 10_000,
  amountFen: 10_000,
  ...changes,
})

/** As if an order of Zhang had used it, gift first. */
async function spend(scene: AccountScene, amountFen: number) {
  const member = (await scene.database.get(members, scene.zhangId))!
  const policy = aStoredValuePolicy({ spending: 'gift-first' })
  const use = { orderId: 'order:1', amountFen: fen(amountFen), policy, nowMs: scene.now() } as const
  const { account: storedValue } = valueOf(reserve(member.storedValue, use))
  await scene.database.put(members, { ...member, storedValue })
}

describe.each(['wechat', 'alipay'] as const)('a refund by %s', (provider) => {
  let scene: AccountScene
  beforeEach(async () => {
    scene = await openAccountScene(provider)
  })
  afterEach(() => scene.close())

  const refund = (request: Sent<'account.refund'>) => scene.driver('account.refund', request)

  test('previews refund and lost gift, and does exactly that', async () => {
    const recharge = await scene.recharged()
    const preview = { rechargeId: recharge.rechargeId, principalFen: 10_000 }
    const shown = replyOf(await scene.driver('account.previewRefund', preview))
    expect(shown).toEqual({
      principalFen: 10_000,
      amountFen: 10_000,
      giftLostFen: 3_000,
      giftSpentFen: 0,
      couponsSpentFen: 0,
      couponsLost: 0,
    })
    expect(recharge.refundable).toEqual(shown)
    await scene.advance(MINUTE_MS)
    replyOf(await refund(aRefund(recharge)))
    await scene.advance(MINUTE_MS)
    const after = await scene.account()
    expect(after).toMatchObject({ principalFen: 0, giftFen: 0 })
    expect(after.recharges).toMatchObject([
      { status: 'refunded', refunds: [{ amountFen: 10_000, doneAtMs: expect.any(Number) }] },
    ])
    const sums = balances(await scene.entriesOf(recharge.rechargeId))
    expect([...sums.values()].every((sum) => sum === 0)).toBe(true)
    const { rows } = replyOf(await scene.driver('account.statement', { beforeMs: null }))
    expect(rows).toMatchObject([
      { kind: 'refunded', principalFen: -10_000, giftFen: -3_000, balance: { principalFen: 0 } },
      { kind: 'recharged', balance: { principalFen: 10_000, giftFen: 3_000 } },
    ])
  })

  test('is idempotent by its number, and in parts adds up to the whole', async () => {
    const recharge = await scene.recharged({ amountFen: 5_000, giftFen: 0 })
    const part = aRefund(recharge, { principalFen: 2_000, amountFen: 2_000 })
    replyOf(await refund(part))
    replyOf(await refund(part))
    await scene.minutes(2)
    expect(await scene.account()).toMatchObject({ principalFen: 3_000 })
    replyOf(await refund(aRefund(recharge, { principalFen: 3_000, amountFen: 3_000 })))
    await scene.minutes(2)
    expect((await scene.account()).recharges).toMatchObject([
      { status: 'refunded', refunds: [{ amountFen: 2_000 }, { amountFen: 3_000 }] },
    ])
  })

  test('without an answer of the provider is retried by the timer', async () => {
    const recharge = await scene.recharged()
    const call = provider === 'wechat' ? 'wechat-pay.refund' : 'alipay.refund'
    scene.stack.faults.arm({ at: call, kind: 'timeout-after-commit' })
    replyOf(await refund(aRefund(recharge)))
    await scene.minutes(3)
    expect((await scene.account()).recharges).toMatchObject([
      { status: 'refunded', refunds: [{ amountFen: 10_000 }] },
    ])
  })
})

describe('requesting a refund', () => {
  let scene: AccountScene
  beforeEach(async () => {
    scene = await openAccountScene('wechat', someStoredValueRules())
  })
  afterEach(() => scene.close())

  const refund = (request: Sent<'account.refund'>) => scene.zhang('account.refund', request)

  test.each([
    ['of zero', { principalFen: 0 }, 'recharge/no-amount'],
    ['of more than the balance', { principalFen: 10_001 }, 'recharge/above-left'],
    ['of an amount other than the preview’s', { amountFen: 9_999 }, 'recharge/refund-changed'],
    ['of an unknown recharge', { rechargeId: `recharge:${'9'.repeat(20)}` }, 'recharge/unknown'],
  ])('%s is refused', async (_, changes, code) => {
    const recharge = await scene.recharged()
    expect(await refund(aRefund(recharge, changes))).toMatchObject(refusedWith(code))
    expect(await scene.account()).toMatchObject({ principalFen: 10_000, giftFen: 3_000 })
  })

  test('of an unpaid, foreign or frozen recharge is refused', async () => {
    const { recharge } = await scene.recharge()
    expect(await refund(aRefund(recharge))).toMatchObject(refusedWith('recharge/not-paid'))
    const paid = await scene.recharged({ giftFen: 0 })
    for (const ask of [
      () => scene.chen('account.refund', aRefund(paid)),
      () => scene.chen('account.previewRefund', { ...pick(paid), principalFen: 1 }),
    ]) {
      expect(await ask()).toMatchObject(refusedWith('recharge/unknown'))
    }
    const operator = await scene.operator()
    const memberId = scene.zhangId
    replyOf(await operator('console.freezeAccount', { memberId, reason: 'court-order' }))
    expect(await refund(aRefund(paid))).toMatchObject(refusedWith('stored-value/frozen'))
  })

  test('with a number used for another amount is refused', async () => {
    const recharge = await scene.recharged({ amountFen: 5_000, giftFen: 0 })
    const first = aRefund(recharge, { principalFen: 1_000, amountFen: 1_000 })
    replyOf(await refund(first))
    expect(await refund({ ...first, principalFen: 2_000, amountFen: 2_000 })).toMatchObject(
      refusedWith('recharge/refunded-otherwise'),
    )
  })

  test('from two concurrent phones refunds the remainder once', async () => {
    const recharge = await scene.recharged()
    const both = await Promise.all([1, 2].map(() => refund(aRefund(recharge))))
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject(refusedWith('recharge/above-left'))
  })

  test('deducts a spent gift', async () => {
    const recharge = await scene.recharged()
    await spend(scene, 2_000)
    const preview = { ...pick(recharge), principalFen: 10_000 }
    expect(replyOf(await scene.zhang('account.previewRefund', preview))).toMatchObject({
      amountFen: 8_000,
      giftLostFen: 1_000,
      giftSpentFen: 2_000,
    })
    expect(await refund(aRefund(recharge))).toMatchObject({
      refusal: { code: 'recharge/refund-changed', amountFen: 8_000 },
    })
    replyOf(await refund(aRefund(recharge, { amountFen: 8_000 })))
    expect(await scene.account()).toMatchObject({ principalFen: 0, giftFen: 0 })
  })

  test('smaller than the spent gift is refused', async () => {
    const recharge = await scene.recharged()
    await spend(scene, 3_000)
    const preview = { ...pick(recharge), principalFen: 3_000 }
    expect(await scene.zhang('account.previewRefund', preview)).toMatchObject(
      refusedWith('recharge/gift-spent'),
    )
  })

  test('withdraws unused coupons', async () => {
    const recharge = await scene.recharged({ amountFen: 20_000 })
    const pocket = async () => replyOf(await scene.zhang('coupon.pocket', {})).coupons
    expect(await pocket()).toHaveLength(1)
    const all = { principalFen: 20_000, amountFen: 20_000 }
    const shown = await scene.zhang('account.previewRefund', {
      ...pick(recharge),
      principalFen: 20_000,
    })
    expect(replyOf(shown)).toMatchObject({ couponsLost: 1 })
    replyOf(await refund(aRefund(recharge, all)))
    expect(await pocket()).toEqual([])
  })

  test('withdraws owed coupons', async () => {
    const recharge = await scene.recharged({ amountFen: 20_000 })
    replyOf(await refund(aRefund(recharge, { principalFen: 20_000, amountFen: 20_000 })))
    expect(replyOf(await scene.zhang('coupon.pocket', {})).coupons).toEqual([])
  })

  test('leaves a coupon held by an order, and deducts its value', async () => {
    const recharge = await scene.recharged({ amountFen: 20_000 })
    replyOf(await scene.zhang('coupon.pocket', {}))
    const { order } = await scene.place({ amountFen: 20_000, payableFen: 18_000 })
    const all = { principalFen: 20_000, amountFen: 18_000 }
    const shown = { ...pick(recharge), principalFen: 20_000 }
    expect(replyOf(await scene.zhang('account.previewRefund', shown))).toMatchObject({
      amountFen: 18_000,
      couponsSpentFen: 2_000,
      couponsLost: 0,
    })
    replyOf(await refund(aRefund(recharge, all)))
    replyOf(await scene.zhang('order.cancel', { orderId: order.orderId }))
    // It was charged, and is Zhang's own now.
    expect(replyOf(await scene.zhang('coupon.pocket', {})).coupons).toHaveLength(1)
    const entries = await scene.entriesOf(recharge.rechargeId)
    expect(balances(entries).get('marketing:coupon:hq')).toBe(-2_000)
  })

  test('withdraws an offered coupon, which can no longer be accepted', async () => {
    const operator = await scene.operator()
    replyOf(await operator('console.saveCouponTemplate', aTemplateRequest({ transferable: true })))
    const recharge = await scene.recharged({ amountFen: 20_000 })
    const [coupon] = replyOf(await scene.zhang('coupon.pocket', {})).coupons
    const transferId = await given(scene, coupon!.couponId)
    replyOf(await refund(aRefund(recharge, { principalFen: 20_000, amountFen: 20_000 })))
    expect(await scene.chen('coupon.take', { transferId })).toMatchObject(
      refusedWith('transfer/taken-back'),
    )
    expect(replyOf(await scene.zhang('coupon.pocket', {})).coupons).toEqual([])
  })

  test('charges a coupon that a friend has accepted', async () => {
    const operator = await scene.operator()
    replyOf(await operator('console.saveCouponTemplate', aTemplateRequest({ transferable: true })))
    const recharge = await scene.recharged({ amountFen: 20_000 })
    const [coupon] = replyOf(await scene.zhang('coupon.pocket', {})).coupons
    const transferId = await given(scene, coupon!.couponId)
    replyOf(await scene.chen('coupon.take', { transferId }))
    replyOf(await refund(aRefund(recharge, { principalFen: 20_000, amountFen: 18_000 })))
    expect(replyOf(await scene.chen('coupon.pocket', {})).coupons).toHaveLength(1)
  })

  test('does not free the place in the offer', async () => {
    replyOf(await refund(aRefund(await scene.recharged())))
    expect((await scene.recharged({ giftFen: 0 })).giftFen).toBe(0)
  })

  test('in a hundred parts ends at the tenth, one per minute', async () => {
    const recharge = await scene.recharged({ amountFen: 5_000, giftFen: 0 })
    const part = () => refund(aRefund(recharge, { principalFen: 100, amountFen: 100 }))
    replyOf(await part())
    expect(await part()).toMatchObject(refusedWith('recharge/refund-too-soon'))
    for (let minute = 1; minute < 10; minute += 1) {
      await scene.advance(MINUTE_MS)
      replyOf(await part())
    }
    await scene.advance(MINUTE_MS)
    expect(await part()).toMatchObject(refusedWith('recharge/too-many-refunds'))
    const [shown] = (await scene.account()).recharges
    expect(shown).toMatchObject({
      refundable: null,
      notRefundable: { code: 'recharge/too-many-refunds' },
    })
  })

  test('of a remainder below the deduction is refused with the reason', async () => {
    const recharge = await scene.recharged()
    await spend(scene, 12_970)
    const [shown] = (await scene.account()).recharges
    expect(shown).toMatchObject({
      rechargeId: recharge.rechargeId,
      left: { principalFen: 30, giftFen: 0 },
      refundable: null,
      notRefundable: { code: 'recharge/gift-spent', giftSpentFen: 3_000 },
    })
  })

  test('works after the operator has removed all rules', async () => {
    const recharge = await scene.recharged()
    const operator = await scene.operator()
    replyOf(await operator('console.saveStoredValueRules', { policy: null, offers: [] }))
    await scene.advance(DAY_MS)
    expect(await refund(aRefund(recharge))).toMatchObject({ ok: true })
  })
})

const pick = ({ rechargeId }: RechargeView) => ({ rechargeId })

/** The number of a coupon offered by Zhang, as made by the server. */
async function given({ zhang }: AccountScene, couponId: string): Promise<string> {
  const { state } = replyOf(await zhang('coupon.give', { couponId }))
  if (state.at !== 'offered') throw new Error('not offered')
  return state.transferId
}
