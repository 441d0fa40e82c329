import fc from 'fast-check'
import { fen } from '../../kernel/fen'
import { DAY_MS, later, MINUTE_MS, SECOND_MS } from '../../kernel/instant'
import { NOON } from '../../testing/builders/builders'
import { refused, valueOf } from '../../testing/results'
import {
  afterRecharge,
  ALWAYS_ON,
  aRechargeRefund,
  aRechargeRefundFact,
  aRequest,
  aStoredValuePolicy,
  hearRechargeRefund,
  refundsOfFirst,
} from '../../testing/builders/stored-value'
import { balanceOf, EMPTY_ACCOUNT, type StoredValueAccount } from '../account'
import { expireGifts } from '../expire'
import { frozen } from '../freeze'
import { type RefundRecharge, refundRecharge } from './refund'
import { requestRecharge } from './request'
import { reserve } from '../use'
import type { SpendingOrder } from '../policy'

const plain = afterRecharge(EMPTY_ACCOUNT)
const gifted = afterRecharge(EMPTY_ACCOUNT, { offers: [ALWAYS_ON] })
const FREEZE = { reason: 'suspected-fraud', staffId: 'staff:1', atMs: NOON } as const

const spent = (account: StoredValueAccount, amount: number, spending: SpendingOrder) => {
  const policy = aStoredValuePolicy({ spending })
  const command = { orderId: 'order:1', amountFen: fen(amount), policy, nowMs: NOON } as const
  return valueOf(reserve(account, command)).account
}

/** As if a card had paid it. */
const byCard: StoredValueAccount = {
  ...plain,
  recharges: plain.recharges.map((recharge) => ({
    ...recharge,
    source: { kind: 'card', cardId: 'recharge-card:1' },
  })),
}

const half = valueOf(refundRecharge(plain, aRechargeRefund()))

/** ¥1 a minute. */
const inParts = (account: StoredValueAccount, count: number): StoredValueAccount =>
  Array.from({ length: count }, (_, index) =>
    aRechargeRefund({
      refundId: `refund:part${index}`,
      principalFen: fen(100),
      nowMs: later(NOON, index * MINUTE_MS),
    }),
  ).reduce((now, refund) => valueOf(refundRecharge(now, refund)).account, account)

/** The rest of it, a minute after the first. */
const aLaterRefund = (changes: Partial<RefundRecharge> = {}) =>
  aRechargeRefund({ refundId: 'refund:1b', nowMs: later(NOON, MINUTE_MS), ...changes })

describe('refunding a recharge', () => {
  const week = aStoredValuePolicy({ refundDays: 7 })

  test.each<[string, StoredValueAccount, Partial<RefundRecharge>, string]>([
    ['of nothing', plain, { principalFen: fen(0) }, 'recharge/no-amount'],
    ['of nobody', EMPTY_ACCOUNT, {}, 'recharge/unknown'],
    ['of a frozen account', frozen(plain, FREEZE), {}, 'stored-value/frozen'],
    ['that a card paid', byCard, {}, 'recharge/paid-by-card'],
    [
      'that is not paid',
      valueOf(requestRecharge(EMPTY_ACCOUNT, aRequest())).account,
      {},
      'recharge/not-paid',
    ],
    ['as another amount', half.account, { principalFen: fen(1) }, 'recharge/refunded-otherwise'],
    [
      'after the period',
      plain,
      { policy: week, nowMs: later(NOON, 7 * DAY_MS) },
      'recharge/refund-period-over',
    ],
    ['of more than is left', plain, { principalFen: fen(10_001) }, 'recharge/above-left'],
    [
      'of less than the gift that was spent',
      spent(gifted, 3_000, 'gift-first'),
      { principalFen: fen(3_000) },
      'recharge/gift-spent',
    ],
    [
      'a minute too soon',
      half.account,
      { refundId: 'refund:1b', nowMs: later(NOON, MINUTE_MS - SECOND_MS) },
      'recharge/refund-too-soon',
    ],
    ['of ¥0.99 where more is left', plain, { principalFen: fen(99) }, 'recharge/refund-too-small'],
    [
      'after ten',
      inParts(plain, 10),
      { refundId: 'refund:1b', nowMs: later(NOON, DAY_MS) },
      'recharge/too-many-refunds',
    ],
  ])('refuses one %s', (_, account, changes, code) => {
    expect(refundRecharge(account, aRechargeRefund(changes))).toMatchObject(refused(code))
  })

  test('is possible to the last millisecond of the period, and to the last fen', () => {
    const nowMs = later(NOON, 7 * DAY_MS - 1)
    const odd = spent(plain, 9_970, 'principal-first')
    const refund = aRechargeRefund({ principalFen: fen(30), policy: week, nowMs })
    expect(balanceOf(valueOf(refundRecharge(odd, refund)).account).principalFen).toBe(0)
  })

  test('twice under one number is once', () => {
    expect(valueOf(refundRecharge(half.account, aRechargeRefund())).account).toEqual(half.account)
  })

  test.each<[string, StoredValueAccount, number, { refund: number; gift: number }]>([
    ['the unspent gift goes', gifted, 10_000, { refund: 10_000, gift: 0 }],
    [
      'deducts the spent part',
      spent(gifted, 1_000, 'gift-first'),
      10_000,
      { refund: 9_000, gift: 0 },
    ],
    [
      'spent principal keeps nothing for the gift',
      spent(gifted, 4_000, 'principal-first'),
      6_000,
      { refund: 6_000, gift: 0 },
    ],
  ])('%s', (_, account, principal, { gift, refund }) => {
    const command = aRechargeRefund({ principalFen: fen(principal) })
    const { account: after, entry } = valueOf(refundRecharge(account, command))
    expect(refundsOfFirst(after)).toMatchObject([{ amountFen: refund }])
    expect(balanceOf(after).giftFen).toBe(gift)
    const funders = entry?.postings.find((posting) => posting.account === 'marketing:gift:hq')
    expect(funders?.amountFen).toBe(-3_000)
  })

  test('what is still kept decides the tier of the gift', () => {
    const tiers = [
      { minimumFen: fen(10_000), giftFen: fen(1_000), couponTemplateIds: [] },
      { minimumFen: fen(20_000), giftFen: fen(3_000), couponTemplateIds: [] },
    ]
    const offers = [{ ...ALWAYS_ON, tiers }]
    const account = afterRecharge(EMPTY_ACCOUNT, { offers, amountFen: fen(20_000) })
    const less = valueOf(refundRecharge(account, aRechargeRefund())).account
    expect(balanceOf(less)).toEqual({ principalFen: 15_000, giftFen: 1_000 })
  })

  test('a gift that expired unspent is not asked for', () => {
    const offers = [{ ...ALWAYS_ON, giftDays: 1 }]
    const late = later(NOON, DAY_MS)
    const expired = expireGifts(afterRecharge(EMPTY_ACCOUNT, { offers }), 'member:1', late)
    expect(expired.entry?.postings).toEqual([
      { account: 'prepaid:gift', amountFen: 3_000 },
      { account: 'breakage:gift', amountFen: -3_000 },
    ])
    const command = aRechargeRefund({ principalFen: fen(10_000), nowMs: late })
    const { account, entry } = valueOf(refundRecharge(expired.account, command))
    expect(refundsOfFirst(account)).toMatchObject([{ amountFen: 10_000 }])
    expect(entry?.postings).toEqual([
      { account: 'marketing:gift:hq', amountFen: -3_000 },
      { account: 'breakage:gift', amountFen: 3_000 },
    ])
  })

  test("in parts returns every funder's share to the last fen", () => {
    const tiers = [1, 2].map((step) => ({
      minimumFen: fen(step * 10_000),
      giftFen: fen(step * 500),
      couponTemplateIds: [],
    }))
    const funding = (['hq', 'station:a', 'station:b'] as const).map((party) => ({
      party,
      weight: 1,
    }))
    const offers = [{ ...ALWAYS_ON, tiers, funding }]
    const account = afterRecharge(EMPTY_ACCOUNT, { offers, amountFen: fen(20_000) })
    const first = valueOf(refundRecharge(account, aRechargeRefund()))
    const rest = aLaterRefund({ principalFen: fen(15_000) })
    const second = valueOf(refundRecharge(first.account, rest))
    const marketing = [first, second].map(({ entry }) =>
      entry?.postings.slice(0, 3).map(({ amountFen }) => amountFen),
    )
    expect(marketing).toEqual([
      [-167, -166, -167],
      [-167, -167, -166],
    ])
  })

  test('an expired part of a gift excuses once', () => {
    const tiers = [
      { minimumFen: fen(10_000), giftFen: fen(1_000), couponTemplateIds: [] },
      { minimumFen: fen(20_000), giftFen: fen(3_000), couponTemplateIds: [] },
    ]
    const offers = [{ ...ALWAYS_ON, tiers, giftDays: 1 }]
    const half = spent(
      afterRecharge(EMPTY_ACCOUNT, { offers, amountFen: fen(20_000) }),
      1_500,
      'gift-first',
    )
    const expired = expireGifts(half, 'member:1', later(NOON, DAY_MS)).account
    const first = valueOf(refundRecharge(expired, aRechargeRefund())).account
    const rest = aLaterRefund({ principalFen: fen(15_000) })
    const { account } = valueOf(refundRecharge(first, rest))
    expect(refundsOfFirst(account)).toMatchObject([{ amountFen: 4_500 }, { amountFen: 14_000 }])
  })

  test('in parts takes the gift that one refund takes', () => {
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 5 })
    fc.assert(
      fc.property(cuts, (list) => {
        const ends = [...list.sort((a, b) => a - b), 100].map((yuan) => yuan * 100)
        const after = ends.reduce((account, end, index) => {
          const principalFen = fen(end - (ends[index - 1] ?? 0))
          const nowMs = later(NOON, index * MINUTE_MS)
          const refund = aRechargeRefund({ refundId: `refund:${index}`, principalFen, nowMs })
          return valueOf(refundRecharge(account, refund)).account
        }, gifted)
        expect(balanceOf(after)).toEqual({ principalFen: 0, giftFen: 0 })
        expect(after.recharges[0]?.state).toMatchObject({ gift: { clawedFen: 3_000 } })
      }),
      { numRuns: 30 },
    )
  })
})

describe('what the provider says about a refund', () => {
  const said = (changes: Parameters<typeof aRechargeRefundFact>[0], account = half.account) =>
    hearRechargeRefund(account, 'recharge:1', aRechargeRefundFact(changes), NOON)

  test('done takes the money from the provider, once', () => {
    const { account, entry } = valueOf(said({}))
    expect(entry).toMatchObject({
      kind: 'recharge-refunded',
      postings: [
        { account: 'prepaid:principal', amountFen: 5_000 },
        { account: 'provider:wechat', amountFen: -5_000 },
      ],
    })
    expect(valueOf(said({}, account))).toEqual({
      account,
      row: null,
      entry: null,
      couponTemplateIds: [],
    })
  })

  test('done for all of it ends the recharge', () => {
    const rest = aLaterRefund()
    const all = valueOf(refundRecharge(valueOf(said({})).account, rest)).account
    const { account } = valueOf(said({ outRefundNo: 'rc1r2' }, all))
    expect(account.recharges[0]?.state.status).toBe('refunded')
  })

  test('done for a part of it leaves the recharge open while the rest is under way', () => {
    const rest = aLaterRefund()
    const all = valueOf(refundRecharge(half.account, rest)).account
    const { account } = valueOf(said({}, all))
    expect(account.recharges[0]?.state.status).toBe('paid')
  })

  test('closed by the provider, it stays the same withdrawal under a new number', () => {
    const { account, entry } = valueOf(said({ status: 'closed' }))
    expect(entry).toBeNull()
    expect(refundsOfFirst(account)).toMatchObject([
      { id: 'refund:rc1r1', state: { at: 'replaced' } },
      { id: 'refund:rc1r2', amountFen: 5_000, state: { at: 'requested' } },
    ])
    expect(account.recharges[0]?.state).toMatchObject({ withdrawals: [{ principalFen: 5_000 }] })
    expect(balanceOf(account).principalFen).toBe(5_000)
  })

  test('under way, nothing changes yet', () => {
    expect(valueOf(said({ status: 'processing' })).account).toEqual(half.account)
  })
})
