import type { Sent } from '@palm/shared/api/actions'
import { HOUR_MS, MINUTE_MS } from '@palm/shared/kernel/instant'
import { ID_LETTERS } from '@palm/shared/kernel/id'
import { balances } from '@palm/shared/ledger/journal'
import { UNPROVEN } from '@palm/shared/testing/builders/orders'
import { entriesOf } from '../documents/entries'
import { sharesOf } from './stock-store'
import { aPlaceRequest, openScene, replyOf, type Scene, ZHANG } from '../testing/scene'
import { aPriceRequest, aTemplateRequest } from '../testing/rules'

let scene: Scene
beforeEach(async () => {
  scene = await openScene()
})
afterEach(() => scene.close())

const refusedWith = (code: string) => ({ ok: false, refusal: { code } })

const couponId = (tail: string) => `coupon:${tail.padStart(ID_LETTERS, '0')}`
const FULL_200 = 'coupon-template:full-200'

async function offer(changes: Partial<Sent<'console.saveCouponTemplate'>> = {}) {
  const operator = await scene.operator()
  return operator('console.saveCouponTemplate', aTemplateRequest(changes))
}

const claim = (tail = '1', templateId = FULL_200) =>
  scene.zhang('coupon.claim', { couponId: couponId(tail), templateId })

const pocket = async () => replyOf(await scene.zhang('coupon.pocket', {})).coupons

/** ¥200 at 7.81: a member's price of 0.20 less per litre, and a coupon of ¥20. */
async function offerBoth() {
  const operator = await scene.operator()
  replyOf(await operator('console.savePrices', { prices: [aPriceRequest()] }))
  replyOf(await offer())
  replyOf(await claim())
}
/** A smaller coupon of the same group. */
const FIVE = { kind: 'fixed', amountFen: 500 } as const

const PAYABLE = 20_000 - 512 - 2_000

const quote = (changes: Partial<Sent<'order.quote'>> = {}) =>
  scene.zhang('order.quote', {
    stationId: 'station:bj0001',
    nozzleId: 'nozzle:bj0001-03',
    amountFen: 20_000,
    couponIds: null,
    use: { points: false, storedValue: false },
    ...changes,
  })

const placeWithBoth = () => scene.place({ payableFen: PAYABLE })

describe('claiming', () => {
  test('adds a coupon to the pocket, once per number', async () => {
    await offer()
    const first = replyOf(await claim())
    expect(replyOf(await claim())).toEqual(first)
    expect(await pocket()).toMatchObject([{ couponId: couponId('1'), state: { at: 'free' } }])
  })

  test('refuses a delisted template, and a second coupon above the limit', async () => {
    expect(await claim()).toMatchObject(refusedWith('coupon/not-offered'))
    await offer({ onShow: false })
    expect(await claim()).toMatchObject(refusedWith('coupon/not-offered'))
    await offer()
    await claim()
    expect(await claim('2')).toMatchObject(refusedWith('coupon/member-limit'))
    const { claimable } = replyOf(await scene.zhang('coupon.centre', {}))
    expect(claimable).toMatchObject([{ left: 99, refusal: { code: 'coupon/member-limit' } }])
  })

  test('offers no coupon that nothing redeems', async () => {
    await offer({ kind: 'non-fuel', title: '便利店 5 元券' })
    expect(replyOf(await scene.zhang('coupon.centre', {})).claimable).toEqual([])
    expect(await claim()).toMatchObject(refusedWith('coupon/not-offered'))
  })

  test('issues the last coupons exactly, however many members claim concurrently', async () => {
    await offer({ quota: { total: 3, perMember: null, perMemberDay: null, budgetFen: null } })
    const asked = await Promise.all(Array.from({ length: 8 }, (_, tail) => claim(String(tail))))
    expect(asked.filter(({ ok }) => ok)).toHaveLength(3)
    const shares = await sharesOf(scene.database, FULL_200)
    expect(shares.reduce((sum, { issued }) => sum + issued, 0)).toBe(3)
    expect(await pocket()).toHaveLength(3)
  })
})

describe('the price of a sale', () => {
  test('is the best one, with funders and reasons for unused benefits', async () => {
    await offerBoth()
    replyOf(await offer({ id: 'coupon-template:small', title: '立减 5 元', reduction: FIVE }))
    replyOf(await claim('2', 'coupon-template:small'))
    expect(replyOf(await quote())).toEqual({
      amountFen: 20_000,
      payableFen: PAYABLE,
      pricePerLitreFen: 761,
      lines: [
        { kind: 'price', id: 'segment:member', title: '会员价', amountFen: 512, givenBy: ['hq'] },
        {
          kind: 'coupon',
          id: couponId('1'),
          title: '满 200 减 20',
          amountFen: 2_000,
          givenBy: ['hq'],
        },
      ],
      unused: [
        {
          id: couponId('2'),
          title: '立减 5 元',
          why: {
            code: 'benefit/same-group',
            instead: couponId('1'),
            payableFen: PAYABLE + 1_500,
          },
          exchange: { couponIds: [couponId('2')], payableFen: PAYABLE + 1_500 },
        },
      ],
      held: null,
      runnerUpFen: PAYABLE + 512,
      tenders: { points: 0, pointsFen: 0, storedValueFen: 0, walletFen: PAYABLE },
      offered: { points: null, storedValueFen: null, passwordAboveFen: null },
    })
  })

  test('uses the coupons picked by the driver', async () => {
    await offerBoth()
    expect(replyOf(await quote({ couponIds: [] })).payableFen).toBe(20_000 - 512)
    expect(await quote({ couponIds: [couponId('9')] })).toMatchObject(
      refusedWith('plan/unknown-coupon'),
    )
  })

  test('is the one on the button, or the driver has to confirm', async () => {
    await offerBoth()
    const other = await scene.zhang('order.place', aPlaceRequest())
    expect(other).toMatchObject({
      ok: false,
      refusal: { code: 'order/quote-changed', payableFen: PAYABLE },
    })
  })
})

describe('an order with benefits', () => {
  test('holds the coupon for one order, also for concurrent phones', async () => {
    await offerBoth()
    const both = await Promise.all([
      scene.zhang('order.place', aPlaceRequest({ payableFen: PAYABLE })),
      scene.zhang('order.place', aPlaceRequest({ payableFen: PAYABLE })),
    ])
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject(refusedWith('order/quote-changed'))
    expect(await pocket()).toMatchObject([{ state: { at: 'held' } }])
  })

  test('is idempotent by its number', async () => {
    await offerBoth()
    const request = aPlaceRequest({ payableFen: PAYABLE })
    const first = replyOf(await scene.zhang('order.place', request))
    const again = replyOf(await scene.zhang('order.place', request))
    expect(again.order).toEqual(first.order)
  })

  test('charges the quote, uses the coupon and books every saving', async () => {
    await offerBoth()
    const { order, wallet } = await placeWithBoth()
    await scene.pay(wallet, ZHANG)
    await scene.advance(0)
    const confirmed = await scene.wang('staff.confirm', {
      orderId: order.orderId,
      dispensedFen: 20_000,
      proof: UNPROVEN,
    })
    expect(confirmed).toMatchObject({ ok: true })
    expect(await pocket()).toMatchObject([{ state: { at: 'used', amountFen: 2_000 } }])
    const entries = await entriesOf(scene.database, order.orderId)
    expect(Object.fromEntries(balances(entries))).toEqual({
      'provider:wechat': PAYABLE,
      'station:bj0001:undelivered': 0,
      'station:bj0001:sales': -20_000,
      'marketing:price:hq': 512,
      'marketing:coupon:hq': 2_000,
    })
  })

  test('is explained to the fen, to operators only', async () => {
    await offerBoth()
    const { orderId } = await scene.paid({ payableFen: PAYABLE, way: 'pay-first' })
    const proof = UNPROVEN
    replyOf(await scene.wang('staff.confirm', { orderId, dispensedFen: 19_000, proof }))
    const operator = await scene.operator()
    await offer({ title: '满 200 减 1', reduction: { kind: 'fixed', amountFen: 100 } })
    const savedAtMs = scene.now()
    await scene.advance(MINUTE_MS)
    replyOf(await operator('console.savePrices', { prices: [] }))
    const explained = replyOf(await operator('console.explainOrder', { orderId }))
    expect(explained).toMatchObject({ doubts: [], quotedAgainFen: PAYABLE })
    expect(explained.rules).toEqual({ version: 1, savedAtMs })
    expect(explained.settledAgainFen).toBe(explained.order.confirmation?.payableFen)
    const asDriver = await scene.zhang('console.explainOrder', { orderId })
    expect(asDriver).toMatchObject(refusedWith('caller/forbidden'))
  })

  test('releases the coupon when it is cancelled, expires or is fully refunded', async () => {
    await offerBoth()
    const cancelled = await placeWithBoth()
    await scene.zhang('order.cancel', { orderId: cancelled.order.orderId })
    expect(await pocket()).toMatchObject([{ state: { at: 'free' } }])

    await placeWithBoth()
    for (let minute = 0; minute < 16; minute++) {
      await scene.advance(MINUTE_MS)
      await scene.sweep()
    }
    expect(await pocket()).toMatchObject([{ state: { at: 'free' } }])

    const { orderId } = await scene.paid({ payableFen: PAYABLE })
    await scene.wang('staff.reject', { orderId, reason: 'no-fuel' })
    expect(await pocket()).toMatchObject([{ state: { at: 'free' } }])
  })

  test('previews both figures before confirmation, and then does exactly that', async () => {
    await offerBoth()
    const { orderId } = await scene.paid({ payableFen: PAYABLE, way: 'pay-first' })
    const asked = { orderId, dispensedFen: 10_000 }
    const shown = replyOf(await scene.wang('staff.preview', asked))
    expect(shown).toEqual({
      payableFen: 10_000 - 256,
      backFen: PAYABLE - (10_000 - 256),
      couponsBack: 1,
    })
    replyOf(await scene.wang('staff.confirm', { ...asked, proof: UNPROVEN }))
    await scene.advance(HOUR_MS)
    const view = replyOf(await scene.zhang('order.get', { orderId }))
    expect(view.confirmation).toMatchObject({ payableFen: shown.payableFen })
    expect(view.refunds).toMatchObject([{ amountFen: shown.backFen }])
  })

  test.each([
    ['more than was ordered', 20_001, 'order/dispensed-above-ordered'],
    ['an unpaid order', 10_000, 'order/not-paid'],
  ])('is not previewed for %s', async (_, dispensedFen, code) => {
    const { orderId } = code === 'order/not-paid' ? (await scene.place()).order : await scene.paid()
    expect(await scene.wang('staff.preview', { orderId, dispensedFen })).toMatchObject(
      refusedWith(code),
    )
  })

  test('is quoted again for less fuel: the coupon returns if it no longer applies', async () => {
    await offerBoth()
    const { orderId } = await scene.paid({ payableFen: PAYABLE, way: 'pay-first' })
    const confirmed = await scene.wang('staff.confirm', {
      orderId,
      dispensedFen: 10_000,
      proof: UNPROVEN,
    })
    expect(confirmed).toMatchObject({ ok: true })
    await scene.advance(HOUR_MS)
    const view = replyOf(await scene.zhang('order.get', { orderId }))
    expect(view.confirmation).toMatchObject({ dispensedFen: 10_000, payableFen: 10_000 - 256 })
    expect(view.refunds).toMatchObject([{ amountFen: PAYABLE - (10_000 - 256) }])
    expect(await pocket()).toMatchObject([{ state: { at: 'free' } }])
  })
})
